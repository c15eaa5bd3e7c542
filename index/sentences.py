"""Sentences of an article, as places in its text."""

from typing import NamedTuple

from index.spans import Span


class Sentence(NamedTuple):
    """The `number`th sentence of an article, counted from 0, and the paragraph it stands in."""

    number: int
    paragraph: int
    span: Span
