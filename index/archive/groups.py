"""What belongs together, kept in the database: items that share a key, directly or by way of others.

A group's label is the least of its items' first keys, so that neither the order in which they came nor what
was there meanwhile makes a difference. Adding an item joins groups at once; taking one out may part them,
which is looked at once for all that was taken out in a transaction (`settle`).
"""

import sqlite3
import struct
from collections.abc import Iterable, Sequence

from index.archive import counts

ARTICLES, REMARKS = "article_groups", "remark_groups"

_GROUPS = "".join(
    f"""
    CREATE TABLE IF NOT EXISTS {name} (item INTEGER PRIMARY KEY, label INTEGER NOT NULL, keys BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS {name}_by_label ON {name} (label);
    CREATE TABLE IF NOT EXISTS {name}_keys (
        key INTEGER NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (key, item)) WITHOUT ROWID;
    """
    for name in (ARTICLES, REMARKS)
)
NEAR_COPIES = f"""
{_GROUPS}
CREATE TABLE IF NOT EXISTS unsettled (
    what TEXT NOT NULL, label INTEGER NOT NULL, PRIMARY KEY (what, label)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS editions (quotation INTEGER PRIMARY KEY, key INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS likeness (probe INTEGER NOT NULL);
"""
"""The tables of the groups of articles, by their keys, and of quotations, by their ids.

`unsettled` names groups that are still to be looked at before a transaction ends; otherwise it is empty.
`editions` holds the key that a quotation shares with others in near-copies of its article, and `likeness`
what tells keys that were made otherwise.
"""


def together(keyed: Iterable[tuple[int, Iterable[int]]]) -> list[list[int]]:
    """Items with their keys, grouped: two are together that share a key, or that others join so."""
    parent: dict[int, int] = {}
    holder: dict[int, int] = {}

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for item, keys in keyed:
        parent[item] = item
        for key in keys:
            other = root(holder.setdefault(key, item))
            own = root(item)
            parent[max(own, other)] = min(own, other)
    groups: dict[int, list[int]] = {}
    for item in parent:
        groups.setdefault(root(item), []).append(item)
    return list(groups.values())


def pack_keys(keys: Sequence[int]) -> bytes:
    """Keys as bytes, in their order."""
    return struct.pack(f"<{len(keys)}q", *keys)


def unpack_keys(packed: bytes) -> list[int]:
    """The keys that `pack_keys` was given."""
    return [key for (key,) in struct.iter_unpack("<q", packed)]


class Groups:
    """The groups of one kind of items, in the transaction that its caller has begun."""

    def __init__(self, db: sqlite3.Connection, name: str) -> None:
        self._db = db
        self._name = name

    def put(self, item: int, keys: Iterable[int]) -> tuple[int, bool]:
        """The label of the group that a new item is in now, and whether others are in it."""
        own = list(dict.fromkeys(keys))
        query = f"SELECT label FROM {self._name}_keys JOIN {self._name} USING (item) WHERE key = ? LIMIT 1"
        others = {row[0] for key in own if (row := self._db.execute(query, (key,)).fetchone())}
        label = min(others | {own[0]})
        # The label may be that of a group which has lost the item that it is named by, until it is settled.
        counts.add(self._db, self._name, "", (not self._has(label)) - len(others - {label}))
        for other in others - {label}:
            self._db.execute(f"UPDATE {self._name} SET label = ? WHERE label = ?", (label, other))
            take = "UPDATE OR REPLACE unsettled SET label = ? WHERE what = ? AND label = ?"
            self._db.execute(take, (label, self._name, other))
        self._db.execute(f"INSERT INTO {self._name} VALUES (?, ?, ?)", (item, label, pack_keys(own)))
        self._db.executemany(f"INSERT INTO {self._name}_keys VALUES (?, ?)", [(key, item) for key in own])
        return label, bool(others)

    def drop(self, item: int) -> int | None:
        """The label of the group that the item was in with others, and is in no more; None if alone."""
        row = self._db.execute(f"SELECT label, keys FROM {self._name} WHERE item = ?", (item,)).fetchone()
        if row is None:
            return None
        label, packed = row
        self._db.execute(f"DELETE FROM {self._name} WHERE item = ?", (item,))
        rows = [(key, item) for key in unpack_keys(packed)]
        self._db.executemany(f"DELETE FROM {self._name}_keys WHERE key = ? AND item = ?", rows)
        if not self._has(label):
            counts.add(self._db, self._name, "", -1)
            return None
        mark(self._db, self._name, label)
        return int(label)

    def keys_of(self, item: int) -> list[int]:
        """The keys of an item, as it was put in."""
        row = self._db.execute(f"SELECT keys FROM {self._name} WHERE item = ?", (item,)).fetchone()
        return [] if row is None else unpack_keys(row[0])

    def members(self, label: int) -> list[int]:
        """The items of a group, in order."""
        rows = self._db.execute(f"SELECT item FROM {self._name} WHERE label = ? ORDER BY item", (label,))
        return [row[0] for row in rows.fetchall()]

    def settle(self) -> set[int]:
        """The labels of what became of the groups that something was taken out of."""
        found: set[int] = set()
        for label in marked(self._db, self._name):
            query = f"SELECT item, keys FROM {self._name} WHERE label = ?"
            keyed = {item: unpack_keys(packed) for item, packed in self._db.execute(query, (label,))}
            for group in together(keyed.items()):
                new = min(keyed[item][0] for item in group)
                found.add(new)
                if new != label:
                    counts.add(self._db, self._name, "", not self._has(new))
                    rows = [(new, item) for item in group]
                    self._db.executemany(f"UPDATE {self._name} SET label = ? WHERE item = ?", rows)
            if keyed and not self._has(label):
                counts.add(self._db, self._name, "", -1)
        return found

    def _has(self, label: int) -> bool:
        """Whether something is in a group of that label."""
        query = f"SELECT 1 FROM {self._name} WHERE label = ? LIMIT 1"
        return self._db.execute(query, (label,)).fetchone() is not None


def mark(db: sqlite3.Connection, what: str, label: int) -> None:
    """Have a group looked at before the transaction ends."""
    db.execute("INSERT OR IGNORE INTO unsettled VALUES (?, ?)", (what, label))


def marked(db: sqlite3.Connection, what: str) -> list[int]:
    """The labels of the groups that were marked so, in order; they are so no longer."""
    rows = db.execute("SELECT label FROM unsettled WHERE what = ? ORDER BY label", (what,)).fetchall()
    db.execute("DELETE FROM unsettled WHERE what = ?", (what,))
    return [row[0] for row in rows]
