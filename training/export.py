"""Export a checkpoint to the four ONNX files that the extractor loads.

usage: python -m training.export TRAINED_FOLDER PRETRAINED_FOLDER OUT_FOLDER

The encoder's halves are quantised to integers, per channel and without data; the
heads for pairs are small and stay in 32-bit floats.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from shutil import copyfile as copy

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from training.network import DISTANCES, Encoder, Lower, PairHead, SecondHead, Upper


def export_part(
    part: Lower | Upper,
    example: tuple[Tensor, ...],
    names: tuple[list[str], list[str]],
    path: Path,
) -> None:
    """Write a half of the encoder as ONNX, batch and length left open."""
    inputs, outputs = names
    torch.onnx.export(
        part,
        example,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={k: {0: "batch", 1: "pieces"} for k in inputs + outputs},
        opset_version=17,
        dynamo=False,
    )


def quantise(whole: Path, path: Path) -> None:
    """Store the weights as integers, per channel; *whole* goes.

    Seven bits of the eight are used: with all eight, sums overflow on processors
    without VNNI instructions, and another machine would read other alliances.
    """
    quantize_dynamic(
        whole,
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    whole.unlink()


def export_head(head: PairHead | SecondHead, path: Path) -> None:
    """Write a head for pairs as ONNX, pieces and pairs left open."""
    x = torch.randn(9, 384)
    row = torch.full((3, 9), 1 / 9)
    far = torch.tensor([0, 1, DISTANCES - 1])
    pairs = {k: {0: "pairs", 1: "pieces"} for k in ("first", "second", "between")}
    outs = ("relation", "direction", "kind", "status")
    torch.onnx.export(
        head,
        (x, row, row, row, far),
        str(path),
        input_names=["vectors", "first", "second", "between", "far"],
        output_names=list(outs),
        dynamic_axes={"vectors": {0: "pieces"}, "far": {0: "pairs"}, **pairs}
        | {k: {0: "pairs"} for k in outs},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Read the options and write all four files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("trained", "pretrained", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    weights = torch.load(options.trained / "checkpoint.pt", weights_only=True)
    encoder, head, second = Encoder(), PairHead(), SecondHead()
    for name, network in (("encoder", encoder), ("head", head), ("second", second)):
        network.load_state_dict(weights[name])
        network.eval()
    whole = options.out / "whole.onnx"
    ids = torch.ones(2, 9, dtype=torch.int64)
    names = (["ids", "types", "shapes"], ["hidden"])
    export_part(encoder.lower, (ids, ids % 2, ids), names, whole)
    quantise(whole, options.out / "lower.onnx")
    example = (torch.randn(2, 9, 384), torch.zeros(2, 9))
    names = (["hidden", "marks"], ["vectors", "company", "sector"])
    export_part(encoder.upper, example, names, whole)
    quantise(whole, options.out / "upper.onnx")
    export_head(head, options.out / "pairs.onnx")
    export_head(second, options.out / "second.onnx")
    copy(options.pretrained / "tokenizer.json", options.out / "tokenizer.json")
    copy(options.trained / "data.json", options.out / "card.json")


if __name__ == "__main__":
    main()
