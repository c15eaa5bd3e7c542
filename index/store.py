"""Reading the archive's database: its rows as values, and the manifest of its postings."""

import json
import sqlite3
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
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
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
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
        rows = [ArticleRow(*row) for row in self.rows(f"{_ARTICLE_ROW} {where}", parameters)]
        numbers, texts = (0, 11, 12, 13), (1, 2, 9, 14)
        with self._as_stored():
            for row in rows:
                _expect(int, *(row[place] for place in numbers))
                _expect(str, *(row[place] for place in texts))
        return rows

    def article(self, key: int) -> Article:
        """The article, checked against what was stored; KeyError where there is none."""
        row = self.row(
            "SELECT text, digest, id, title, path, url, author, publisher, published, language, encoding"
            " FROM articles LEFT JOIN texts USING (key) WHERE key = ?",
            (key,),
        )
        if row is None:
            raise KeyError(key)
        text, stored, *fields = row
        names = ("id", "title", "path", "url", "author", "publisher", "published", "language", "encoding")
        article = Article(text=text, **dict(zip(names, fields, strict=True)))
        with self._as_stored():
            if text is None or article_digest(article) != stored:
                raise ValueError(f"article {article.id!r} is not what was added")
        return article

    def sentences(self, key: int) -> list[Sentence]:
        """The article's sentences, in order."""
        row = self.row("SELECT sentences FROM texts WHERE key = ?", (key,))
        with self._as_stored():
            return unpack_sentences(row[0]) if row else []

    @contextmanager
    def _as_stored(self) -> Iterator[None]:
        """Tell of values that were never stored as they are now."""
        try:
            yield
        except (TypeError, ValueError, KeyError, struct.error) as error:
            raise damaged(self.path, str(error)) from error

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
        with self._as_stored():
            found = [_quotation(row, speakers.get(row[0], [])) for row in rows]
            return sorted(found, key=lambda row: (row.first_sentence, row.quotation.content))

    def quotations_over(self, keys: Iterable[int], sentences: Set[int]) -> list[QuotationRow]:
        """The quotations of articles whose passages hold one of the sentences, in reading order.

        Places are looked at first: an answer needs one quotation in twenty of those that stand around it.
        """
        found = []
        with self._as_stored():
            query = "SELECT id, first_sentence, last_sentence FROM quotations WHERE article IN (?)"
            for number, first, last in self.rows_of(query, keys):
                _expect(int, number, first, last)
                if not sentences.isdisjoint(range(first, last + 1)):
                    found.append(number)
        return self.quotations("q.id IN (?)", found)

    def names(self) -> list[NameRow]:
        """Speakers' names, the most quoted first, then by name."""
        roles: dict[int, list[tuple[str, int]]] = {}
        with self._as_stored():
            query = "SELECT name, role, quotations FROM roles ORDER BY quotations DESC, role"
            for name, role, count in self.rows(query):
                _expect(str, role)
                _expect(int, count)
                roles.setdefault(name, []).append((role, count))
            query = "SELECT id, name, quotations, articles FROM names ORDER BY quotations DESC, name"
            found = []
            for number, text, quotations, articles in self.rows(query):
                _expect(int, quotations, articles)
                _expect(str, text)
                found.append(NameRow(number, text, quotations, articles, tuple(roles.get(number, ()))))
        return found


def _expect(kind: type, *values: object) -> None:
    """See that values are of the kind that was stored."""
    for value in values:
        if type(value) is not kind:
            raise TypeError(f"{value!r} where {kind.__name__} was stored")


def _quotation(row: tuple[Any, ...], speakers: list[tuple[int, str]]) -> QuotationRow:
    cue, source = (None if row[i] is None else _span(row[i : i + 2]) for i in (5, 7))
    _expect(str, row[2], *(text for _, text in speakers), *([] if row[9] is None else [row[9]]))
    _expect(int, row[11], row[12])
    _expect(float, row[10])
    quotation = Quotation(
        article_id=row[2],
        kind=QuotationKind(row[3]),
        content=tuple(_span(part) for part in json.loads(row[4])),
        cue=cue,
        source=source,
        speakers=tuple(text for _, text in speakers),
        role=row[9],
        confidence=row[10],
    )
    return QuotationRow(row[0], row[1], quotation, row[11], row[12], tuple(name for name, _ in speakers))


def _span(ends: Sequence[int]) -> Span:
    start, end = ends
    _expect(int, start, end)
    return Span(start, end)
