"""The file that a backup is: what it says of itself, and whether it is that.

A backup is a zip file. It holds the database with the postings that the database names, every other
database that lies beside it (as the bot's memory does), the operator's rulings, and last what all of these
are: their sizes and digests. Whatever is to be carried has to lie in one of them.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.archive.database import DATABASE, POSTINGS
from index.errors import BackupError
from index.people.rulings import FILE as RULINGS

VERSION = 1
"""The number of this form of backups."""
CONTENTS = "backup.json"
_MOST_CONTENTS = 64 << 20
"""Bytes of contents that are read: a file of postings takes a hundred."""
MEMBER = re.compile(
    rf"{re.escape(DATABASE)}|{POSTINGS}/[0-9]+\.segment|\w[\w-]*\.sqlite|{re.escape(RULINGS)}"
)
"""The names that files in a backup can have; none leads out of a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds: how many articles, when it was made (ISO 8601), and its files' names."""

    articles: int
    made: str
    files: tuple[str, ...]


def is_backup(path: Path) -> bool:
    """Whether the file is a backup, whole or damaged within."""
    try:
        with zipfile.ZipFile(path) as packed:
            return CONTENTS in packed.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Mapping[str, Any]]]:
    """A backup and what it says it holds."""
    try:
        packed = zipfile.ZipFile(path)
    except OSError as error:
        raise BackupError(f"cannot read {path}: {error.strerror or error}", path=path) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BackupError(
            f"{path} is not a backup that `onrecord backup` made, or is cut short", path=path
        ) from error
    with packed:
        yield packed, _contents(packed, path)


def _contents(packed: zipfile.ZipFile, path: Path) -> Mapping[str, Any]:
    """What a backup says it holds, seen to be that."""
    foreign = BackupError(f"{path} is not a backup that `onrecord backup` made", path=path)
    try:
        if packed.getinfo(CONTENTS).file_size > _MOST_CONTENTS:
            raise foreign
        contents = json.loads(packed.read(CONTENTS))
        version = contents["onrecord_backup"]
    except (KeyError, TypeError, RuntimeError, NotImplementedError) as error:
        raise foreign from error
    except (ValueError, zipfile.BadZipFile, zlib.error, OSError) as error:
        raise damaged_backup(path, CONTENTS) from error
    if version != VERSION:
        raise BackupError(
            f"{path} is a backup of form {version!r}, and this onrecord reads form {VERSION};"
            " restore it with a newer one",
            path=path,
        )
    try:
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in contents["files"].items()}
        found = {"articles": int(contents["articles"]), "made": str(contents["made"]), "files": files}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged_backup(path, CONTENTS) from error
    held_names = sorted(set(packed.namelist()) - {CONTENTS})
    if held_names != sorted(files) or DATABASE not in files or not all(map(MEMBER.fullmatch, files)):
        raise damaged_backup(path, CONTENTS)
    return found


def damaged_backup(path: Path, name: str) -> BackupError:
    return BackupError(f"{path} is damaged: its {name} is not what was backed up", path=path)
