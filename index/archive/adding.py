"""Adding to an archive and removing from it, each as one transaction."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from itertools import chain
from pathlib import Path

from index.archive.corrections import corrected
from index.archive.database import BESIDE, DATABASE, POSTINGS, connect, held
from index.archive.files import folder_mode
from index.archive.identity import Identities, Seen
from index.archive.ingestion import Finder, Prepared, prepare_all
from index.archive.reports import AddReport
from index.archive.store import Store, deleted_of, segments_of
from index.archive.writer import Writer, settle, upgrade
from index.articles.article import Article
from index.errors import ArchiveError, ArticleError
from index.search.inverter import Document, write_segment
from index.search.merging import merge, plan_merges
from index.search.searcher import leftovers, remove_leftovers

_SMALL = 32
_SMALL_BUDGET = 512 * 1024
"""Bytes that merging may write beside a small addition, so that it stays quick in a large archive."""


@contextmanager
def writing(folder: Path, *, lock: bool = True) -> Iterator[sqlite3.Connection]:
    """The database for changes, committed at the end or, on any error, left as it was.

    One writer at a time: ArchiveBusy for the second. Without `lock` the caller has the right to write.
    """
    try:
        with held(folder) if lock else nullcontext(), _transaction(folder) as db:
            yield db
    except sqlite3.DatabaseError as error:
        raise ArchiveError(
            f"cannot write to {folder / DATABASE}: {error}; the archive is unchanged", path=folder
        ) from error
    except OSError as error:
        raise ArchiveError(
            f"cannot write to the archive in {folder}: {error}; it is unchanged", path=folder
        ) from error


@contextmanager
def _transaction(folder: Path) -> Iterator[sqlite3.Connection]:
    db = connect(folder, write=True)
    postings = folder / POSTINGS
    try:
        postings.mkdir(mode=folder_mode(folder / DATABASE), exist_ok=True)
        for made in BESIDE:  # by a repair or a restoration that was killed at its very end
            if (folder / made).is_dir():
                shutil.rmtree(folder / made)
        if leftovers(postings, _named(db)):
            _write_over(db, postings)
            remove_leftovers(postings, _named(db))
        db.execute("BEGIN IMMEDIATE")
        try:
            upgrade(db)
            yield db
            settle(db)
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            remove_leftovers(postings, _named(db))
            raise
        _commit(db, folder)
        with suppress(sqlite3.DatabaseError, OSError):  # the change is made; the next one removes them, too
            remove_leftovers(postings, _named(db))
    finally:
        db.close()


def _named(db: sqlite3.Connection) -> list[str]:
    """The files of postings that count."""
    return [segment.name for segment in segments_of(db)]


def _commit(db: sqlite3.Connection, folder: Path) -> None:
    """Commit or, where the disk fails, take the change back for good before the error goes on.

    SQLite writes a commit into its log and then waits for the disk. Where only the wait fails, it says that
    nothing was committed, and yet the whole commit stands in the log: after a crash it counts. So its files
    of postings may be removed only once something else is written in its place.
    """
    try:
        db.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        try:
            if db.in_transaction:
                db.execute("ROLLBACK")
            _write_over(db, folder / POSTINGS)
            remove_leftovers(folder / POSTINGS, _named(db))
        except (sqlite3.DatabaseError, OSError):
            raise ArchiveError(
                f"cannot write to {folder / DATABASE}: {error}, and the change could not be undone: the "
                "archive is as it was before or as it is after; check the disk, then make the change again",
                path=folder,
            ) from error
        raise


def _write_over(db: sqlite3.Connection, postings: Path) -> None:
    """Commit something small in the place of a commit that may have failed, and use no name of its again."""
    numbers = [int(path.stem) for path in leftovers(postings, _named(db)) if path.stem.isdecimal()]
    try:
        db.execute("UPDATE archive SET next_segment = max(next_segment, ?)", (max(numbers, default=0),))
    except sqlite3.OperationalError as error:
        # Where there is no room for this, there was none for the last page of that commit.
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise


class Adding:
    """One addition within a transaction: `run` it, then `report` says what became of the articles."""

    def __init__(
        self,
        db: sqlite3.Connection,
        folder: Path,
        finder: Finder,
        progress: Callable[[int], None] | None = None,
        workers: int = 1,
        seen: Seen | None = None,
    ):
        """`seen` is what has come in earlier batches of the same addition."""
        self._db = db
        self._folder = folder
        self._finder = finder
        self._progress = progress
        self._workers = workers
        self._writer = Writer(db)
        self._identities = Identities(db, seen or Seen())
        self._counts = {"added": 0, "updated": 0, "unchanged": 0, "quotations": 0}
        self._rejected: list[ArticleError] = []

    @property
    def report(self) -> AddReport:
        """What became of the articles so far."""
        return AddReport(**self._counts, copies=self._writer.copies, rejected=tuple(self._rejected))

    def run(self, articles: Iterable[Article | ArticleError]) -> None:
        """Put in what is new or changed, with its postings in one new file, and merge files where due."""
        self._put_in(self._documents(articles))

    def put_anew(self, key: int, prepared: Prepared) -> None:
        """Put in an article that is there under the number `key`, as it was prepared."""
        drop(self._db, self._writer, self._folder, key)
        self._counts["updated"] += 1
        self._put_in(iter(self._writer.add(prepared)))

    def _put_in(self, documents: Iterator[Document]) -> None:
        first = next(documents, None)
        if first is None:
            return
        last = first.sentence

        def streamed() -> Iterator[Document]:
            nonlocal last
            for document in chain([first], documents):
                last = document.sentence
                yield document

        info = write_segment(self._folder / POSTINGS, next_segment(self._db), streamed())
        self._writer.add_segment(info, first.sentence, last)

    @property
    def changed(self) -> int:
        """How many articles were put in, or moved."""
        return self._counts["added"] + self._counts["updated"] + self._writer.moved

    def _documents(self, articles: Iterable[Article | ArticleError]) -> Iterator[Document]:
        for prepared in self._prepared(self._new(articles)):
            article = prepared.article
            if self._is_there(article):  # it came twice
                continue
            key = self._writer.key_of(article.id)
            if key is not None:
                clash = self._identities.clash(article, key)
                if clash is not None:
                    self._rejected.append(clash)
                    self._tell()
                    continue
                drop(self._db, self._writer, self._folder, key)
            prepared = corrected(self._db, prepared)
            self._counts["added" if key is None else "updated"] += 1
            self._counts["quotations"] += len(prepared.quotations)
            yield from self._writer.add(prepared)
            added = self._writer.key_of(article.id)
            assert added is not None
            self._identities.seen.note(added)
            self._tell()

    def _prepared(self, articles: Iterable[Article]) -> Iterator[Prepared]:
        """What is worked out of each article, in their order."""
        return prepare_all(articles, self._finder, workers=self._workers)

    def _new(self, articles: Iterable[Article | ArticleError]) -> Iterator[Article]:
        """Articles that are not there yet as they are."""
        for item in articles:
            if isinstance(item, ArticleError):
                self._rejected.append(item)
                self._tell()
                continue
            article = self._identities.settled(item)
            if not self._is_there(article):
                yield article

    def _is_there(self, article: Article) -> bool:
        """Whether the article is in the archive as it is; then it is counted."""
        key = self._writer.holds(article, self._finder)
        if key is None:
            return False
        self._identities.seen.note(key)
        self._counts["unchanged"] += 1
        self._tell()
        return True

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self.report.total)


def drop(db: sqlite3.Connection, writer: Writer, folder: Path, key: int) -> None:
    """Take out the article of that key with all that came of it."""
    rows = Store(folder, db).quotations("q.article IN (?)", [key])
    writer.drop(key, [row.quotation for row in rows])


def next_segment(db: sqlite3.Connection) -> str:
    """A name for a file of postings that none ever had."""
    number = db.execute(
        "UPDATE archive SET next_segment = next_segment + 1 RETURNING next_segment"
    ).fetchall()
    return f"{number[0][0]:08d}"


def merge_due(db: sqlite3.Connection, folder: Path, changed: int) -> None:
    """Merge files of postings where there are too many of a size; beside a small change only small ones."""
    writer = Writer(db)
    deleted = deleted_of(db)
    budget = _SMALL_BUDGET if changed <= _SMALL else None
    counts = {name: len(gone) for name, gone in deleted.items()}
    for names in plan_merges(segments_of(db), counts, budget=budget):
        gone = {name: deleted[name] for name in names if name in deleted}
        info = merge(folder / POSTINGS, next_segment(db), names, gone)
        writer.replace_segments(names, info)
