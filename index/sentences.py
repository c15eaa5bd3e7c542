"""Sentences of an article, as places in its text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.article import Article
from index.spans import Span

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

_PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


class Sentence(NamedTuple):
    """The `number`th sentence of an article, counted from 0, and the paragraph it stands in."""

    number: int
    paragraph: int
    span: Span


def split_sentences(article: Article) -> list[Sentence]:
    """The sentences of the article's text in order; only the white space between them is left out."""
    return split_text(article.text)


def split_text(text: str) -> list[Sentence]:
    """The sentences of `text` in order; a sentence never crosses the end of a line, its paragraph."""
    sentences: list[Sentence] = []
    for paragraph, place in enumerate(_paragraphs(text)):
        for start, end in _split(place.of(text)):
            sentences.append(
                Sentence(len(sentences), paragraph, Span(place.start + start, place.start + end))
            )
    return sentences


def _paragraphs(text: str) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(text):
        line = match.group()
        if not line.isspace():
            yield Span(match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip()))


def _split(line: str) -> Iterator[Span]:
    for start, end in _punkt().span_tokenize(line):
        piece = line[start:end]
        if not piece.isspace():
            yield Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


@cache
def _punkt() -> "PunktSentenceTokenizer":
    import nupunkt

    return nupunkt.load("default")
