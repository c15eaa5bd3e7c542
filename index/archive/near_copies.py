"""Near-copies: which articles are one report, and which quotations are one remark.

Both are groups (`index.archive.groups`) that follow from what is in the archive alone: whatever was added,
edited, taken out or repaired, and in whatever order, they are as if it were added now. In near-copies of one
article, a quotation may differ more than elsewhere and still be the same remark (`EDITIONS`).
"""

import json
import sqlite3
from collections.abc import Iterable
from itertools import groupby

from index.archive.counts import doubt
from index.archive.groups import ARTICLES, NEAR_COPIES, REMARKS, Groups, mark, marked, together, unpack_keys
from index.archive.likeness import article_keys, content_of, edition_key, edition_keys, probe, remark_keys
from index.quotations.quotation import Quotation
from index.spans import Span

_TEMPLATE = 300
"""So many articles of one group are no editions of a report, but lists and tables made by one pattern."""
_EDITIONS = "editions"


class NearCopies:
    """Keeps the groups within a transaction that its caller has begun; `settle` ends it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._articles = Groups(db, ARTICLES)
        self._remarks = Groups(db, REMARKS)

    def enter(self, key: int, text: str, quotations: Iterable[tuple[int, Quotation]]) -> bool:
        """Whether an article that is new under that key is a near-copy of one that is there."""
        for number, quotation in quotations:
            keys = remark_keys(content_of(text, quotation.content), quotation.speakers)
            self._remarks.put(number, keys)
        label, copied = self._articles.put(key, article_keys(text))
        if copied:
            mark(self._db, _EDITIONS, label)
        return copied

    def leave(self, key: int, quotations: Iterable[int]) -> None:
        """Take an article and its quotations out of their groups."""
        for number in quotations:
            self._remarks.drop(number)
            self._db.execute("DELETE FROM editions WHERE quotation = ?", (number,))
        label = self._articles.drop(key)
        if label is not None:
            mark(self._db, _EDITIONS, label)

    def settle(self) -> None:
        """Look at all groups again that something was taken out of, or whose articles have become others."""
        for label in {*marked(self._db, _EDITIONS), *self._articles.settle()}:
            self._compare(label)
        self._remarks.settle()

    def _compare(self, label: int) -> None:
        """Find the quotations again in the near-copies of one group."""
        keys = self._articles.members(label)
        had, wanted = editions_in(self._db, keys), editions_of(self._db, keys)
        for number in sorted(had.keys() | wanted.keys()):
            before, now = had.get(number), wanted.get(number)
            if before == now:
                continue
            own = [key for key in self._remarks.keys_of(number) if key != before]
            self._remarks.drop(number)
            self._remarks.put(number, own if now is None else [*own, now])
            self._db.execute("DELETE FROM editions WHERE quotation = ?", (number,))
            if now is not None:
                self._db.execute("INSERT INTO editions VALUES (?, ?)", (number, now))


def editions_in(db: sqlite3.Connection, keys: list[int]) -> dict[int, int]:
    """The key of each quotation of these articles that has one of an edition."""
    query = (
        "SELECT e.quotation, e.key FROM quotations q JOIN editions e ON e.quotation = q.id"
        " WHERE q.article IN (SELECT value FROM json_each(?))"
    )
    return dict(db.execute(query, (json.dumps(keys),)).fetchall())


def editions_of(db: sqlite3.Connection, keys: list[int]) -> dict[int, int]:
    """The key that each quotation of a group's articles ought to have: of those that differ and are one."""
    if not 1 < len(keys) < _TEMPLATE:
        return {}
    first: dict[int, int] = {}
    keyed: list[tuple[int, list[int]]] = []
    for number, content, speakers in (one for key in keys for one in quoted(db, key)):
        first[number] = remark_keys(content, speakers)[0]
        keyed.append((number, edition_keys(content, speakers)))
    found: dict[int, int] = {}
    for group in together(keyed):
        firsts = {first[number] for number in group}
        if len(firsts) > 1:
            found.update(dict.fromkeys(group, edition_key(min(firsts))))
    return found


