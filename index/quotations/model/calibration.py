"""How often an attribution of which the network is that sure is right."""

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

WEIGHTS = "confidence.json"
_MOST = 7.0


class Sureness(NamedTuple):
    """What the network says of one attribution; each of the first three from 0 to 1."""

    content: float
    cue: float
    source: float
    has_cue: bool
    has_source: bool
    marked: bool  # whether any of it stands between quotation marks


def features(sure: Sureness) -> list[float]:
    """What the confidence is a logistic function of: a constant, three log odds and three facts."""
    odds = [max(-_MOST, min(_MOST, _log_odds(p))) for p in sure[:3]]
    return [1.0, *odds, *(float(fact) for fact in sure[3:])]


def confidence(sure: Sureness, weights: Sequence[float]) -> float:
    """The share, 0 to 1, of such attributions that are right on PolNeAR's development articles."""
    total = sum(w * x for w, x in zip(weights, features(sure), strict=True))
    return 1 / (1 + math.exp(-total))


@cache
def read_weights(folder: Path) -> tuple[tuple[float, ...], float]:
    """The weights that belong to the model of `folder`, and the confidence below which nothing is told."""
    stored = json.loads((folder / WEIGHTS).read_text(encoding="utf-8"))
    return tuple(map(float, stored["weights"])), float(stored["minimum"])


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))
