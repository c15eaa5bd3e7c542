"""From how sure the network is of each step to how often such an attribution is right."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn import functional

from index.quotations.model.calibration import WEIGHTS, Sureness, features


def fit_weights(seen: Sequence[tuple[Sureness, bool]]) -> list[float]:
    """Weights of a logistic regression (Platt 1999, "Probabilistic Outputs for Support Vector Machines")."""
    x = torch.tensor([features(sure) for sure, _ in seen], dtype=torch.float64)
    y = torch.tensor([float(right) for _, right in seen], dtype=torch.float64)
    weights = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> float:
        optimizer.zero_grad()
        value = functional.binary_cross_entropy_with_logits(x @ weights, y) + 1e-4 * (weights**2).sum()
        value.backward()
        return float(value)

    optimizer.step(closure)
    return [round(float(w), 4) for w in weights]


def best_minimum(sure: Sequence[float], right: Sequence[bool], marked: int) -> float:
    """The confidence below which leaving attributions out gives the best F1 against `marked` ones."""
    ordered = sorted(zip(sure, right, strict=True), reverse=True)
    best, minimum, hits = 0.0, 0.0, 0
    for count, (value, is_right) in enumerate(ordered, 1):
        hits += is_right
        if 2 * hits / (count + marked) > best:
            best, minimum = 2 * hits / (count + marked), value
    return round(minimum, 3)


def write_weights(weights: Sequence[float], minimum: float, folder: Path) -> None:
    """Write the weights and the least confidence where the product reads them."""
    stored = {"weights": list(weights), "minimum": minimum}
    (folder / WEIGHTS).write_text(json.dumps(stored) + "\n", encoding="utf-8")


def reliability(sure: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float, int]]:
    """For each tenth of confidence that occurs, from below: mean confidence, share right, and how many."""
    rows: list[tuple[float, float, int]] = []
    for tenth in range(10):
        inside = [(c, r) for c, r in zip(sure, right, strict=True) if min(9, math.floor(c * 10)) == tenth]
        if inside:
            n = len(inside)
            rows.append((sum(c for c, _ in inside) / n, sum(r for _, r in inside) / n, n))
    return rows
