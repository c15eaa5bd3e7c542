"""What one transaction writes: articles in and out, the names they quote, the manifest of postings."""

import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from index.analysis.sentences import Sentence
from index.archive import counts, joined
from index.archive.corrections import CORRECTIONS
from index.archive.database import BY_PATH, FEEDS, FORMAT, LOOKED_UP_BY, format_of
from index.archive.filter_keys import QUOTED, article_key, person_key, publisher_key
from index.archive.identity import is_gone
from index.archive.name_index import enter, enter_roles, leave, leave_roles
from index.archive.near_copies import NearCopies, bring_up_to_date
from index.archive.store import article_digest, digest, pack_sentences, runs_of
from index.articles.article import Article
from index.quotations.quotation import Quotation
from index.search.inverter import Document
from index.search.segment import SegmentInfo
from index.spans import Span

if TYPE_CHECKING:
    from index.archive.ingestion import Finder, Prepared


def day_of(published: str | None) -> int | None:
    """The ordinal of an ISO 8601 date or date with time; None where there is none."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def passage_of(quotation: Quotation, sentences: Sequence[Sentence]) -> tuple[int, int]:
    """Numbers of the first and last sentence that the quotation's content touches."""
    ends = quotation.content[0].start, max(part.end for part in quotation.content) - 1
    first, last = (bisect_right(sentences, end, key=lambda one: one.span.start) - 1 for end in ends)
    return max(first, 0), max(last, 0)


def found_digest(packed: bytes, quotations: Sequence[str]) -> bytes:
    """What changes when an article's stored sentences or quotations do."""
    return digest(packed, *quotations)


def quotation_line(quotation: Quotation) -> str:
    """A quotation as one line of text, for its digest."""
    return json.dumps(
        [quotation.kind, quotation.content, quotation.cue, quotation.source,
         list(dict.fromkeys(quotation.speakers)), quotation.role, quotation.confidence]
    )  # fmt: skip


def upgrade(db: sqlite3.Connection) -> None:
    """Bring an archive of an earlier format to the newest, within the transaction that was begun."""
    db.execute(BY_PATH)
    db.execute(CORRECTIONS)
    for statement in ";".join((FEEDS, counts.COUNTS)).split(";"):
        db.execute(statement)
    if format_of(db) == 1:
        _enter_names(db)
    bring_up_to_date(db)
    if format_of(db) != FORMAT:
        db.execute(f"PRAGMA user_version={FORMAT}")
    counted = counts.are_of_now(db)
    counts.bring_up_to_date(db)
    joined.bring_up_to_date(db, counted=counted)


def settle(db: sqlite3.Connection) -> None:
    """Bring what follows from all that a transaction changed up to date, at its end."""
    NearCopies(db).settle()
    joined.settle(db)
    counts.settle(db)


def _enter_names(db: sqlite3.Connection) -> None:
    """What names are looked up by, which the first format had not."""
    for statement in filter(str.strip, LOOKED_UP_BY.split(";")):
        db.execute(statement)
    enter(db, db.execute("SELECT id, name FROM names").fetchall())
    enter_roles(db, db.execute("SELECT name, role FROM roles").fetchall())


