"""Files of an archive: readable by their owner only, and on the disk when that is said."""

import os
from pathlib import Path
from typing import IO

FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_READ_BY_OTHERS, _ENTERED_BY_OTHERS = 0o004, 0o001


def folder_mode(file: Path) -> int:
    """The mode of a folder that whoever can read the file can enter and read."""
    readers = file.stat().st_mode & 0o044
    return FOLDER_MODE | readers | readers >> 2


def create_file(path: Path) -> IO[bytes]:
    """A new, empty file that its owner alone can read, open to be written."""
    return os.fdopen(os.open(path, _NEW, _FILE_MODE), "wb")


def keep_file(path: Path) -> None:
    """See to it that what was written to a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def keep_folder(folder: Path) -> None:
    """See to it that the folder's entries are on the disk, where the system can be asked to."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_by_others(folder: Path) -> list[Path]:
    """The files below a folder that any user of this machine can read, by name; none where modes say nothing.

    A group that was let in is let in on purpose; what anybody can read may not be.
    """
    if os.name != "posix" or not folder.stat().st_mode & _ENTERED_BY_OTHERS:
        return []
    found = []
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            found += read_by_others(path)
        elif path.stat().st_mode & _READ_BY_OTHERS:
            found.append(path)
    return found
