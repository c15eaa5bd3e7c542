"""Places in an article's text, and things found by the places that they take."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar


class Span(NamedTuple):
    """Characters `[start, end)` of an article's text, counted from 0."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers, unchanged."""
        return text[self.start : self.end]


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


class Cover:
    """Spans that can be asked, in any order, whether one of them holds another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._reach: list[int] = []
        top = -1
        for span in self._spans:
            top = max(top, span.end)
            self._reach.append(top)

    def holds(self, span: Span) -> bool:
        """Whether a span begins no later and some such span ends no earlier."""
        low, high = 0, len(self._spans)
        while low < high:
            middle = (low + high) // 2
            if self._spans[middle].start <= span.start:
                low = middle + 1
            else:
                high = middle
        return low > 0 and self._reach[low - 1] >= span.end