class Writer:
    """Changes the database within the transaction that its caller has begun."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._names: dict[str, int] = {}
        self._near_copies = NearCopies(connection)
        self._touched = joined.Touched(connection)
        self.copies = 0
        """How many articles were put in that are near-copies of one that was there."""
        self.moved = 0
        """How many articles were found to have their file elsewhere now."""

    def key_of(self, article_id: str) -> int | None:
        """The key of the article of that id, None where there is none."""
        row = self._db.execute("SELECT key FROM articles WHERE id = ?", (article_id,)).fetchone()
        return None if row is None else int(row[0])

    def holds(self, article: Article, finder: "Finder") -> int | None:
        """The key of the article if it is there as it is, read by that finder; else None.

        If its file has moved, the new place is kept.
        Where any finder will do ("auto") it is not read again because another would be chosen today.
        """
        query = "SELECT key, digest, finder, path FROM articles WHERE id = ?"
        row = self._db.execute(query, (article.id,)).fetchone()
        if row is None or row[1] != article_digest(article) or finder not in ("auto", row[2]):
            return None
        if row[3] != article.path and article.path is not None and (row[3] is None or is_gone(row[3])):
            self._db.execute("UPDATE articles SET path = ? WHERE key = ?", (article.path, row[0]))
            self.moved += 1
        return int(row[0])

    def add(self, prepared: "Prepared") -> list[Document]:
        """Put in an article; what comes back is for the postings, in reading order."""
        article, sentences = prepared.article, prepared.sentences
        first = int(self._db.execute("SELECT next_sentence FROM archive").fetchone()[0])
        self._db.execute("UPDATE archive SET next_sentence = ?", (first + max(len(sentences), 1),))
        packed, day = pack_sentences(sentences), day_of(article.published)
        quotations = sorted(prepared.quotations, key=lambda quotation: quotation.content)
        key = self._db.execute(
            "INSERT INTO articles VALUES (NULL" + ", ?" * 17 + ")",
            (
                article.id, article.title, article.path, article.url, article.author, article.publisher,
                article.published, article.language, article.encoding, day, len(sentences), first,
                len(quotations), prepared.finder, article_digest(article), digest(article.text),
                found_digest(packed, [quotation_line(quotation) for quotation in quotations]),
            ),
        ).lastrowid  # fmt: skip
        assert key is not None
        self._db.execute("INSERT INTO texts VALUES (?, ?, ?)", (key, article.text, packed))
        labels: list[list[str]] = [[] for _ in sentences]
        numbered: list[tuple[int, Quotation]] = []
        for quotation in quotations:
            place = passage_of(quotation, sentences)
            number, names = self._add_quotation(key, quotation, first, place)
            numbered.append((number, quotation))
            for number in range(place[0], place[1] + 1):
                labels[number] += [QUOTED, *map(person_key, names)]
        self._count(quotations, 1)
        self._count_article(key, quotations, 1)
        self.copies += self._near_copies.enter(key, article.text, numbered)
        common = [article_key(key)] + ([publisher_key(article.publisher)] if article.publisher else [])
        return [
            Document(first + number, words, [*common, *dict.fromkeys(labels[number])], day)
            for number, words in enumerate(prepared.words)
        ]

    def _add_quotation(
        self, key: int, quotation: Quotation, first: int, place: tuple[int, int]
    ) -> tuple[int, list[int]]:
        """The ids of the quotation and of the names of its speakers."""
        quotation_id = self._db.execute(
            "INSERT INTO quotations VALUES (NULL" + ", ?" * 11 + ")",
            (
                key, quotation.kind, json.dumps(quotation.content), *_ends(quotation.cue),
                *_ends(quotation.source), quotation.role, quotation.confidence, first + place[0],
                first + place[1],
            ),
        ).lastrowid  # fmt: skip
        assert quotation_id is not None
        names = [self._name(name) for name in dict.fromkeys(quotation.speakers)]
        self._db.executemany(
            "INSERT INTO spoken VALUES (?, ?, ?)",
            [(name, quotation_id, place) for place, name in enumerate(names)],
        )
        return quotation_id, names

    def _name(self, name: str) -> int:
        if name not in self._names:
            new = self._db.execute("INSERT OR IGNORE INTO names VALUES (NULL, ?, 0, 0)", (name,)).rowcount
            row = self._db.execute("SELECT id FROM names WHERE name = ?", (name,)).fetchone()
            self._names[name] = int(row[0])
            if new:
                enter(self._db, [(int(row[0]), name)])
        return self._names[name]

    def _count_article(self, key: int, quotations: Sequence[Quotation], sign: int) -> None:
        """Count an article that is there under that key, or (a sign of -1) count it no more."""
        query = "SELECT publisher, published, finder, language, day FROM articles WHERE key = ?"
        publisher, published, finder, language, day = self._db.execute(query, (key,)).fetchone()
        told = (
            ("publisher", publisher), ("published", published), ("finder", finder), ("language", language),
            ("day", counts.day_value(day)),
        )  # fmt: skip
        attributed = sum(1 for quotation in quotations if quotation.speakers)
        counts.add_article(self._db, told, len(quotations), attributed, sign)

    def _count(self, quotations: Sequence[Quotation], sign: int) -> None:
        """Add an article's quotations to the figures of the names it quotes, or take them away."""
        said: Counter[int] = Counter()
        roles: Counter[tuple[int, str]] = Counter()
        for quotation in quotations:
            for name in {self._name(speaker) for speaker in quotation.speakers}:
                said[name] += 1
                if quotation.role is not None and len(quotation.speakers) == 1:
                    roles[name, quotation.role] += 1
        self._touched.open({speaker for quotation in quotations for speaker in quotation.speakers})
        self._db.executemany(
            "UPDATE names SET quotations = quotations + ?, articles = articles + ? WHERE id = ?",
            [(sign * count, sign, name) for name, count in said.items()],
        )
        self._db.executemany(
            "INSERT INTO roles VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET quotations = quotations + excluded.quotations",
            [(name, role, sign * count) for (name, role), count in roles.items()],
        )
        if sign > 0:
            enter_roles(self._db, roles)
        else:
            self._forget(said)
            self._names.clear()

    def _forget(self, names: Iterable[int]) -> None:
        """Take out those of the names, and of their roles, that nothing is left of."""
        for number in names:
            roles = self._db.execute("SELECT role, quotations > 0 FROM roles WHERE name = ?", (number,))
            left: dict[bool, list[str]] = {False: [], True: []}
            for role, used in roles.fetchall():
                left[bool(used)].append(role)
            if left[False]:
                leave_roles(self._db, number, left[False], left[True])
                self._db.execute("DELETE FROM roles WHERE name = ? AND quotations <= 0", (number,))
            query = "DELETE FROM names WHERE id = ? AND quotations <= 0 RETURNING name"
            for (name,) in self._db.execute(query, (number,)).fetchall():
                leave(self._db, number, name)

    def drop(self, key: int, quotations: Sequence[Quotation]) -> None:
        """Take out the article of that key, which holds these quotations."""
        self._count(quotations, -1)
        self._count_article(key, quotations, -1)
        row = self._db.execute(
            "SELECT first_sentence, sentences FROM articles WHERE key = ?", (key,)
        ).fetchone()
        if row[1]:
            self._db.execute("INSERT INTO deleted VALUES (?, ?)", (row[0], row[0] + row[1] - 1))
        numbers = self._db.execute("SELECT id FROM quotations WHERE article = ?", (key,)).fetchall()
        self._near_copies.leave(key, (number for (number,) in numbers))
        self._db.execute(
            "DELETE FROM spoken WHERE quotation IN (SELECT id FROM quotations WHERE article = ?)", (key,)
        )
        for query in (
            "DELETE FROM quotations WHERE article = ?",
            "DELETE FROM texts WHERE key = ?",
            "DELETE FROM articles WHERE key = ?",
        ):
            self._db.execute(query, (key,))

    def add_segment(self, info: SegmentInfo, first: int, last: int) -> None:
        """Enter a new file of postings, which holds the sentences first to last."""
        self._db.execute("INSERT INTO segments VALUES (?, ?, ?, ?)", tuple(info))
        self._db.execute("INSERT INTO runs VALUES (?, ?, ?)", (first, last, info.name))

    def replace_segments(self, old: Sequence[str], new: SegmentInfo | None) -> None:
        """Enter the merger of old files in their place; what was deleted in them is gone for good."""
        runs = [run for run in runs_of(self._db) if run[2] in set(old)]
        for first, last, _ in runs:
            self._db.execute("DELETE FROM deleted WHERE first BETWEEN ? AND ?", (first, last))
            self._db.execute("DELETE FROM runs WHERE first = ?", (first,))
        self._db.executemany("DELETE FROM segments WHERE name = ?", [(name,) for name in old])
        if new is not None:
            self._db.execute("INSERT INTO segments VALUES (?, ?, ?, ?)", tuple(new))
            rows = [(first, last, new.name) for first, last in _joined(run[:2] for run in runs)]
            self._db.executemany("INSERT INTO runs VALUES (?, ?, ?)", rows)

    def next_version(self) -> None:
        """Tell readers that something changed."""
        self._db.execute("UPDATE archive SET version = version + 1")


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _joined(runs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs in order, with neighbours made one."""
    current: tuple[int, int] | None = None
    for first, last in runs:
        if current is not None and current[1] + 1 == first:
            current = (current[0], last)
        else:
            if current is not None:
                yield current
            current = (first, last)
    if current is not None:
        yield current
