"""A shipped model as a network that can be trained on: in minutes, where training anew takes hours."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from index.quotations.model.tagger import NETWORK
from index.training.fit import new_network
from index.training.network import Network


def read_network(folder: Path) -> Network:
    """The network of the model in `folder`, with weights as exact as its eight bits keep them.

    Word embeddings are those of the base, which training never changes.
    """
    import onnx
    from onnx import numpy_helper

    stored = onnx.load(str(folder / NETWORK)).graph.initializer
    values = {one.name: torch.tensor(numpy_helper.to_array(one)) for one in stored}
    matrices = [
        values[name].float() * values[name.replace("_quantized", "_scale")] for name in _matrices(values)
    ]
    network = new_network()
    layers: Any = network.encoder.encoder.layer
    for number, layer in enumerate(layers):
        _read_layer(layer, number, matrices[4 * number : 4 * number + 4], values)
    point, tag = matrices[4 * len(layers) :]
    network.point = _linear(point, values["network.point.bias"])
    network.tag = _linear(tag, values["network.tag.bias"])
    for name in ("cases", "marks"):
        table = values[f"network.{name}.weight_quantized"].float()
        table = (table - float(values[f"network.{name}.weight_zero_point"])) * values[
            f"network.{name}.weight_scale"
        ]
        getattr(network, name).weight.data = table
    embeddings: Any = network.encoder.embeddings
    _read_norm(embeddings.LayerNorm, "network.encoder.embeddings.LayerNorm", values)
    embeddings.position_embeddings.weight.data = values[
        "network.encoder.embeddings.position_embeddings.weight"
    ]
    (types,) = (value for name, value in values.items() if name.startswith("onnx::Add_"))
    embeddings.token_type_embeddings.weight.data[0] = types
    return network


def _matrices(values: dict[str, Tensor]) -> list[str]:
    """The names of the matrices in the order of the arithmetic: four a layer, then pointers and tags."""
    names = [name for name in values if name.startswith("onnx::MatMul_") and name.endswith("_quantized")]
    return sorted(names, key=lambda name: int(name.split("_")[1]))


def _read_layer(layer: Any, number: int, matrices: list[Tensor], values: dict[str, Tensor]) -> None:
    ask, mixed, wide, narrow = matrices
    own, place = layer.attention.self, f"network.encoder.encoder.layer.{number}"
    for name, matrix, bias in zip(
        ("query", "key", "value"), ask.chunk(3, dim=1), values[f"asks.{number}.bias"].chunk(3), strict=True
    ):
        setattr(own, name, _linear(matrix, bias))
    own.all_head_size = ask.shape[1] // 3
    own.num_attention_heads = own.all_head_size // own.attention_head_size
    for holder, matrix, name in (
        (layer.attention.output, mixed, "attention.output"),
        (layer.intermediate, wide, "intermediate"),
        (layer.output, narrow, "output"),
    ):
        holder.dense = _linear(matrix, values[f"{place}.{name}.dense.bias"])
    _read_norm(layer.attention.output.LayerNorm, f"{place}.attention.output.LayerNorm", values)
    _read_norm(layer.output.LayerNorm, f"{place}.output.LayerNorm", values)


def _read_norm(norm: Any, name: str, values: dict[str, Tensor]) -> None:
    norm.weight.data, norm.bias.data = values[f"{name}.weight"].clone(), values[f"{name}.bias"].clone()


def _linear(matrix: Tensor, bias: Tensor) -> nn.Linear:
    linear = nn.Linear(*matrix.shape)
    linear.weight.data, linear.bias.data = matrix.T.contiguous().clone(), bias.clone()
    return linear
