"""The archive's database: its tables, and how it is made and opened.

SQLite with a write-ahead log: a commit is all or nothing wherever the process dies, and a reader keeps the
snapshot it began with while a writer commits. An article's sentences are one packed row and own a run of
sentence ids, which grow with every article and are never used again, so that order of ids is reading order.

The postings are files beside the database, and live only by its word: `segments` names them, `runs` says
which holds which sentence ids, `deleted` which of those are gone.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

from index.archive.counts import COUNTS
from index.archive.files import FOLDER_MODE, create_file, keep_folder
from index.archive.groups import NEAR_COPIES
from index.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, IndexFormatError, NoArchive

FORMAT = 3
"""The number of this layout and of what is worked out of an article (its terms, say)."""

READ = (1, 2, 3)
"""Formats that are read; a change makes an older one of them the newest (`index.archive.writer.upgrade`)."""

_APPLICATION = 0x6F6E7263  # "onrc"
DATABASE = "archive.sqlite"
LOCK = "lock"
"""Holding SQLite's lock on this empty file is the right to write, which ends with the process in any case."""

POSTINGS = "postings"
"""The folder, inside the archive's, of the files of postings."""

REBUILT, RESTORED = BESIDE = "rebuilt", "restored"
"""Folders inside the archive's, in which another one is made that is to take its place."""

LOOKED_UP_BY = """
CREATE TABLE name_words (
    word TEXT NOT NULL, family TEXT NOT NULL, name INTEGER NOT NULL,
    PRIMARY KEY (word, family, name)) WITHOUT ROWID;
CREATE TABLE families (
    family TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (family, name)) WITHOUT ROWID;
CREATE TABLE role_words (
    word TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE INDEX articles_by_publisher ON articles (publisher) WHERE publisher IS NOT NULL;
"""
"""What names and publishers are looked up by, which the first format had not (`index.archive.name_index`)."""

BY_PATH = "CREATE INDEX IF NOT EXISTS articles_by_path ON articles (path) WHERE path IS NOT NULL"
"""What an article is looked up by when its file comes again; older archives get it when written to."""

FEEDS = """
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, added TEXT NOT NULL, title TEXT, private INTEGER NOT NULL, etag TEXT, modified TEXT,
    checked TEXT, fetched TEXT, failures INTEGER NOT NULL, problem TEXT, due TEXT);
CREATE TABLE IF NOT EXISTS feed_entries (
    feed TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL,
    place INTEGER NOT NULL, fields TEXT, PRIMARY KEY (feed, id)) WITHOUT ROWID
"""
"""The feeds that are followed (`index.archive.feeds`); older archives get them when written to."""

GROUPED = 3
"""The first format that keeps near-copies together (`index.archive.near_copies`)."""

SCHEMA = """
CREATE TABLE archive (
    version INTEGER NOT NULL, next_sentence INTEGER NOT NULL, next_segment INTEGER NOT NULL);
INSERT INTO archive VALUES (0, 1, 0);
CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, path TEXT, url TEXT,
    author TEXT, publisher TEXT, published TEXT, language TEXT, encoding TEXT NOT NULL, day INTEGER,
    sentences INTEGER NOT NULL, first_sentence INTEGER NOT NULL UNIQUE, quotations INTEGER NOT NULL,
    finder TEXT NOT NULL, digest BLOB NOT NULL, text_digest BLOB NOT NULL, found_digest BLOB NOT NULL);
CREATE INDEX articles_by_text ON articles (text_digest);
CREATE TABLE texts (key INTEGER PRIMARY KEY, text TEXT NOT NULL, sentences BLOB NOT NULL);
CREATE TABLE quotations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL,
    cue_start INTEGER, cue_end INTEGER, source_start INTEGER, source_end INTEGER, role TEXT,
    confidence REAL NOT NULL, first_sentence INTEGER NOT NULL, last_sentence INTEGER NOT NULL);
CREATE INDEX quotations_by_article ON quotations (article, first_sentence);
CREATE TABLE names (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, quotations INTEGER NOT NULL,
    articles INTEGER NOT NULL);
CREATE TABLE roles (
    name INTEGER NOT NULL, role TEXT NOT NULL, quotations INTEGER NOT NULL,
    PRIMARY KEY (name, role)) WITHOUT ROWID;
CREATE TABLE spoken (
    name INTEGER NOT NULL, quotation INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (name, quotation)) WITHOUT ROWID;
CREATE INDEX spoken_by_quotation ON spoken (quotation, place);
CREATE TABLE segments (
    name TEXT PRIMARY KEY, sentences INTEGER NOT NULL, terms INTEGER NOT NULL, bytes INTEGER NOT NULL);
CREATE TABLE runs (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, segment TEXT NOT NULL);
CREATE INDEX runs_by_segment ON runs (segment);
CREATE TABLE deleted (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);
"""


def database_of(folder: Path) -> Path:
    """The file of the archive's database, whatever it holds; NoArchive where there is none."""
    path = folder / DATABASE
    if not path.is_file():
        raise NoArchive(f"there is no archive at {folder}; `onrecord add PATH` creates one", path=folder)
    return path


