"""Weights that the package ships, back into the network, to go on from them.

The 8-bit integers are multiplied out; what rounding took is learnt again.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.network import Networks

#: Ends the names of weights that are stored in 16 bits.
HALF = "_half"


def read_weights(path: Path) -> dict[str, Tensor]:
    """Weights of an ONNX file by the names that the network gives them."""
    graph = onnx.load(str(path)).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {
        k.removesuffix(HALF): v.astype(np.float32)
        for k, v in stored.items()
        if v.dtype in (np.float32, np.float16)
    }
    for name in (k.removesuffix("_quantized") for k in stored):
        if name.endswith(".weight") and name + "_quantized" in stored:
            found[name] = multiply_out(stored, name)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            place = node.name.strip("/").split("/")[:-1]
            found[".".join(place) + ".weight"] = multiply_out(stored, name).T
    return {k: torch.from_numpy(np.array(v)) for k, v in found.items()}


def multiply_out(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """The 32-bit floats that the integers of a weight stand for."""
    whole = stored[name + "_quantized"].astype(np.float32)
    zero = stored[name + "_zero_point"].astype(np.float32)
    return (whole - zero) * stored[name + "_scale"].astype(np.float32)


def load_shipped(networks: Networks, folder: Path) -> None:
    """Set the networks to the weights of a model folder.

    Where the folder holds no span head, that starts anew.
    """
    load_known(networks.encoder.lower, read_weights(folder / "lower.onnx"))
    load_known(networks.encoder.upper, read_weights(folder / "upper.onnx"))
    load_known(networks.head, read_weights(folder / "pairs.onnx"))
    load_known(networks.second, read_weights(folder / "second.onnx"))
    if (folder / "spans.onnx").is_file():
        load_known(networks.spans, read_weights(folder / "spans.onnx"))


def load_known(network: nn.Module, weights: dict[str, Tensor]) -> None:
    """Copy the weights, all of which must be there."""
    network.load_state_dict({k: weights[k] for k in network.state_dict()})
