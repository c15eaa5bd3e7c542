"""Taking articles out for good: with what people said of them, and down to the bytes on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from index.archive.adding import drop, next_segment, writing
from index.archive.corrections import corrections_in, keep
from index.archive.database import POSTINGS, connect, held
from index.archive.store import deleted_of
from index.archive.writer import Writer
from index.errors import ArchiveError
from index.search.merging import merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What is gone: the ids of articles, and how many corrections; `names_taken_out` counts those that stay
    and do not name anybody of them any more.

    `clean` says that nothing of it is left in the archive's files. It is False where another program is
    reading the archive as it was before.
    """

    articles: tuple[str, ...]
    corrections: int
    names_taken_out: int
    clean: bool


def forget(folder: Path, ids: Sequence[str], names: Collection[str] = ()) -> Forgotten:
    """Take out the articles of these ids with every correction of them, and these names from all others.

    The files of postings that held them are written anew, and the database too, so this takes time with the
    size of the archive.
    """
    with held(folder):  # until the end: nobody else's change is to keep the database from being written anew
        with writing(folder, lock=False) as db:
            writer = Writer(db)
            keys = {id_: key for id_ in dict.fromkeys(ids) if (key := writer.key_of(id_)) is not None}
            for key in keys.values():
                drop(db, writer, folder, key)
            corrections, taken_out = _forget_corrections(db, set(keys), {name.casefold() for name in names})
            for name, gone in deleted_of(db).items():
                info = merge(folder / POSTINGS, next_segment(db), [name], {name: gone})
                writer.replace_segments([name], info)
            writer.next_version()
        changed = bool(keys or corrections or taken_out)
        clean = _clean(folder) if changed else True
    return Forgotten(articles=tuple(keys), corrections=corrections, names_taken_out=taken_out, clean=clean)


def _forget_corrections(db: sqlite3.Connection, ids: set[str], names: set[str]) -> tuple[int, int]:
    """How many corrections are gone, and in how many others a name is."""
    gone = taken_out = 0
    for one in corrections_in(db):
        found = {name.casefold() for name in one.found.speakers}
        if one.article in ids or (one.speaker or "").casefold() in names:
            db.execute("DELETE FROM corrections WHERE id = ?", (one.id,))
            gone += 1
        elif found & names:  # somebody else said it, and that stays
            kept = tuple(name for name in one.found.speakers if name.casefold() not in names)
            keep(db, replace(one, found=replace(one.found, speakers=kept, role=None)), one.id)
            taken_out += 1
    return gone, taken_out


def _clean(folder: Path) -> bool:
    """Write the database anew, without what was deleted in it; whether the log holds nothing of it either."""
    with suppress(ArchiveError, sqlite3.DatabaseError), closing(connect(folder, write=True)) as db:
        db.execute("VACUUM")
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    return False