def connect(folder: Path, *, write: bool = False) -> sqlite3.Connection:
    """The database of the archive in `folder`; NoArchive or IndexFormatError where there is none of ours."""
    path = database_of(folder)
    address = f"file:{quote(str(path.absolute()))}?mode="
    try:
        try:
            return _connect(address + ("rw" if write else "ro"), path)
        except sqlite3.OperationalError:
            # A folder that cannot be written to has no room for the log's index. Where nothing is left in
            # the log, the database is whole by itself and can be read as it is.
            log = path.with_name(f"{DATABASE}-wal")
            if write or (log.exists() and log.stat().st_size):
                raise
            return _connect(address + "ro&immutable=1", path)
    except sqlite3.OperationalError as error:
        raise ArchiveError(f"cannot open the archive {path}: {error}", path=path) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise damaged(path, str(error)) from error


def _connect(address: str, path: Path) -> sqlite3.Connection:
    """A connection to a database that is one of ours, in the format we read."""
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=10)
    try:
        connection.execute("PRAGMA synchronous=FULL")
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != _APPLICATION:
            raise ArchiveError(f"{path} is not an onrecord archive; choose another folder", path=path)
        if version not in READ:
            raise IndexFormatError(
                f"the archive in {path.parent} is of format {version}, and this onrecord reads those up "
                f"to {FORMAT}; build it again: move the folder away and `onrecord add` the articles",
                path=path,
                version=version,
            )
    except BaseException:
        connection.close()
        raise
    return connection


def format_of(connection: sqlite3.Connection) -> int:
    """The number of the format that a database is in, in the snapshot that it stands in."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def create(folder: Path) -> None:
    """Make an empty archive in `folder`, which may exist; one that is there already is left as it is."""
    path = folder / DATABASE
    if path.is_file():
        return
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        with held(folder):
            if not path.is_file():
                _make(path)
    except (OSError, sqlite3.DatabaseError) as error:
        raise ArchiveError(f"cannot create an archive in {folder}: {error}", path=folder) from error


def _make(path: Path) -> None:
    """Make the database beside its place and move it there when it is whole."""
    new = path.with_name(f"{DATABASE}-new")
    for rest in path.parent.glob(f"{new.name}*"):  # of one who was killed while making it
        rest.unlink()
    create_file(new).close()  # the log that SQLite puts beside it is as readable as it is
    connection = sqlite3.connect(new, isolation_level=None)
    try:
        connection.executescript(f"BEGIN; {SCHEMA} {LOOKED_UP_BY} {NEAR_COPIES} {COUNTS} COMMIT")
        connection.execute(f"PRAGMA application_id={_APPLICATION}")
        connection.execute(f"PRAGMA user_version={FORMAT}")
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        if mode != "wal":
            raise sqlite3.OperationalError("no write-ahead log there; choose a folder on a local disk")
    finally:
        connection.close()
    new.replace(path)
    keep_folder(path.parent)


def settle(folder: Path) -> bool:
    """Whether all of the write-ahead log is in the database now; readers of older commits prevent that."""
    try:
        connection = connect(folder, write=True)
        try:
            busy, length, done = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            connection.close()
    except (ArchiveError, sqlite3.DatabaseError):
        return False
    return not busy and length == done


_ASK_AGAIN = 0.1  # seconds
_wait: ContextVar[float] = ContextVar("_wait", default=0.0)


@contextmanager
def waiting(seconds: float) -> Iterator[None]:
    """Whoever asks for the right to write within it waits at least so long for somebody else to finish."""
    token = _wait.set(max(seconds, _wait.get()))
    try:
        yield
    finally:
        _wait.reset(token)


def wait_for() -> float:
    """How many seconds somebody who asks for the right to write waits for it (`waiting`)."""
    return _wait.get()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The right to write to the archive in `folder`; ArchiveBusy where somebody else keeps it (`waiting`)."""
    try:
        with suppress(FileExistsError):
            create_file(folder / LOCK).close()
        lock = sqlite3.connect(folder / LOCK, isolation_level=None, timeout=0)
    except (OSError, sqlite3.OperationalError) as error:
        raise ArchiveError(f"cannot write to the archive in {folder}: {error}", path=folder) from error
    try:
        _take(lock, folder)
        yield
    finally:
        lock.close()


def _take(lock: sqlite3.Connection, folder: Path) -> None:
    """Take the lock, asking for it again until the time to wait is up."""
    until = monotonic() + _wait.get()
    while True:
        try:
            lock.execute("BEGIN EXCLUSIVE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        if monotonic() >= until:
            break
        sleep(_ASK_AGAIN)
    waited = f"{_wait.get():g} seconds later, " if _wait.get() else ""
    raise ArchiveBusy(
        f"{waited}another process is writing to the archive in {folder}; try again when it has finished, or"
        " wait for it with --wait SECONDS",
        path=folder,
    )


def damaged(path: Path, what: str) -> ArchiveDamaged:
    """The error for a file of the archive that does not hold what was written to it."""
    return ArchiveDamaged(f"{path} is damaged ({what}); see `onrecord check`", path=path)
