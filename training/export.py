"""Export a checkpoint to the two ONNX files that the extractor loads.

usage: python -m training.export TRAINED_FOLDER PRETRAINED_FOLDER OUT_FOLDER

The encoder is quantised to 8-bit integers, per channel and without data; the
pair head is small and stays in 32-bit floats.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from shutil import copyfile as copy

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import DISTANCES, Encoder, PairHead


def export_encoder(encoder: Encoder, path: Path) -> None:
    """Write the encoder as ONNX, batch and length left open."""
    ids = torch.ones(2, 9, dtype=torch.int64)
    axes = {k: {0: "batch", 1: "pieces"} for k in ("ids", "types", "shapes", "mask")}
    axes |= {k: {0: "batch", 1: "pieces"} for k in ("vectors", "company", "sector")}
    torch.onnx.export(
        encoder,
        (ids, ids % 2, ids, ids),
        str(path),
        input_names=["ids", "types", "shapes", "mask"],
        output_names=["vectors", "company", "sector"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def export_head(head: PairHead, path: Path) -> None:
    """Write the pair head as ONNX, pieces and pairs left open."""
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
    """Read the options and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("trained", "pretrained", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    weights = torch.load(options.trained / "checkpoint.pt", weights_only=True)
    encoder, head = Encoder(), PairHead()
    encoder.load_state_dict(weights["encoder"])
    head.load_state_dict(weights["head"])
    encoder.eval(), head.eval()
    whole = options.out / "encoder-32.onnx"
    export_encoder(encoder, whole)
    quantize_dynamic(
        whole,
        options.out / "encoder.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    whole.unlink()
    export_head(head, options.out / "pairs.onnx")
    copy(options.pretrained / "tokenizer.json", options.out / "tokenizer.json")
    copy(options.trained / "data.json", options.out / "card.json")


if __name__ == "__main__":
    main()