def quoted(db: sqlite3.Connection, key: int) -> list[tuple[int, str, list[str]]]:
    """The id, words and speakers of each quotation of the article of that key."""
    row = db.execute("SELECT text FROM texts WHERE key = ?", (key,)).fetchone()
    rows = db.execute("SELECT id, content FROM quotations WHERE article = ? ORDER BY id", (key,)).fetchall()
    query = (
        "SELECT s.quotation, n.name FROM quotations q JOIN spoken s ON s.quotation = q.id"
        " JOIN names n ON n.id = s.name WHERE q.article = ? ORDER BY s.quotation, s.place"
    )
    names: dict[int, list[str]] = {}
    for number, name in db.execute(query, (key,)).fetchall():
        names.setdefault(number, []).append(name)
    return [
        (
            number,
            content_of(row[0], [Span(*span) for span in json.loads(content)]),
            names.get(number, []),
        )
        for number, content in rows
    ]


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Make the groups anew where the archive has none yet, or has some that were made otherwise."""
    for statement in filter(str.strip, NEAR_COPIES.split(";")):
        db.execute(statement)
    if db.execute("SELECT probe FROM likeness").fetchone() == (probe(),):
        return
    doubt(db)
    for table in (ARTICLES, REMARKS, f"{ARTICLES}_keys", f"{REMARKS}_keys", "editions", "likeness"):
        db.execute(f"DELETE FROM {table}")
    articles, remarks = Groups(db, ARTICLES), Groups(db, REMARKS)
    last = 0
    while row := db.execute(
        "SELECT key, text FROM texts WHERE key > ? ORDER BY key LIMIT 1", (last,)
    ).fetchone():
        last, text = row
        label, copied = articles.put(last, article_keys(text))
        if copied:
            mark(db, _EDITIONS, label)
        for number, content, speakers in quoted(db, last):
            remarks.put(number, remark_keys(content, speakers))
    db.execute("INSERT INTO likeness VALUES (?)", (probe(),))


def faulty(db: sqlite3.Connection) -> bool:
    """Whether the groups are others than the articles and quotations make."""
    if db.execute("SELECT probe FROM likeness").fetchone() != (probe(),):
        return False  # another release made them; the next change makes them anew
    return (
        db.execute("SELECT 1 FROM unsettled").fetchone() is not None
        or not _items_as_made(db)
        or not all(_is_grouped(db, name) for name in (ARTICLES, REMARKS))
    )


def _items_as_made(db: sqlite3.Connection) -> bool:
    """Whether every article and quotation has the keys that are made of it, and nothing else has any."""
    kept, editions = 0, 0
    query = f"SELECT label, count(*) FROM {ARTICLES} GROUP BY label"
    for label, size in db.execute(query).fetchall():
        keys = Groups(db, ARTICLES).members(label)
        wanted = editions_of(db, keys) if size > 1 else {}
        if size > 1 and wanted != editions_in(db, keys):
            return False
        editions += len(wanted)
        for key in keys:
            row = db.execute("SELECT text FROM texts WHERE key = ?", (key,)).fetchone()
            if row is None or Groups(db, ARTICLES).keys_of(key) != _distinct(article_keys(row[0])):
                return False
            query = (
                f"SELECT q.id, r.keys FROM quotations q JOIN {REMARKS} r ON r.item = q.id WHERE q.article = ?"
            )
            packed = dict(db.execute(query, (key,)).fetchall())
            for number, content, speakers in quoted(db, key):
                own = remark_keys(content, speakers) + ([wanted[number]] if number in wanted else [])
                kept += 1
                if number not in packed or unpack_keys(packed[number]) != _distinct(own):
                    return False
    counts = (kept, editions, _count(db, "texts"))
    return counts == (_count(db, REMARKS), _count(db, "editions"), _count(db, ARTICLES))


def _is_grouped(db: sqlite3.Connection, name: str) -> bool:
    """Whether items have one label where they share a key, and others where they do not."""
    count = summed = 0
    rows = db.execute(f"SELECT label, item, keys FROM {name} ORDER BY label")
    for label, some in groupby(rows, lambda row: row[0]):
        keyed = {item: unpack_keys(packed) for _, item, packed in some}
        if label != min(keys[0] for keys in keyed.values()):
            return False
        if len(keyed) > 1 and len(together(keyed.items())) != 1:
            return False
        for item, keys in keyed.items():
            summed += sum([hash((key, item)) for key in keys])
            count += len(keys)
    # The pairs that are looked up are the same ones if there are as many and their hashes add up alike.
    if summed != sum(map(hash, db.execute(f"SELECT key, item FROM {name}_keys"))):
        return False
    query = (
        f"SELECT 1 FROM {name}_keys JOIN {name} USING (item)"
        " GROUP BY key HAVING min(label) <> max(label) LIMIT 1"
    )
    return count == _count(db, f"{name}_keys") and db.execute(query).fetchone() is None


def _distinct(keys: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(keys))


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
