"""Things by the places they take in a text, found by the characters they share with other places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from index.spans import Span

Thing = TypeVar("Thing")


class Overlaps(Generic[Thing]):
    """Things of which each takes some spans, `placed` in any order.

    A look-up takes time with the logarithm of their number, as long as no span is much longer than others.
    """

    def __init__(self, placed: Iterable[tuple[Iterable[Span], Thing]]) -> None:
        self._things: list[Thing] = []
        spans: list[tuple[int, int, int]] = []
        for number, (places, thing) in enumerate(placed):
            self._things.append(thing)
            spans += [(start, end, number) for start, end in places]
        self._spans = sorted(spans)
        self._furthest = list(accumulate((end for _, end, _ in self._spans), max))

    def of(self, places: Sequence[Span]) -> list[tuple[int, Thing]]:
        """How many characters each thing shares with `places`, in the order given; those that share none
        are left out."""
        shared: dict[int, int] = {}
        for start, end in places:
            at = bisect_left(self._spans, (end,)) - 1
            while at >= 0 and self._furthest[at] > start:
                begins, ends, number = self._spans[at]
                common = min(end, ends) - max(start, begins)
                if common > 0:
                    shared[number] = shared.get(number, 0) + common
                at -= 1
        return [(shared[number], self._things[number]) for number in sorted(shared)]
