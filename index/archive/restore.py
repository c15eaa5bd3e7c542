"""Restoring: an archive made of a backup, whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path

from index.archive.backup_file import Backup, damaged_backup, opened
from index.archive.database import DATABASE, LOCK, POSTINGS, RESTORED, connect, held
from index.archive.files import FOLDER_MODE, create_file, keep_file
from index.archive.placing import put_in_place
from index.errors import ArchiveBusy, BackupError

_CHUNK = 1 << 20


def restore(path: Path, folder: Path) -> Backup:
    """What was put into `folder`, which holds no article, from the backup; on any error the folder is as it
    was.

    BackupError for a file that is no backup, is damaged or of a later version, and for an archive that is not
    empty; ArchiveBusy where somebody else writes to it.
    """
    with opened(path) as (packed, contents):
        made = not folder.exists()
        try:
            folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            with held(folder):
                _see_empty(folder, contents["files"])
                _put_back(packed, contents["files"], folder, path)
        except ArchiveBusy:  # what lies there is somebody else's work
            raise
        except (OSError, sqlite3.OperationalError) as error:
            _take_away(folder, made)
            why = getattr(error, "strerror", None) or error
            raise BackupError(f"cannot restore into {folder}: {why}", path=path) from error
        except BaseException:
            _take_away(folder, made)
            raise
    return Backup(articles=contents["articles"], made=contents["made"], files=tuple(contents["files"]))


def _take_away(folder: Path, made: bool) -> None:
    """Leave nothing of a restoration that did not come to its end."""
    shutil.rmtree(folder / RESTORED, ignore_errors=True)
    if made:
        with suppress(OSError):
            (folder / LOCK).unlink()
            folder.rmdir()


def _see_empty(folder: Path, files: Mapping[str, object]) -> None:
    """See that nothing in the folder would be lost or left over."""
    if (folder / DATABASE).is_file():
        with closing(connect(folder)) as db:
            tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in ("articles", "corrections", "feeds"):
                if table in tables and db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
                    raise BackupError(
                        f"the archive in {folder} holds {table}; restore into another folder with --archive",
                        path=folder,
                    )
    if (folder / RESTORED).exists():  # of a restoration that was killed, which may have left some in place
        return
    there = [name for name in files if "/" not in name and name != DATABASE and (folder / name).exists()]
    if there:
        raise BackupError(
            f"{folder} holds {there[0]} already; restore into another folder with --archive, or move it away",
            path=folder,
        )


def _put_back(
    packed: zipfile.ZipFile, files: Mapping[str, tuple[int, str]], folder: Path, path: Path
) -> None:
    """Write the files beside their places, and put them there when all of them are as they were."""
    work = folder / RESTORED
    shutil.rmtree(work, ignore_errors=True)
    (work / POSTINGS).mkdir(mode=FOLDER_MODE, parents=True)
    work.chmod(FOLDER_MODE)
    for name, (size, digest) in files.items():
        summed, left = blake2b(digest_size=16), size
        try:
            with packed.open(name) as member, create_file(work / name) as file:
                while chunk := member.read(min(_CHUNK, left + 1)):
                    left -= len(chunk)
                    summed.update(chunk)
                    if left < 0:
                        break
                    file.write(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise damaged_backup(path, name) from error
        if left or summed.hexdigest() != digest:
            raise damaged_backup(path, name)
        keep_file(work / name)
    with closing(connect(work)):  # in a format that is read
        pass
    others = [name for name in files if "/" not in name and name != DATABASE]
    try:
        for name in others:
            (work / name).replace(folder / name)
        put_in_place(folder, work)
    except BaseException:
        for name in others:
            (folder / name).unlink(missing_ok=True)
        raise
    shutil.rmtree(work, ignore_errors=True)
