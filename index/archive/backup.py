"""Backing up: an archive's folder as one file, a snapshot of one moment."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import IO, Self
from urllib.parse import quote

from index.archive.backup_file import CONTENTS, MEMBER, VERSION, Backup, is_backup
from index.archive.database import DATABASE, POSTINGS, connect, damaged
from index.archive.files import FOLDER_MODE, create_file, keep_file, keep_folder
from index.archive.store import segments_of
from index.errors import ArchiveDamaged, BackupError
from index.search.segment import Segment

_CHUNK = 1 << 20


def backup(folder: Path, path: Path) -> Backup:
    """What was backed up into the file, which takes its place once it is whole.

    It is the archive as it was last committed when this began, whoever writes meanwhile. NoArchive where
    there is none, ArchiveDamaged where it is not what was written; then `path` is as it was before.
    """
    if path.exists() and not is_backup(path):
        raise BackupError(f"{path} is there already and is not a backup; choose another name", path=path)
    with _moment(folder) as (db, segments), _beside(path) as work:
        whole = work / "whole"
        with create_file(whole) as file, _Packer.into(file) as packer:
            packer.database(folder / DATABASE, db, work)
            for segment in segments:
                packer.segment(f"{POSTINGS}/{segment.path.name}", segment)
            for other in _others(folder):
                if other.suffix == ".sqlite":
                    with closing(_read_only(other)) as beside:
                        packer.database(other, beside, work)
                else:
                    packer.text(other)
            articles = int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
            found = packer.finish(articles)
        keep_file(whole)
        whole.replace(path)
        keep_folder(path.absolute().parent)
    return found


@contextmanager
def _moment(folder: Path) -> Iterator[tuple[sqlite3.Connection, list[Segment]]]:
    """The database in the state last committed, and the postings of that state, whatever becomes of them."""
    seen = -1
    while True:
        db = connect(folder)
        try:
            db.execute("BEGIN")
            version = int(db.execute("SELECT version FROM archive").fetchone()[0])
            # Files that are open stay readable when a writer merges them away.
            segments = [Segment(folder / POSTINGS, one.name) for one in segments_of(db)]
        except ArchiveDamaged:
            db.close()
            if version == seen:
                raise
            seen = version
            continue
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            db.close()
            raise damaged(folder / DATABASE, str(error)) from error
        break
    with closing(db):
        yield db, segments


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder beside `path` to work in, gone at the end; errors of the disk say that `path` is unwritten."""
    work = path.with_name(f".{path.name}.part")
    try:
        shutil.rmtree(work, ignore_errors=True)  # of one who was killed
        work.mkdir(mode=FOLDER_MODE)
        yield work
    except (OSError, sqlite3.OperationalError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise BackupError(f"cannot write {path}: {why or error}", path=path) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _others(folder: Path) -> list[Path]:
    """What else of the folder is backed up: databases of whoever keeps one there, and the rulings."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and path.name != DATABASE and MEMBER.fullmatch(path.name)
    )


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=10)


class _Packer:
    """Writes files into a backup and remembers what they were."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._files: dict[str, list[int | str]] = {}

    @classmethod
    @contextmanager
    def into(cls, file: IO[bytes]) -> Iterator[Self]:
        """One that writes into a file that is open."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            yield cls(packed)

    def database(self, path: Path, db: sqlite3.Connection, work: Path) -> None:
        """A database as the connection sees it; ArchiveDamaged where SQLite finds fault with it."""
        copy = work / "copy.sqlite"
        with create_file(copy):
            pass
        try:
            with closing(sqlite3.connect(copy, isolation_level=None)) as target:
                db.backup(target)
                fault = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            raise damaged(path, str(error)) from error
        if fault != "ok":
            raise damaged(path, fault)
        with copy.open("rb") as source:
            self._put(path.name, iter(lambda: source.read(_CHUNK), b""))
        for rest in work.glob(f"{copy.name}*"):
            rest.unlink()

    def segment(self, name: str, segment: Segment) -> None:
        """A file of postings; ArchiveDamaged where it is not what was written."""
        try:
            segment.verify()
        except ArchiveDamaged as error:
            raise ArchiveDamaged(f"{error}; see `onrecord check`", path=segment.path) from error
        self._put(name, segment.pieces(_CHUNK))

    def text(self, path: Path) -> None:
        """A small file as it is."""
        self._put(path.name, iter([path.read_bytes()]))

    def _put(self, name: str, chunks: Iterator[bytes]) -> None:
        summed, size = blake2b(digest_size=16), 0
        with self._packed.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                summed.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self._files[name] = [size, summed.hexdigest()]

    def finish(self, articles: int) -> Backup:
        """Write down what the backup holds; what that is."""
        made = datetime.now(UTC).isoformat(timespec="seconds")
        contents = {"onrecord_backup": VERSION, "made": made, "articles": articles, "files": self._files}
        self._packed.writestr(CONTENTS, json.dumps(contents, indent=1))
        return Backup(articles=articles, made=made, files=tuple(self._files))
