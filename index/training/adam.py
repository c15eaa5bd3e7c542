"""Weights that a slope leads to, by Adam (Kingma and Ba 2015), over all examples at once."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEP, _FINE_STEP = 0.05, 0.01


def descend(
    slope_of: Callable[[Floats], Floats], start: Floats, steps: int, step_at: Callable[[int], float]
) -> Floats:
    """The weights after `steps` steps from `start`; the same slopes give the same weights.

    `slope_of` gives the slope of the loss at some weights, of their shape; `step_at` the size of each step,
    of which the first is 1.
    """
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        slope = slope_of(weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights -= step_at(step) * move
    return weights


def fine_from(first: int) -> Callable[[int], float]:
    """Steps of 0.05, and of 0.01 from the `first` on."""
    return lambda step: _STEP if step < first else _FINE_STEP


def logistic_weights(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    right: Floats,
    width: int,
    *,
    penalty: float,
    steps: int,
    fine: int,
) -> Floats:
    """The weights of `width` columns of a logistic regression with squared weights penalised.

    `rows` and `columns` say where a one stands, `right` which rows are right (1.0 or 0.0); steps are small
    from `fine` on.
    """

    def slope(weights: Floats) -> Floats:
        score = np.bincount(rows, weights=weights[columns], minlength=len(right))
        wrong = 1 / (1 + np.exp(-score)) - right
        return np.bincount(columns, weights=wrong[rows], minlength=width) + penalty * weights

    return descend(slope, np.zeros(width), steps, fine_from(fine))
