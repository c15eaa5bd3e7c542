"""Reading the archive's database: its rows as values, and the manifest of its postings."""

import json
import sqlite3
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from index.article import Article
from index.database import DATABASE, damaged
from index.postings import SegmentInfo
from index.quotations.values import Quotation, QuotationKind
from index.sentences import Sentence
from index.spans import Span


class ArticleRow(NamedTuple):
    """What the archive knows of an article besides its text.

    `day` is the ordinal of its date, None where it has none; `copy_of` the id of the first article with the
    very same text, None where it is that one; `finder` what found its quotations.
    """

    key: int
    id: str
    title: str
    path: str | None
    url: str | None
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None
    encoding: str
    day: int | None
    sentences: int
    first_sentence: int
    quotations: int
    finder: str
    copy_of: str | None


class QuotationRow(NamedTuple):
    """A quotation and its place in the archive; its passage is the sentences first to last, whole."""

    id: int
    article: int
    quotation: Quotation
    first_sentence: int
    last_sentence: int
    names: tuple[int, ...]


class NameRow(NamedTuple):
    """A speaker's name as an article words it most fully, with its roles, the most frequent first."""

    id: int
    name: str
    quotations: int
    articles: int
    roles: tuple[tuple[str, int], ...]


_ARTICLE_ROW = """
SELECT a.key, a.id, a.title, a.path, a.url, a.author, a.publisher, a.published, a.language, a.encoding, a.day,
       a.sentences, a.first_sentence, a.quotations, a.finder,
       (SELECT b.id FROM articles b WHERE b.text_digest = a.text_digest AND b.key < a.key
        ORDER BY b.key LIMIT 1)
FROM articles a
"""


def digest(*parts: str | bytes | None) -> bytes:
    """Sixteen bytes that stand for `parts`; None and "" differ, and so does where one part ends."""
    summed = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        summed.update(b"\xff" if data is None else struct.pack("<q", len(data)) + data)
    return summed.digest()


def article_digest(article: Article) -> bytes:
    """What changes when anything of the article does, apart from the place of its file."""
    return digest(
        article.id, article.title, article.text, article.url, article.author, article.publisher,
        article.published, article.language,
    )  # fmt: skip


def pack_sentences(sentences: Sequence[Sentence]) -> bytes:
    """Sentences of one article, in order, as bytes."""
    flat = [number for s in sentences for number in (s.paragraph, s.span.start, s.span.end)]
    return struct.pack(f"<{len(flat)}I", *flat)


def unpack_sentences(packed: bytes) -> list[Sentence]:
    """The sentences that `pack_sentences` was given."""
    return [
        Sentence(number, paragraph, Span(start, end))
        for number, (paragraph, start, end) in enumerate(struct.iter_unpack("<3I", packed))
    ]


def runs_of(db: sqlite3.Connection) -> list[tuple[int, int, str]]:
    """First and last sentence id of every run, in order, and the segment that holds it."""
    return db.execute("SELECT first, last, segment FROM runs ORDER BY first").fetchall()


def segments_of(db: sqlite3.Connection) -> list[SegmentInfo]:
    """The live files of postings, in the order of their names."""
    rows = db.execute("SELECT name, sentences, terms, bytes FROM segments ORDER BY name")
    return [SegmentInfo(*row) for row in rows]


def deleted_of(db: sqlite3.Connection) -> Mapping[str, list[int]]:
    """Sentence ids that are gone, by the segment that still holds them."""
    runs = runs_of(db)
    starts = [run[0] for run in runs]
    gone: dict[str, list[int]] = {}
    for first, last in db.execute("SELECT first, last FROM deleted ORDER BY first"):
        segment = runs[bisect_right(starts, first) - 1][2]
        gone.setdefault(segment, []).extend(range(first, last + 1))
    return gone


