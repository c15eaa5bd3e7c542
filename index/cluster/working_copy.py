"""Part of an archive's tables, in memory: filled with the rows that a cluster's documents carry.

Whatever reads or changes the embedded archive's tables does the same here, so that both give the same
answers. It only has to be seen to that what is looked for has been put in before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.archive.corrections import CORRECTIONS
from index.archive.counts import COUNTS
from index.archive.database import FORMAT, LOOKED_UP_BY, SCHEMA
from index.archive.groups import ARTICLES, NEAR_COPIES, REMARKS, pack_keys, unpack_keys
from index.archive.joined import JOINED
from index.archive.likeness import probe
from index.archive.name_index import enter, enter_roles
from index.archive.store import Store
from index.cluster.documents import ArticleParts, NameParts


class WorkingCopy:
    """Tables as the embedded archive's, empty at first; `articles`, `texts` and `names` tell what is in."""

    def __init__(self, address: str) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.db.executescript(
            f"BEGIN; {SCHEMA} {LOOKED_UP_BY} {NEAR_COPIES} {CORRECTIONS}; {COUNTS} {JOINED} COMMIT"
        )
        self.db.execute(f"PRAGMA user_version={FORMAT}")
        self.db.execute("INSERT INTO likeness VALUES (?)", (probe(),))
        self.store = Store(Path(address), self.db)
        self.articles: set[int] = set()
        self.texts: set[int] = set()
        self.names: set[int] = set()

    def close(self) -> None:
        """Let go of it."""
        self.db.close()

    def put_article(self, parts: ArticleParts) -> None:
        """Put in an article but for its text; names of speakers that are not in yet come without counts."""
        if parts.key in self.articles:
            return
        self.articles.add(parts.key)
        db = self.db
        db.execute(f"INSERT INTO articles VALUES ({_places(18)})", parts.row)
        for row, said in parts.quotations:
            db.execute(f"INSERT INTO quotations VALUES ({_places(12)})", row)
            for place, (number, name) in enumerate(said):
                db.execute("INSERT OR IGNORE INTO names VALUES (?, ?, 0, 0)", (number, name))
                db.execute("INSERT INTO spoken VALUES (?, ?, ?)", (number, row[0], place))
        self._group(ARTICLES, parts.key, parts.label, parts.keys)
        for number, label, keys, own in parts.remarks:
            self._group(REMARKS, number, label, keys)
            if own is not None:
                db.execute("INSERT INTO editions VALUES (?, ?)", (number, own))

    def _group(self, table: str, item: int, label: int, keys: Sequence[int]) -> None:
        self.db.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (item, label, pack_keys(keys)))
        self.db.executemany(f"INSERT INTO {table}_keys VALUES (?, ?)", [(key, item) for key in keys])

    def put_text(self, key: int, text: str, packed: bytes) -> None:
        """Put in an article's text and its packed sentences."""
        if key not in self.texts:
            self.texts.add(key)
            self.db.execute("INSERT INTO texts VALUES (?, ?, ?)", (key, text, packed))

    def put_name(self, parts: NameParts) -> None:
        """Put in a name with its counts, its roles and what it is looked up by."""
        if parts.number in self.names:
            return
        self.names.add(parts.number)
        self.db.execute(
            "INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?)",
            (parts.number, parts.name, parts.quotations, parts.articles),
        )
        rows = [(parts.number, role, count) for role, count in parts.roles]
        self.db.executemany("INSERT INTO roles VALUES (?, ?, ?)", rows)
        enter(self.db, [(parts.number, parts.name)])
        enter_roles(self.db, [(number, role) for number, role, _ in rows])

    def forget_articles(self) -> None:
        """Take all articles out, and keep the names."""
        for table in ("articles", "texts", "quotations", "spoken", "editions", ARTICLES, REMARKS,
                      f"{ARTICLES}_keys", f"{REMARKS}_keys"):  # fmt: skip
            self.db.execute(f"DELETE FROM {table}")
        self.articles.clear()
        self.texts.clear()

    def labels_of(self, keys: Iterable[int]) -> set[int]:
        """The labels of the groups of these articles."""
        rows = self.store.rows_of(f"SELECT label FROM {ARTICLES} WHERE item IN (?)", keys)
        return {label for (label,) in rows}

    # What is in the tables now

    def article_parts(self, keys: Iterable[int]) -> dict[int, ArticleParts]:
        """The articles of these keys, those that are there."""
        found = {}
        for key in keys:
            row = self.db.execute("SELECT * FROM articles WHERE key = ?", (key,)).fetchone()
            if row is not None:
                found[key] = self._parts(row)
        return found

    def _parts(self, row: tuple[int, ...]) -> ArticleParts:
        db = self.db
        query = "SELECT * FROM quotations WHERE article = ? ORDER BY id"
        quotations = db.execute(query, (row[0],)).fetchall()
        query = (
            "SELECT s.name, n.name FROM spoken s JOIN names n ON n.id = s.name WHERE quotation = ?"
            " ORDER BY place"
        )
        label, keys = db.execute(f"SELECT label, keys FROM {ARTICLES} WHERE item = ?", (row[0],)).fetchone()
        remarks = []
        for number in (one[0] for one in quotations):
            of = f"SELECT label, keys FROM {REMARKS} WHERE item = ?"
            own, packed = db.execute(of, (number,)).fetchone()
            edition = db.execute("SELECT key FROM editions WHERE quotation = ?", (number,)).fetchone()
            remarks.append((number, own, tuple(unpack_keys(packed)), edition[0] if edition else None))
        return ArticleParts(
            row=row,
            quotations=tuple((one, tuple(db.execute(query, (one[0],)).fetchall())) for one in quotations),
            label=label,
            keys=tuple(unpack_keys(keys)),
            remarks=tuple(remarks),
        )

    def name_parts(self, numbers: Iterable[int]) -> dict[int, NameParts]:
        """The names of these numbers, those that are there, with their roles in order."""
        found = {}
        query = "SELECT role, quotations FROM roles WHERE name = ? AND quotations > 0 ORDER BY role"
        for number in numbers:
            row = self.db.execute("SELECT * FROM names WHERE id = ?", (number,)).fetchone()
            if row is not None:
                roles = self.db.execute(query, (number,)).fetchall()
                found[number] = NameParts(row[0], row[1], row[2], row[3], tuple(roles))
        return found


def _places(count: int) -> str:
    return ", ".join("?" * count)
