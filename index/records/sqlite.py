"""Records as an SQLite database, to be opened with Datasette or asked with SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

from index.records.record import COLUMNS, NUMBERS, OPEN, Record, flat

_AT_ONCE = 1000
_KINDS = {**dict.fromkeys(NUMBERS | {"corrected"}, "INTEGER"), "confidence": "REAL"}
_REFERENCES = {
    "id": " PRIMARY KEY",
    "speaker_id": " REFERENCES speakers (id)",
    "article_key": " REFERENCES articles (key)",
}
_TABLES = f"""
CREATE TABLE speakers (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE articles (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, url TEXT, publisher TEXT, published TEXT,
    language TEXT);
CREATE TABLE quotations ({
    ", ".join(
        f'"{name}" {_KINDS.get(name, "TEXT")}{"" if name in OPEN else " NOT NULL"}{_REFERENCES.get(name, "")}'
        for name in COLUMNS
    )
});
"""
_INDEXES = """
CREATE INDEX quotations_by_speaker ON quotations (speaker_id);
CREATE INDEX quotations_by_article ON quotations (article_key);
CREATE INDEX quotations_by_remark ON quotations (remark_id);
CREATE INDEX quotations_by_publisher ON quotations (publisher);
CREATE INDEX quotations_by_date ON quotations (published);
CREATE VIRTUAL TABLE quotations_fts USING fts5 (
    text, speaker, context, title, content="quotations", tokenize="porter unicode61");
INSERT INTO quotations_fts (quotations_fts) VALUES ('rebuild');
"""
"""The search beside the table, declared as Datasette looks for it."""


def write_sqlite(records: Iterable[Record], path: Path) -> int:
    """How many records were written: table `quotations`, with `speakers` and `articles` that it refers to."""
    coming, count = iter(records), 0
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA foreign_keys=ON; {_TABLES}")
        db.execute("BEGIN")
        while part := list(islice(coming, _AT_ONCE)):
            _insert(db, part)
            count += len(part)
        db.execute("COMMIT")
        db.executescript(f"{_INDEXES} PRAGMA optimize;")
    return count


def _insert(db: sqlite3.Connection, part: list[Record]) -> None:
    db.executemany(
        # Of several who speak together the id is the first one's, and the shortest name is one person's.
        "INSERT INTO speakers VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name"
        " WHERE length(excluded.name) < length(name)",
        {(one.speaker_id, one.speaker) for one in part if one.speaker_id is not None},
    )
    db.executemany(
        "INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)",
        {
            (one.article_key, one.article_id, one.title, one.url, one.publisher, one.published, one.language)
            for one in part
        },
    )
    db.executemany(
        f"INSERT INTO quotations VALUES ({', '.join('?' * len(COLUMNS))})",
        [tuple(flat(one).values()) for one in part],
    )