class Store:
    """Reads one snapshot of the database: what was committed when it was opened."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.path = folder / DATABASE
        self.connection = connection

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        try:
            return self.connection.execute(query, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, str(error)) from error

    def row(self, query: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query."""
        return next(iter(self.rows(query, parameters)), None)

    def number(self, query: str, parameters: Sequence[Any] = ()) -> int:
        """The first value of a query that counts something."""
        row = self.row(query, parameters)
        return int(row[0]) if row and row[0] is not None else 0

    def rows_of(self, query: str, keys: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that holds `IN (?)`, for as many keys as there are."""
        wanted = list(keys)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            yield from self.rows(query.replace("IN (?)", f"IN ({','.join('?' * len(part))})"), part)

    def article_rows(self, where: str = "ORDER BY a.key", parameters: Sequence[Any] = ()) -> list[ArticleRow]:
        """The articles of a condition, in the order of their keys."""
        return [ArticleRow(*row) for row in self.rows(f"{_ARTICLE_ROW} {where}", parameters)]

    def article(self, key: int) -> Article:
        """The article with its text, which is checked against what was stored."""
        row = self.row(
            "SELECT id, title, path, url, author, publisher, published, language, encoding, text, digest"
            " FROM articles JOIN texts USING (key) WHERE key = ?",
            (key,),
        )
        if row is None:
            raise KeyError(key)
        names = (
            "id",
            "title",
            "path",
            "url",
            "author",
            "publisher",
            "published",
            "language",
            "encoding",
            "text",
        )
        article = Article(**dict(zip(names, row, strict=False)))
        if article_digest(article) != row[-1]:
            raise damaged(self.path, f"article {article.id!r} is not what was added")
        return article

    def sentences(self, key: int) -> list[Sentence]:
        """The article's sentences, in order."""
        row = self.row("SELECT sentences FROM texts WHERE key = ?", (key,))
        return unpack_sentences(row[0]) if row else []

    def run_of(self, sentence_id: int) -> tuple[int, int, int]:
        """Key, first sentence and the id after the last of the article that has the sentence, if any has."""
        row = self.row(
            "SELECT key, first_sentence, first_sentence + sentences FROM articles WHERE first_sentence <= ?"
            " ORDER BY first_sentence DESC LIMIT 1",
            (sentence_id,),
        )
        return (0, 0, 0) if row is None else (row[0], row[1], row[2])

    def quotations(self, where: str, keys: Iterable[int]) -> list[QuotationRow]:
        """The quotations of a condition that holds `IN (?)`, in reading order."""
        rows = list(
            self.rows_of(
                "SELECT q.id, q.article, a.id, q.kind, q.content, q.cue_start, q.cue_end, q.source_start,"
                " q.source_end, q.role, q.confidence, q.first_sentence, q.last_sentence"
                f" FROM quotations q JOIN articles a ON a.key = q.article WHERE {where}",
                keys,
            )
        )
        speakers: dict[int, list[tuple[int, str]]] = {}
        for quotation, name, text in self.rows_of(
            "SELECT s.quotation, n.id, n.name FROM spoken s JOIN names n ON n.id = s.name"
            " WHERE s.quotation IN (?) ORDER BY s.quotation, s.place",
            [row[0] for row in rows],
        ):
            speakers.setdefault(quotation, []).append((name, text))
        found = [_quotation(row, speakers.get(row[0], [])) for row in rows]
        return sorted(found, key=lambda row: (row.first_sentence, row.quotation.content))

    def names(self) -> list[NameRow]:
        """Speakers' names, the most quoted first, then by name."""
        roles: dict[int, list[tuple[str, int]]] = {}
        for name, *role in self.rows(
            "SELECT name, role, quotations FROM roles ORDER BY quotations DESC, role"
        ):
            roles.setdefault(name, []).append((role[0], role[1]))
        return [
            NameRow(id_, name, quotations, articles, tuple(roles.get(id_, ())))
            for id_, name, quotations, articles in self.rows(
                "SELECT id, name, quotations, articles FROM names ORDER BY quotations DESC, name"
            )
        ]


def _quotation(row: tuple[Any, ...], speakers: list[tuple[int, str]]) -> QuotationRow:
    cue, source = (None if row[i] is None else Span(row[i], row[i + 1]) for i in (5, 7))
    quotation = Quotation(
        article_id=row[2],
        kind=QuotationKind(row[3]),
        content=tuple(Span(*part) for part in json.loads(row[4])),
        cue=cue,
        source=source,
        speakers=tuple(text for _, text in speakers),
        role=row[9],
        confidence=row[10],
    )
    return QuotationRow(row[0], row[1], quotation, row[11], row[12], tuple(name for name, _ in speakers))
