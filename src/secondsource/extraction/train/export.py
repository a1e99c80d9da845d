"""Writes a fitted network as an ONNX graph of eight-bit integers.

Weights are quantised symmetrically per column to seven bits (-63 to 63): a processor without VNNI adds two products of
an activation (0 to 255) and a weight in sixteen bits, and 2 · 255 · 63 just fits. Sums of integers are then the same
on every processor. Activations are quantised when the graph runs. The tables of word pieces, positions and features
stay outside the graph (``tagger.models`` adds them up), so that two models can share the pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

_LARGEST = 63
_OPSET = 18


def quantised(
    weights: NDArray[Any], axis: int, *, largest: int = _LARGEST
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights as integers from ``-largest`` to ``largest``, and their scale along ``axis``."""
    scale = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-9) / largest
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32).squeeze(axis)


class _Graph:
    def __init__(self, state: dict[str, Tensor]) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._state = {name: value.float().numpy() for name, value in state.items()}
        self._count = 0

    def node(self, kind: str, *inputs: str, outputs: int = 1, ours: bool = True, **attributes: object) -> list[str]:
        """Add a node and return its outputs; ``ours`` says that ONNX Runtime's own operators have it."""
        self._count += 1
        names = [f"{kind}{self._count}_{i}" for i in range(outputs)]
        domain = "com.microsoft" if ours else ""
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def stored(self, name: str) -> str:
        return self.constant(name, self._state[name])

    def quantise(self, x: str) -> list[str]:
        return self.node("DynamicQuantizeLinear", x, outputs=3, ours=False)

    def linear(self, x: list[str], name: str, *, bias: bool = True) -> str:
        """A linear layer over an input that ``quantise`` made."""
        integers, scale = quantised(self._state[f"{name}.weight"].T, 0)
        weight = self.constant(f"{name}.integers", integers)
        inputs = [x[0], weight, x[1], self.constant(f"{name}.scale", scale), x[2], ""]
        if bias:
            inputs.append(self.stored(f"{name}.bias"))
        return self.node("MatMulIntegerToFloat", *inputs)[0]

    def add_norm(self, x: str, y: str, norm: str) -> str:
        # SkipLayerNormalization does the same and takes eight times as long on a processor.
        total = self.node("Add", x, y, ours=False)[0]
        weight, shift = self.stored(f"{norm}.weight"), self.stored(f"{norm}.bias")
        return self.node("LayerNormalization", total, weight, shift, ours=False, epsilon=1e-12)[0]


def network_bytes(state: dict[str, Tensor], heads: int) -> bytes:
    """The graph of a network of so many heads.

    It goes from ``embedded`` [1, pieces, width], ``first`` [words] and ``head`` [words, 32] to ``scores`` [words,
    tags].
    """
    graph = _Graph(state)
    weight, shift = graph.stored("norm.weight"), graph.stored("norm.bias")
    x = graph.node("LayerNormalization", "embedded", weight, shift, ours=False, epsilon=1e-12)[0]
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    for number in range(layers):
        at = f"layers.{number}."
        qkv = graph.linear(graph.quantise(x), f"{at}qkv")
        q, k, v = graph.node("Split", qkv, outputs=3, ours=False, axis=2, num_outputs=3)
        attended = graph.node("MultiHeadAttention", q, k, v, num_heads=heads)[0]
        if number == layers - 1:  # nothing further mixes the pieces, and only each word's first one is asked for
            attended = graph.node("Gather", attended, "first", ours=False, axis=1)[0]
            x = graph.node("Gather", x, "first", ours=False, axis=1)[0]
        out = graph.linear(graph.quantise(attended), f"{at}out")
        x = graph.add_norm(x, out, f"{at}norm")
        up = graph.linear(graph.quantise(x), f"{at}up", bias=False)
        active = graph.node("BiasGelu", up, graph.stored(f"{at}up.bias"))[0]
        down = graph.linear(graph.quantise(active), f"{at}down")
        x = graph.add_norm(x, down, f"{at}norm2")
    axis = graph.constant("axis", np.array([0], np.int64))
    words = graph.node("Squeeze", x, axis, ours=False)[0]
    joined = graph.node("Concat", words, "head", ours=False, axis=1)[0]
    hidden = graph.linear(graph.quantise(joined), "hidden", bias=False)
    active = graph.node("BiasGelu", hidden, graph.stored("hidden.bias"))[0]
    # The last layer is small and stays as it is.
    last = graph.constant("tags.weight", state["tags.weight"].float().numpy().T.copy())
    scores = graph.node("MatMul", active, last, ours=False)[0]
    graph.nodes.append(helper.make_node("Add", [scores, graph.stored("tags.bias")], ["scores"]))
    made = helper.make_graph(
        graph.nodes,
        "secondsource",
        [
            helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "pieces", state["positions"].shape[1]]),
            helper.make_tensor_value_info("first", TensorProto.INT64, ["words"]),
            helper.make_tensor_value_info("head", TensorProto.FLOAT, ["words", 32]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["words", state["tags.bias"].shape[0]])],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="secondsource")
    model.ir_version = 10
    data: bytes = model.SerializeToString(deterministic=True)
    return data
