"""Sentences of an article, as places in its text."""

from collections.abc import Iterator
from typing import NamedTuple

from index.analysis.boundaries import sentence_ends
from index.analysis.paragraphs import split_paragraphs, trim
from index.articles.article import Article
from index.spans import Span

LONGEST = 4000
"""Characters; where a sentence does not end within them it is cut, at white space if there is any."""


class Sentence(NamedTuple):
    """The `number`th sentence of an article, counted from 0, and the paragraph it stands in."""

    number: int
    paragraph: int
    span: Span


def split_sentences(article: Article) -> list[Sentence]:
    """The sentences of the article's text in order; nothing but white space is left out."""
    return split_text(article.text)


def split_text(text: str) -> list[Sentence]:
    """The sentences of `text` in order; nothing but white space is left out, and nothing is split off a word.

    A sentence never crosses the end of a paragraph (`split_paragraphs`). An empty text gives [].
    """
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(split_paragraphs(text)):
        start = paragraph.start
        for end in sentence_ends(text, paragraph):
            for span in _pieces(text, trim(text, start, end)):
                sentences.append(Sentence(len(sentences), number, span))
            start = end
    return sentences


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """`span`, cut so that no piece is longer than LONGEST."""
    start, end = span
    while end - start > LONGEST:
        cut = start + LONGEST
        while cut > start and not text[cut].isspace():
            cut -= 1
        if cut == start:
            cut = start + LONGEST
        yield trim(text, start, cut)
        start = trim(text, cut, end).start
    if start < end:
        yield Span(start, end)
