"""Putting a whole archive, made in a folder inside another's, in the other's place at one stroke."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from index.archive.adding import writing
from index.archive.database import DATABASE, POSTINGS
from index.archive.files import folder_mode
from index.errors import ArchiveError


def put_in_place(folder: Path, made: Path) -> None:
    """Put the archive in `made` in the place of the one in `folder`, or where there is none yet.

    The caller has the right to write; ArchiveError where somebody is in the midst of reading.
    """
    there = folder / DATABASE
    if there.exists():  # whoever was let in to read it may read the new one
        (made / DATABASE).chmod(there.stat().st_mode & 0o777)
    (folder / POSTINGS).mkdir(mode=folder_mode(made / DATABASE), exist_ok=True)
    for segment in sorted((made / POSTINGS).iterdir()):
        segment.chmod((folder / POSTINGS).stat().st_mode & 0o666)
        segment.replace(folder / POSTINGS / segment.name)
    _empty_log(made)
    if there.exists():
        try:
            _empty_log(folder)  # then the database can be exchanged under it
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise
            (folder / f"{DATABASE}-wal").unlink(missing_ok=True)
    (made / DATABASE).replace(there)
    # Takes away the files of postings that are no longer named, or leaves that to the next change.
    with suppress(ArchiveError), writing(folder, lock=False):
        pass


def _empty_log(folder: Path) -> None:
    """Bring what is in the write-ahead log into the database, or raise ArchiveError."""
    db = sqlite3.connect(folder / DATABASE, isolation_level=None)
    try:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()
    log = folder / f"{DATABASE}-wal"
    if log.exists() and log.stat().st_size:
        raise ArchiveError(
            f"another process is using the archive in {folder}; stop it, then try again", path=folder
        )
