"""Attributions found by rules, as rows of a table: (source, cue, content part, ...), as written."""

from collections.abc import Sequence

from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.quotations.quotation import Attribution
from index.quotations.rules.finder import find_by_rules

Row = tuple[str, list[tuple[str | None, ...]]]
"""A text and the rows of what is found in it."""


def attributions(text: str) -> list[Attribution]:
    """What the rules find in a text."""
    article = Article(id="a", title="", text=text)
    return find_by_rules(article, split_sentences(article))


def written(text: str, found: Sequence[Attribution]) -> list[tuple[str | None, ...]]:
    """The same as rows of a table."""
    return [
        (
            None if one.source is None else one.source.of(text),
            None if one.cue is None else one.cue.of(text),
            *(part.of(text) for part in one.content),
        )
        for one in found
    ]
