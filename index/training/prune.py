"""A smaller network out of a trained one, without the parts that its answers need least.

What a part is worth is told by how much the loss changes with it, to the first order, as in Michel et al.,
"Are Sixteen Heads Really Better than One?" (2019), and Molchanov et al., "Importance Estimation for Neural
Network Pruning" (2019): the square of the loss's slope along the part, summed over windows.
"""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from index.training.batches import Example, tensors
from index.training.network import Network, loss

HEAD_COST = 86
"""A head takes as long as so many inner units, as onnxruntime runs the int8 file."""
BLOCK = 32
"""Inner units are kept or left out by so many, as the arithmetic works on so many at once."""


@dataclass(frozen=True, slots=True)
class Part:
    """A head, or a block of inner units, of one layer; `worth` is its share of the loss for its time."""

    layer: int
    head: bool
    members: tuple[int, ...]
    worth: float

    @property
    def cost(self) -> int:
        """How long it takes, in inner units."""
        return HEAD_COST if self.head else len(self.members)


def shrink(
    network: Network, batches: Iterable[Sequence[Example]], budget: int, *, pointing: float
) -> Network:
    """A copy of `network` with the heads and inner units of most worth, as many as `budget` (`cost`) allows.

    Every layer keeps at least one head and one block of inner units. `batches` tell what the parts are
    worth.
    """
    parts = sorted(_parts(network, batches, pointing), key=lambda part: -part.worth)
    first = {(part.layer, part.head): part for part in reversed(parts)}
    kept = list(first.values())
    spent = sum(part.cost for part in kept)
    for part in parts:
        if part is not first[part.layer, part.head] and spent + part.cost <= budget:
            kept.append(part)
            spent += part.cost
    smaller = copy.deepcopy(network)
    for number, layer in enumerate(_layers(smaller)):
        heads, units = (
            sorted(m for part in kept if part.layer == number and part.head is head for m in part.members)
            for head in (True, False)
        )
        _keep_heads(layer.attention, heads)
        _keep_units(layer, units)
    return smaller


def cost(network: Network) -> int:
    """How long the heads and inner units of a network take, in inner units."""
    return sum(
        _heads(layer) * HEAD_COST + int(layer.intermediate.dense.out_features) for layer in _layers(network)
    )


def _parts(network: Network, batches: Iterable[Sequence[Example]], pointing: float) -> list[Part]:
    parts: list[Part] = []
    for number, (heads, units) in enumerate(_slopes(network, batches, pointing)):
        parts += [Part(number, True, (h,), float(worth) / HEAD_COST) for h, worth in enumerate(heads)]
        order = units.argsort(descending=True)
        for block in order.split(BLOCK):
            worth = float(units[block].sum()) / len(block)
            parts.append(Part(number, False, tuple(block.tolist()), worth))
    return parts


def _slopes(
    network: Network, batches: Iterable[Sequence[Example]], pointing: float
) -> list[tuple[Tensor, Tensor]]:
    """Of each layer, the squared slopes of its heads and of its inner units."""
    layers = _layers(network)
    sums = [
        (torch.zeros(_heads(layer)), torch.zeros(layer.intermediate.dense.out_features)) for layer in layers
    ]
    gates: dict[tuple[int, bool], Tensor] = {}

    def gated(number: int, head: bool) -> Any:
        def hook(_module: nn.Module, given: tuple[Tensor]) -> tuple[Tensor]:
            (values,) = given
            gate = torch.ones(len(values), 1, len(sums[number][0 if head else 1]), requires_grad=True)
            gates[number, head] = gate
            return (values * (gate.repeat_interleave(values.shape[-1] // gate.shape[-1], -1)),)

        return hook

    hooks = [
        module.register_forward_pre_hook(gated(number, head))
        for number, layer in enumerate(layers)
        for head, module in ((True, layer.attention.output.dense), (False, layer.output.dense))
    ]
    network.eval()
    try:
        for batch in batches:
            given = tensors(batch)
            tags, pointers = network(given["ids"], given["cases"], given["marks"])
            loss(tags, pointers, given, pointing).backward()
            for (number, head), gate in gates.items():
                assert gate.grad is not None
                sums[number][0 if head else 1].add_((gate.grad**2).sum((0, 1)))
            gates.clear()
            network.zero_grad(set_to_none=True)
    finally:
        for hook in hooks:
            hook.remove()
    return sums


def _layers(network: Network) -> list[Any]:
    return list(network.encoder.encoder.layer)


def _heads(layer: Any) -> int:
    return int(layer.attention.self.query.out_features // layer.attention.self.attention_head_size)


def _keep_heads(attention: Any, heads: Sequence[int]) -> None:
    own = attention.self
    size = int(own.attention_head_size)
    rows = torch.tensor([head * size + i for head in heads for i in range(size)])
    for name in ("query", "key", "value"):
        setattr(own, name, _rows(getattr(own, name), rows))
    attention.output.dense = _columns(attention.output.dense, rows)
    own.num_attention_heads, own.all_head_size = len(heads), len(rows)


def _keep_units(layer: Any, units: Sequence[int]) -> None:
    kept = torch.tensor(list(units))
    layer.intermediate.dense = _rows(layer.intermediate.dense, kept)
    layer.output.dense = _columns(layer.output.dense, kept)


def _rows(linear: nn.Linear, kept: Tensor) -> nn.Linear:
    smaller = nn.Linear(linear.in_features, len(kept))
    smaller.weight.data = linear.weight.data[kept].clone()
    smaller.bias.data = linear.bias.data[kept].clone()
    return smaller


def _columns(linear: nn.Linear, kept: Tensor) -> nn.Linear:
    smaller = nn.Linear(len(kept), linear.out_features)
    smaller.weight.data = linear.weight.data[:, kept].clone()
    smaller.bias.data = linear.bias.data.clone()
    return smaller
