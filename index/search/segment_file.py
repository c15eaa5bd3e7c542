"""Writing a segment's file: its sections, and last the header."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.search.segment import FORMAT, HEADER, HEADER_SIZE, MAGIC, SegmentInfo, segment_path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class SegmentFile:
    """Writes a segment's sections, and last the header: a file that a killed writer left behind has none.

    The file has its name from the start. Whether it counts is for the manifest to say, so that a rename would
    add nothing but a second wait for the disk.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.path = segment_path(folder, name)
        mode = folder.stat().st_mode & 0o666  # as readable as its folder
        self._file = os.fdopen(os.open(self.path, _NEW, mode), "wb", buffering=0)
        self._end = HEADER_SIZE
        self._sections: dict[str, list[Any]] = {}
        self._cursor: dict[str, int] = {}

    def reserve(self, section: str, dtype: str, count: int) -> None:
        """Makes room for `count` items, to be written in any number of pieces."""
        size = np.dtype(dtype).itemsize * count
        self._sections[section] = [dtype, self._end, count, 0]
        self._cursor[section] = self._end
        self._end += -(-size // 8) * 8

    def extend(self, section: str, items: NDArray[Any]) -> None:
        """Writes the next items of a section."""
        entry = self._sections[section]
        data = np.ascontiguousarray(items, dtype=entry[0]).view(np.uint8).data
        entry[3] = zlib.crc32(data, entry[3])
        self._file.seek(self._cursor[section])
        written = 0
        while written < len(data):
            written += self._file.write(data[written:])
        self._cursor[section] += len(data)

    def add(self, section: str, items: NDArray[Any]) -> None:
        """Writes a whole section."""
        self.reserve(section, items.dtype.str, len(items))
        self.extend(section, items)

    def finish(self, facts: Mapping[str, int]) -> SegmentInfo:
        """Completes the file; it is on the disk when this returns."""
        header = json.dumps({**facts, "size": self._end, "sections": self._sections}).encode()
        if HEADER.size + len(header) > HEADER_SIZE:
            raise AssertionError("the segment's header is too long")
        self._file.truncate(self._end)
        self._file.seek(0)
        self._file.write(HEADER.pack(MAGIC, FORMAT, len(header), zlib.crc32(header)) + header)
        os.fsync(self._file.fileno())
        self._file.close()
        sync_folder(self.path.parent)
        return SegmentInfo(self.name, facts["sentences"], facts["terms"], self._end)

    def abandon(self) -> None:
        """Takes the unfinished file away."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes a new name in `folder` survive a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
