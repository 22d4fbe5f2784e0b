"""The mean of several checkpoints of one run of training.

usage: python -m training.average OUT TRAINED TRAINED [TRAINED ...]

Weights that went on from each other lie close together, and their mean errs
less than any of them (Izmailov et al., 2018, "Averaging Weights Leads to Wider
Optima and Better Generalization").
"""

from __future__ import annotations

import argparse
from pathlib import Path
from shutil import copyfile

import torch


def average(out: Path, trained: list[Path]) -> None:
    """Write the mean checkpoint, with the record of the last one's data."""
    paths = (folder / "checkpoint.pt" for folder in trained)
    states = [torch.load(path, weights_only=True) for path in paths]
    mean = {k: sum(s[k] for s in states) / len(states) for k in states[0]}
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out / "checkpoint.pt")
    copyfile(trained[-1] / "data.json", out / "data.json")


def main() -> None:
    """Read the options and average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("trained", type=Path, nargs="+")
    options = parser.parse_args()
    average(options.out, options.trained)


if __name__ == "__main__":
    main()
