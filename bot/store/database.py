"""The file of the bot's memory: its tables, what brings an older file to them, and commits. SQLite."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from index.errors import OnRecordError

FORMAT = 4

_SCHEMA = """
CREATE TABLE updates (bot INTEGER, id INTEGER, at REAL NOT NULL, body TEXT, sending INTEGER,
    PRIMARY KEY (bot, id)) WITHOUT ROWID;
CREATE INDEX updates_by_time ON updates (at);
CREATE TABLE answers (chat INTEGER, question INTEGER, message INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (chat, question)) WITHOUT ROWID;
CREATE INDEX answers_by_message ON answers (chat, message);
CREATE TABLE views (id TEXT PRIMARY KEY, chat INTEGER NOT NULL, person INTEGER NOT NULL, message INTEGER,
    data TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX views_by_person ON views (chat, person, at);
CREATE TABLE reports (number INTEGER PRIMARY KEY, at REAL NOT NULL, person INTEGER NOT NULL,
    question TEXT NOT NULL, passage TEXT NOT NULL, speaker TEXT, article TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    UNIQUE (person, article, start, stop));
CREATE TABLE people (person INTEGER PRIMARY KEY, settings TEXT NOT NULL);
CREATE TABLE told (chat INTEGER, what TEXT, at REAL NOT NULL, PRIMARY KEY (chat, what)) WITHOUT ROWID;
CREATE TABLE uploads (id TEXT PRIMARY KEY, person INTEGER NOT NULL, at REAL NOT NULL, data TEXT NOT NULL);
"""

_MIGRATIONS = {
    # `sending` held the number above which the message would be; now it is how often it may have been sent.
    1: """
UPDATE updates SET sending = 1 WHERE sending IS NOT NULL;
ALTER TABLE views ADD COLUMN twin INTEGER NOT NULL DEFAULT 0;
CREATE INDEX views_by_message ON views (chat, message);
""",
    2: """
CREATE TABLE follows (number INTEGER PRIMARY KEY, chat INTEGER NOT NULL, person INTEGER NOT NULL,
    whom TEXT NOT NULL, topic TEXT NOT NULL, daily INTEGER NOT NULL, told REAL NOT NULL,
    UNIQUE (chat, person, whom, topic));
CREATE TABLE news (follow INTEGER NOT NULL, article TEXT NOT NULL, quotations TEXT NOT NULL,
    PRIMARY KEY (follow, article)) WITHOUT ROWID;
CREATE TABLE remarks (whom TEXT, remark TEXT, PRIMARY KEY (whom, remark)) WITHOUT ROWID;
CREATE TABLE watched (article INTEGER NOT NULL);
""",
    3: """
CREATE TABLE channels (chat INTEGER PRIMARY KEY, title TEXT NOT NULL, person INTEGER NOT NULL,
    taken INTEGER NOT NULL);
""",
}
"""What makes the next format of each earlier one; a new file takes all of these steps."""


class Database:
    """The bot's memory in one SQLite file, or in none (":memory:"). Safe to use from several threads.

    A commit survives the death of the process; a commit of the last moment may not survive a power cut.
    Raises StateError where the file cannot be made, read or written.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._new_views: list[tuple[str, int, int, str, float]] = []
        self._forgotten = False
        try:
            self._open()
        except (OSError, sqlite3.OperationalError) as error:
            raise StateError(
                f"the bot's memory cannot be kept in {path} ({error}); "
                "set ONRECORD_STATE to a writable folder"
            ) from error
        except sqlite3.DatabaseError as error:
            raise StateError(
                f"{path}, the bot's memory, is damaged ({error}); move it away to start afresh"
            ) from error

    def _open(self) -> None:
        if isinstance(self.path, Path):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600, exist_ok=True)  # the log beside it will be as readable as it is
        self._db = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None, timeout=10)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA secure_delete = ON")
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > FORMAT:
            raise StateError(
                f"{self.path} was written by another version of onrecord "
                f"(format {version}, this one reads {FORMAT}); move it away to start afresh"
            )
        if version < FORMAT:
            with self._write():
                self._migrate()
        with self._write():  # what cannot be written is told now, and not by the first question
            pass

    def _migrate(self) -> None:
        """Brings the file to today's format, from none or an earlier one."""
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        steps = ([_SCHEMA] if version == 0 else []) + [_MIGRATIONS[at] for at in range(version or 1, FORMAT)]
        for step in steps:
            for statement in step.split(";"):
                self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {FORMAT}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the use of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """One commit, or none where the block raises."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self._new_views:
                    sql = "INSERT INTO views (id, chat, person, data, at) VALUES (?, ?, ?, ?, ?)"
                    self._db.executemany(sql, self._new_views)
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
            self._new_views.clear()

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with self._lock:
            if self._new_views:
                with suppress(sqlite3.Error), self._write():  # what cannot be written cannot be found
                    pass
            return self._db.execute(sql, values).fetchall()

    def _clear_journal(self) -> None:
        """Once somebody was forgotten, takes earlier versions of the file's pages out of its journal."""
        if self._forgotten:
            with self._lock:
                busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            self._forgotten = bool(busy)


class StateError(OnRecordError):
    """The bot's memory cannot be used; the text is one line that says what to do."""
