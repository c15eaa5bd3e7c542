"""How likely each candidate is an anaphor's antecedent: a sum of weights, against its having none."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from index.quotations.speakers.ranking.features import Feature


@cache
def weights() -> dict[str, float]:
    """The weight of every feature, in logits, as `index.training.antecedents` learned them."""
    folder = files("index.quotations.speakers.ranking")
    return read_weights(folder.joinpath("antecedent_weights.txt").read_text(encoding="utf-8"))


def read_weights(lines: str) -> dict[str, float]:
    """The weights of the file's `lines`: hundredths, a feature a line with its group before it."""
    found = {}
    for line in lines.splitlines():
        if not line.startswith("#"):
            name, _, weight = line.rpartition(" ")
            found[name] = int(weight) / 100
    return found


def chances(candidates: Sequence[Sequence[Feature]], table: Mapping[str, float]) -> list[float]:
    """The probability of each of the candidates, given its features; they sum to 1."""
    scores = [sum(table.get(name, 0.0) * much for name, much in features) for features in candidates]
    top = max(scores, default=0.0)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
