"""Whether an archive is what was written to it: every file, every row that answers are made of."""

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from index.archive import counts, joined, near_copies
from index.archive.database import DATABASE, GROUPED, POSTINGS, connect, format_of
from index.archive.identity import Missing, missing
from index.archive.name_index import faulty
from index.archive.rows import ArticleRow
from index.archive.store import Store, deleted_of, digest, pack_sentences, runs_of, segments_of
from index.archive.writer import day_of, found_digest, quotation_line
from index.articles.article import Article
from index.errors import ArchiveError, IndexFormatError, NoArchive
from index.search.searcher import Postings, verify

REPAIR = "`onrecord repair` rebuilds it from the articles"
_AGAIN = "`onrecord repair` removes it; then `onrecord add` it again"


class Fault(NamedTuple):
    """One thing that is wrong, with the file it is in and what to do about it."""

    path: Path
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}; {self.remedy}"


def check(folder: Path) -> list[Fault]:
    """What is wrong with the archive in `folder`; [] where all is well. NoArchive where there is none."""
    path = folder / DATABASE
    try:
        connection = connect(folder)
    except (NoArchive, IndexFormatError):
        raise
    except ArchiveError as error:
        return [Fault(path, str(error), REPAIR)]
    try:
        connection.execute("BEGIN")
        faults = [
            Fault(path, f"SQLite says: {row[0]}", REPAIR)
            for row in connection.execute("PRAGMA integrity_check(20)")
            if row[0] != "ok"
        ]
        return faults or [
            *_postings(folder, connection),
            *_articles(folder, connection),
            *_names(path, connection),
            *_near_copies(path, connection),
            *_kept(path, connection),
        ]
    except (sqlite3.DatabaseError, ArchiveError, TypeError, ValueError, IndexError) as error:
        return [Fault(path, f"cannot be read: {error}", REPAIR)]
    finally:
        connection.close()


def missing_files(folder: Path) -> list[Missing]:
    """The articles whose files are gone, in the order of their paths."""
    connection = connect(folder)
    try:
        return list(missing(connection))
    finally:
        connection.close()


def _postings(folder: Path, db: sqlite3.Connection) -> Iterator[Fault]:
    """Files of postings that are not what was written, or do not hold the sentences there are."""
    segments = segments_of(db)
    whole = True
    for segment in segments:
        path = folder / POSTINGS / f"{segment.name}.segment"
        try:
            verify(folder / POSTINGS, segment.name)
        except ArchiveError as error:
            whole = False
            yield Fault(error.path or path, str(error), REPAIR)
    runs, path = runs_of(db), folder / DATABASE
    if any(one[1] >= other[0] for one, other in pairwise(runs)):
        yield Fault(path, "runs of sentences overlap", REPAIR)
    elif {run[2] for run in runs} - {segment.name for segment in segments}:
        yield Fault(path, "sentences refer to a file of postings that is not listed", REPAIR)
    elif whole:
        with Postings.open(
            folder / POSTINGS, [segment.name for segment in segments], deleted_of(db)
        ) as postings:
            count = db.execute("SELECT coalesce(sum(sentences), 0) FROM articles").fetchone()[0]
            if postings.sentences != count:
                what = f"the postings hold {postings.sentences} sentences, the articles {count}"
                yield Fault(path, what, REPAIR)


def _articles(folder: Path, db: sqlite3.Connection) -> Iterator[Fault]:
    """Articles whose text or fields, sentences or quotations are not what was stored."""
    store, path = Store(folder, db), folder / DATABASE
    runs = runs_of(db)
    starts = [run[0] for run in runs]
    texts = db.execute("SELECT count(*) FROM texts WHERE key NOT IN (SELECT key FROM articles)").fetchone()[0]
    if texts:
        yield Fault(path, f"{texts} texts belong to no article", REPAIR)
    digests = {row[0]: row[1:] for row in db.execute("SELECT key, text_digest, found_digest FROM articles")}
    for row in store.article_rows():
        try:
            article = store.article(row.key)
        except (ArchiveError, KeyError):
            yield Fault(path, f"article {row.id!r} is not what was added", _AGAIN)
            continue
        run = bisect_right(starts, row.first_sentence) - 1
        indexed = not row.sentences or (run >= 0 and row.first_sentence + row.sentences - 1 <= runs[run][1])
        if not indexed or not _sound(store, row, article, *digests[row.key]):
            yield Fault(path, f"what was worked out of article {row.id!r} is not what was stored", REPAIR)


def _sound(store: Store, row: ArticleRow, article: Article, text_digest: bytes, found: bytes) -> bool:
    try:
        sentences = store.sentences(row.key)
        quotations = store.quotations("q.article IN (?)", [row.key])
    except (ArchiveError, ValueError):
        return False
    lines = [quotation_line(quotation.quotation) for quotation in quotations]
    places = all(
        row.first_sentence <= q.first_sentence <= q.last_sentence < row.first_sentence + max(row.sentences, 1)
        for q in quotations
    )
    return (
        places
        and found == found_digest(pack_sentences(sentences), lines)
        and text_digest == digest(article.text)
        and (len(sentences), len(quotations), day_of(row.published))
        == (row.sentences, row.quotations, row.day)
    )


def _near_copies(path: Path, db: sqlite3.Connection) -> Iterator[Fault]:
    """Near-copies that are not together, or others that are."""
    if format_of(db) >= GROUPED and near_copies.faulty(db):
        yield Fault(path, "what is a copy of what is not what was stored", REPAIR)


def _kept(path: Path, db: sqlite3.Connection) -> Iterator[Fault]:
    """Counts and people that are kept, and are others than those of what is there."""
    if counts.faulty(db):
        yield Fault(path, "the counts of what is there are wrong", REPAIR)
    if counts.are_of_now(db) and joined.faulty(db):
        yield Fault(path, "the people that are kept are not those of the names", REPAIR)


def _names(path: Path, db: sqlite3.Connection) -> Iterator[Fault]:
    """Figures of names and roles that do not count what is there."""
    said = Counter[int]()
    roles = Counter[tuple[int, str]]()
    articles: dict[int, set[int]] = {}
    query = (
        "SELECT s.name, q.article, q.role, (SELECT count(*) FROM spoken t WHERE t.quotation = q.id)"
        " FROM spoken s LEFT JOIN quotations q ON q.id = s.quotation"
    )
    for name, article, role, speakers in db.execute(query):
        said[name] += 1
        articles.setdefault(name, set()).add(article)
        if role is not None and speakers == 1:
            roles[name, role] += 1
    counted = {name: (count, len(articles[name])) for name, count in said.items()}
    kept = {row[0]: (row[1], row[2]) for row in db.execute("SELECT id, quotations, articles FROM names")}
    kept_roles = {(row[0], row[1]): row[2] for row in db.execute("SELECT name, role, quotations FROM roles")}
    if counted != kept or roles != kept_roles:
        yield Fault(path, "the counts of the names are wrong", REPAIR)
    if format_of(db) > 1:
        for table in faulty(db):
            yield Fault(path, f"{table} does not match the names", REPAIR)
