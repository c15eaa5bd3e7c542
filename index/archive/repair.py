"""Building an archive again from the articles in it, when something else of it is damaged."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.archive.adding import Adding, writing
from index.archive.corrections import copy_corrections
from index.archive.database import POSTINGS, REBUILT, connect, create, database_of, held
from index.archive.feeds import copy_feeds
from index.archive.ingestion import Finder
from index.archive.placing import put_in_place
from index.archive.store import Store
from index.archive.writer import Writer
from index.articles.article import Article
from index.errors import ArchiveError

_GAP = 1000  # keys in a row without an article, after which none is looked for any more


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairReport:
    """How many articles are in the archive again, and the ids and paths of those that could not be read."""

    kept: int
    lost: tuple[str, ...]


def repair(folder: Path, *, finder: Finder = "auto", workers: int = 1) -> RepairReport:
    """What became of the articles: everything but their texts is worked out again.

    The new archive is made beside the old and takes its place at one stroke. Nobody may be writing.
    NoArchive where there is none.
    """
    database_of(folder)
    rebuilt = folder / REBUILT
    lost: list[str] = []
    try:
        with held(folder):
            shutil.rmtree(rebuilt, ignore_errors=True)
            create(rebuilt)
            try:
                with writing(rebuilt) as db:
                    copy_corrections(folder, db)
                    copy_feeds(folder, db)
                    db.execute("UPDATE archive SET next_segment = ?, version = ?", _after(folder))
                    adding = Adding(db, rebuilt, finder, workers=workers)
                    adding.run(_intact(folder, lost))
                    Writer(db).next_version()
                put_in_place(folder, rebuilt)
            finally:
                shutil.rmtree(rebuilt, ignore_errors=True)
    except (OSError, sqlite3.DatabaseError) as error:
        raise ArchiveError(f"cannot repair the archive in {folder}: {error}", path=folder) from error
    return RepairReport(kept=adding.report.added, lost=tuple(lost))


def _after(folder: Path) -> tuple[int, int]:
    """A number above those of all files of postings, and the version the archive stands at."""
    names = [path.stem for path in (folder / POSTINGS).glob("*.segment") if path.stem.isdecimal()]
    version = 0
    try:
        db = connect(folder)
        try:
            version = int(db.execute("SELECT version FROM archive").fetchone()[0])
        finally:
            db.close()
    except (ArchiveError, sqlite3.DatabaseError, TypeError, ValueError):
        pass
    return max(map(int, names), default=0), version


def _intact(folder: Path, lost: list[str]) -> Iterator[Article]:
    """The articles that are what was added, by key; the ids of others are noted in `lost`."""
    db = connect(folder)
    store = Store(folder, db)
    try:
        for key in _keys(db):
            try:
                yield store.article(key)
            except KeyError:
                continue
            except (ArchiveError, ValueError, TypeError):
                lost.append(_name(db, key))
    finally:
        db.close()


def _keys(db: sqlite3.Connection) -> Iterator[int]:
    """The keys there may be: as listed or, where the list is damaged, one after the other."""
    try:
        yield from [row[0] for row in db.execute("SELECT key FROM articles ORDER BY key").fetchall()]
        return
    except sqlite3.DatabaseError:
        pass
    key = missing = 0
    while missing < _GAP:
        key += 1
        try:
            missing = (
                0 if db.execute("SELECT 1 FROM articles WHERE key = ?", (key,)).fetchone() else missing + 1
            )
        except sqlite3.DatabaseError:
            missing += 1
        yield key


def _name(db: sqlite3.Connection, key: int) -> str:
    try:
        row = db.execute("SELECT id, path FROM articles WHERE key = ?", (key,)).fetchone()
    except sqlite3.DatabaseError:
        row = None
    if row is None:
        return f"article number {key}"
    return f"{row[0]} ({row[1]})" if row[1] else str(row[0])
