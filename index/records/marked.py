"""An article with its quotations marked in its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.answers.excerpts import reference
from index.answers.passage import ArticleRef
from index.archive.addresses import article_key
from index.archive.archive import StoredArchive
from index.records.reading import Reader
from index.records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of an article's text with the numbers, from 1, of the quotations whose words it is.

    `ends` are the numbers of those whose last words end with it.
    """

    text: str
    numbers: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """An article, and the records of its quotations in reading order."""

    article: ArticleRef
    key: str
    author: str | None
    language: str | None
    text: str
    quotations: tuple[Record, ...]

    def pieces(self) -> Iterator[Piece]:
        """The whole text from start to end in pieces, none of them empty."""
        spans = [(span, number) for number, one in enumerate(self.quotations, 1) for span in one.spans]
        edges = {0, len(self.text), *(place for span, _ in spans for place in span)}
        opening: dict[int, list[int]] = {}
        closing: dict[int, list[int]] = {}
        for span, number in spans:
            opening.setdefault(span.start, []).append(number)
            closing.setdefault(span.end, []).append(number)
        last = {number: one.end for number, one in enumerate(self.quotations, 1)}
        inside: set[int] = set()
        for start, end in pairwise(sorted(edges)):
            inside -= set(closing.get(start, ()))
            inside |= set(opening.get(start, ()))
            ends = tuple(sorted(number for number in inside if last[number] == end))
            yield Piece(text=self.text[start:end], numbers=tuple(sorted(inside)), ends=ends)

    def to_dict(self) -> dict[str, object]:
        """The form of `show --json`."""
        about = {**self.article.to_dict(), "key": self.key, "author": self.author, "language": self.language}
        return {
            "article": about,
            "text": self.text,
            "quotations": [record.to_dict() for record in self.quotations],
        }


def marked_article(archive: StoredArchive, key: int) -> MarkedArticle:
    """The article of the archive's number `key` with its quotations marked."""
    row, article = archive.article_row(key), archive.article(key)
    return MarkedArticle(
        article=reference(row),
        key=article_key(row.id),
        author=row.author,
        language=row.language,
        text=article.text,
        quotations=tuple(Reader(archive).article(key)),
    )


def who(record: Record) -> str:
    """Who speaks, in which role; the source as written where the article does not settle it."""
    source = " ".join(record.source.split()) if record.source else None
    name = record.speaker or (f"{source} (not named)" if source else "Unnamed speaker")
    return f"{name}, {record.role}" if record.role else name
