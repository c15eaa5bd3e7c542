"""Places in an article's text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Characters `[start, end)` of an article's text, counted from 0."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers, unchanged."""
        return text[self.start : self.end]
