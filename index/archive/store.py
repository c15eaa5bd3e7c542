"""Reading the archive's database: its rows as values, and the manifest of its postings."""

import json
import sqlite3
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from types import NoneType
from typing import Any

from index.analysis.sentences import Sentence
from index.archive import counts
from index.archive.database import DATABASE, GROUPED, damaged, format_of
from index.archive.groups import ARTICLES
from index.archive.rows import ArticleRow, OpenedArticle, QuotationRow
from index.articles.article import Article
from index.people.name_book import NameRow
from index.search.segment import SegmentInfo
from index.spans import Span

_KNOWN_NAMES = 20_000
"""Names of speakers that a store remembers."""
_QUOTATION = """
SELECT q.id, q.article, a.id, a.day, q.kind, q.content, q.cue_start, q.cue_end, q.source_start, q.source_end,
       q.role, q.confidence, q.first_sentence, q.last_sentence
"""
_COLUMNS = (int, int, str, int, str, str, int, int, int, int, str, float, int, int)
_OPEN = frozenset({3, 6, 7, 8, 9, 10})
"""Columns of it that may be empty."""

_ARTICLE_ROW = """
SELECT a.key, a.id, a.title, a.path, a.url, a.author, a.publisher, a.published, a.language, a.encoding, a.day,
       a.sentences, a.first_sentence, a.quotations, a.finder, ({})
FROM articles a
"""
_SAME_TEXT = (
    "SELECT b.id FROM articles b WHERE b.text_digest = a.text_digest AND b.key < a.key ORDER BY b.key LIMIT 1"
)
"""The first article of the same text, as archives of older formats tell copies."""
_NEAR_COPY = f"""
SELECT b.id FROM {ARTICLES} own JOIN {ARTICLES} other ON other.label = own.label
JOIN articles b ON b.key = other.item
WHERE own.item = a.key AND other.item < a.key ORDER BY other.item LIMIT 1
"""
"""The first of the near-copies of an article that were there before it."""


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
        self._names: dict[int, str] = {}
        self.addresses: dict[str, int] | None = None
        """What `index.archive.addresses` has looked up: the number of each article by its key."""
        self.counted = counts.are_of_now(connection)
        """Whether counts are kept, and of this version."""
        self.grouped = format_of(connection) >= GROUPED
        """Whether near-copies are kept together."""
        self._article_row = _ARTICLE_ROW.format(_NEAR_COPY if self.grouped else _SAME_TEXT)

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

    def expect_sentences(self, count: int) -> None:
        """Tell of a database whose articles have not as many sentences as can be searched."""
        held = self.number("SELECT sum(sentences) FROM articles")
        if held != count:
            raise damaged(self.path, f"the postings hold {count} sentences, the articles {held}")

    def rows_of(self, query: str, keys: Iterable[int | str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that holds `IN (?)` or `(VALUES (?))`, for as many keys as there are."""
        wanted = list(keys)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ("),(" if "VALUES (?)" in query else ",").join("?" * len(part))
            yield from self.rows(query.replace("(?)", f"({marks})", 1), part)

    def article_rows(self, where: str = "ORDER BY a.key", parameters: Sequence[Any] = ()) -> list[ArticleRow]:
        """The articles of a condition, in the order of their keys."""
        return self._article_rows(self.rows(f"{self._article_row} {where}", parameters))

    def article_rows_of(self, keys: Iterable[int]) -> list[ArticleRow]:
        """The articles of those keys, in any order; one that is not there is left out."""
        return self._article_rows(self.rows_of(f"{self._article_row} WHERE a.key IN (?)", keys))

    def _article_rows(self, rows: Iterable[tuple[Any, ...]]) -> list[ArticleRow]:
        found = [ArticleRow(*row) for row in rows]
        numbers, texts = (0, 11, 12, 13), (1, 2, 9, 14)
        with self.as_stored():
            for row in found:
                _expect(int, *(row[place] for place in numbers))
                _expect(str, *(row[place] for place in texts))
        return found

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
        with self.as_stored():
            if text is None or article_digest(article) != stored:
                raise ValueError(f"article {article.id!r} is not what was added")
        return article

    def sentences(self, key: int) -> list[Sentence]:
        """The article's sentences, in order."""
        row = self.row("SELECT sentences FROM texts WHERE key = ?", (key,))
        with self.as_stored():
            return unpack_sentences(row[0]) if row else []

    @contextmanager
    def as_stored(self) -> Iterator[None]:
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
        query = f"{_QUOTATION} FROM quotations q JOIN articles a ON a.key = q.article WHERE {where}"
        return self._quotations(list(self.rows_of(query, keys)))

    def quotations_over(self, sentences: Iterable[int]) -> list[QuotationRow]:
        """The quotations whose passages hold one of the sentences, in reading order."""
        query = f"""
        WITH wanted (sentence) AS (VALUES (?)) {_QUOTATION} FROM wanted
        JOIN articles a ON a.first_sentence = (SELECT max(first_sentence) FROM articles
                                               WHERE first_sentence <= wanted.sentence)
        JOIN quotations q ON q.article = a.key
        WHERE q.first_sentence <= wanted.sentence AND q.last_sentence >= wanted.sentence
        """
        return self._quotations(list({row[0]: row for row in self.rows_of(query, sentences)}.values()))

    def opened(self, keys: Iterable[int]) -> list[OpenedArticle]:
        """The articles of those keys as ranking looks at them; one that is not there is left out."""
        query = (
            "SELECT a.key, a.first_sentence, a.sentences, a.day, t.text, t.sentences"
            " FROM articles a LEFT JOIN texts t USING (key) WHERE a.key IN (?)"
        )
        with self.as_stored():
            found = [OpenedArticle(*row) for row in self.rows_of(query, keys)]
            for one in found:
                _expect(int, one.first_sentence, one.sentences)
                _expect(str, one.text)
                _expect(bytes, one.places)
                if one.day is not None:
                    _expect(int, one.day)
                if len(one.places) != one.sentences * 12:
                    raise ValueError(f"{one.sentences} sentences in {len(one.places)} bytes")
            return found

    def keys_of(self, sentences: Iterable[int]) -> dict[int, int]:
        """The key of the article that each of the sentences stands in, or would if it were still there."""
        query = (
            "WITH wanted (sentence) AS (VALUES (?)) SELECT sentence, (SELECT key FROM articles"
            " WHERE first_sentence <= sentence ORDER BY first_sentence DESC LIMIT 1) FROM wanted"
        )
        return {row[0]: row[1] for row in self.rows_of(query, sentences) if row[1] is not None}

    def _quotations(self, rows: list[tuple[Any, ...]]) -> list[QuotationRow]:
        if not rows:
            return []
        with self.as_stored():
            for place, (kind, column) in enumerate(zip(_COLUMNS, zip(*rows, strict=True), strict=True)):
                _expect_all(kind, column, empty=place in _OPEN)
            contents = [_content(row[5]) for row in rows]
            for row in rows:
                if (row[6] is None) != (row[7] is None) or (row[8] is None) != (row[9] is None):
                    raise TypeError("a span with one end")
            said = self._said([row[0] for row in rows])
            found = sorted(zip(rows, contents, strict=True), key=lambda one: (one[0][12], one[1]))
            return [QuotationRow(row, content, said.get(row[0], [])) for row, content in found]

    def _said(self, quotations: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
        """Number and text of the names of each quotation's speakers, in their order."""
        query = "SELECT quotation, name FROM spoken WHERE quotation IN (?) ORDER BY quotation, place"
        said = list(self.rows_of(query, quotations))
        known, wanted = self._names, {name for _, name in said}
        missing = wanted - known.keys()
        if len(known) + len(missing) > _KNOWN_NAMES:  # another thread may still use the old ones
            known, missing = {}, wanted
            self._names = known
        if missing:
            known.update(self.rows_of("SELECT id, name FROM names WHERE id IN (?)", missing))
            _expect_all(str, [known[name] for name in missing], empty=False)
        speakers: dict[int, list[tuple[int, str]]] = {}
        for quotation, name in said:
            speakers.setdefault(quotation, []).append((name, known[name]))
        return speakers

    def names(self) -> list[NameRow]:
        """Speakers' names, the most quoted first, then by name."""
        roles = self.rows("SELECT name, role, quotations FROM roles ORDER BY quotations DESC, role")
        names = self.rows("SELECT id, name, quotations, articles FROM names ORDER BY quotations DESC, name")
        return self._named(names, roles)

    def names_of(self, ids: Iterable[int]) -> list[NameRow]:
        """The names of those numbers, in the same order."""
        wanted = list(ids)
        query = "SELECT name, role, quotations FROM roles WHERE name IN (?)"
        with self.as_stored():
            roles = sorted(self.rows_of(query, wanted), key=lambda row: (-row[2], row[1]))
            query = "SELECT id, name, quotations, articles FROM names WHERE id IN (?)"
            names = sorted(self.rows_of(query, wanted), key=lambda row: (-row[2], row[1]))
        return self._named(names, roles)

    def _named(self, names: Iterable[tuple[Any, ...]], roles: Iterable[tuple[Any, ...]]) -> list[NameRow]:
        by_name: dict[int, list[tuple[str, int]]] = {}
        with self.as_stored():
            for name, role, count in roles:
                _expect(str, role)
                _expect(int, count)
                by_name.setdefault(name, []).append((role, count))
            found = []
            for number, text, quotations, articles in names:
                _expect(int, quotations, articles)
                _expect(str, text)
                found.append(NameRow(number, text, quotations, articles, tuple(by_name.get(number, ()))))
        return found


def _expect(kind: type, *values: object) -> None:
    """See that values are of the kind that was stored."""
    for value in values:
        if type(value) is not kind:
            raise TypeError(f"{value!r} where {kind.__name__} was stored")


def _expect_all(kind: type, column: Iterable[object], *, empty: bool) -> None:
    """See that all of a column's values are of the kind that was stored, or, where they may be, None."""
    others = set(map(type, column)) - ({kind, NoneType} if empty else {kind})
    if others:
        raise TypeError(f"{others.pop().__name__} where {kind.__name__} was stored")


def _content(stored: str) -> list[list[int]]:
    """The starts and ends of a quotation's parts, seen to be that."""
    parts: list[list[int]] = json.loads(stored)
    for start, end in parts:
        if type(start) is not int or type(end) is not int:
            raise TypeError(f"{stored} where spans were stored")
    if not parts:
        raise ValueError("a quotation without words")
    return parts
