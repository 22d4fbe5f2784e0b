"""Export a checkpoint to the five ONNX files that the extractor loads.

usage: python -m training.export TRAINED_FOLDER PRETRAINED_FOLDER OUT_FOLDER

The encoder's halves are quantised to integers, per channel and without data; the
heads for pairs and spans are small and stay floats, of 16 bits.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from shutil import copyfile as copy

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from training.network import (
    DISTANCES,
    Lower,
    Networks,
    PairHead,
    SecondHead,
    SpanHead,
    Upper,
)
from training.start import HALF

#: Numbers from which on a weight is worth storing in half its size.
LARGE = 64


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


def halve(path: Path) -> None:
    """Store the floats of a network in 16 bits; they are widened when it is loaded."""
    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for stored in graph.initializer:
        weights = numpy_helper.to_array(stored)
        if weights.dtype != np.float32 or weights.size < LARGE:
            continue
        name = stored.name
        half = numpy_helper.from_array(weights.astype(np.float16), name + HALF)
        stored.CopyFrom(half)
        casts.append(
            onnx.helper.make_node("Cast", [name + HALF], [name], to=TensorProto.FLOAT)
        )
    for node in reversed(casts):
        graph.node.insert(0, node)
    onnx.save(model, str(path))


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


def export_spans(head: SpanHead, path: Path) -> None:
    """Write the span head as ONNX, pieces and spans left open."""
    at = torch.tensor([1, 2, 2])
    torch.onnx.export(
        head,
        (torch.randn(9, 384), at, at + 3),
        str(path),
        input_names=["vectors", "first", "last"],
        output_names=["score"],
        dynamic_axes={"vectors": {0: "pieces"}}
        | {k: {0: "spans"} for k in ("first", "last", "score")},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Read the options and write all five files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("trained", "pretrained", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    networks = Networks()
    weights = torch.load(options.trained / "checkpoint.pt", weights_only=True)
    networks.load_state_dict(weights)
    networks.eval()
    encoder = networks.encoder
    whole = options.out / "whole.onnx"
    ids = torch.ones(2, 9, dtype=torch.int64)
    names = (["ids", "types", "shapes"], ["hidden"])
    export_part(encoder.lower, (ids, ids % 2, ids), names, whole)
    quantise(whole, options.out / "lower.onnx")
    example = (torch.randn(2, 9, 384), torch.zeros(2, 9))
    names = (["hidden", "marks"], ["vectors", "company", "sector"])
    export_part(encoder.upper, example, names, whole)
    quantise(whole, options.out / "upper.onnx")
    export_head(networks.head, options.out / "pairs.onnx")
    export_head(networks.second, options.out / "second.onnx")
    export_spans(networks.spans, options.out / "spans.onnx")
    for name in ("pairs", "second", "spans"):
        halve(options.out / f"{name}.onnx")
    copy(options.pretrained / "tokenizer.json", options.out / "tokenizer.json")
    copy(options.trained / "data.json", options.out / "card.json")


if __name__ == "__main__":
    main()
