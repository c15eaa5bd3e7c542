"""The compiled search, where `kernel.c` was built; the same results as `scoring` gives.

It is an extension module built when onrecord is installed, so that nothing is compiled when a process starts.
Where there was no C compiler there is no module, `load` gives None, and NumPy does the work.
"""

from __future__ import annotations

import ctypes
import struct
import zlib
from array import array
from collections.abc import Sequence
from functools import cache
from logging import getLogger
from mmap import mmap
from pathlib import Path
from typing import Any

from index.search.segment import RARE, Segment

log = getLogger(__name__)

ARRAYS = (
    "term_buckets", "term_offsets", "term_bytes", "term_start", "term_count",
    "key_buckets", "key_offsets", "key_bytes", "key_start", "key_count", "key_docs",
    "sparse_docs", "sparse_codes", "dense_docs", "dense_codes", "dense_start", "dense_chunks", "dense_seen",
    "rare_at", "rare_pair", "id_first", "id_sentence", "day_first", "day_value",
)  # fmt: skip
"""The sections of a segment that the kernel reads, in the order of its structure."""


@cache
def load() -> Any:
    """The compiled module; None where there is none.

    A module built from another `kernel.c` than the one beside it, as after an update of a working copy, is
    not used, and the log says so.
    """
    try:
        from index.search import _kernel
    except ImportError:
        return None
    source = Path(__file__).with_name("kernel.c")
    if source.exists() and f"{zlib.crc32(source.read_bytes()):08x}" != _kernel.SOURCE:
        log.warning(
            "the search's kernel was built from another kernel.c: run python index/search/build_kernel.py"
        )
        return None
    return _kernel


class _Buffer(ctypes.Structure):
    """Python's `Py_buffer`."""

    _fields_ = (
        ("buf", ctypes.c_void_p), ("obj", ctypes.py_object), ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t), ("readonly", ctypes.c_int), ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p), ("shape", ctypes.c_void_p), ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p), ("internal", ctypes.c_void_p),
    )  # fmt: skip


def address(mapped: mmap) -> int:
    """Where a file lies in memory, as long as it is mapped."""
    found = _Buffer()
    ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(mapped), ctypes.byref(found), 0)
    place = int(found.buf or 0)
    ctypes.pythonapi.PyBuffer_Release(ctypes.byref(found))
    return place


def pack(segment: Segment, *tables: array[Any]) -> bytes:
    """A segment's addresses and sizes, as the kernel takes them.

    Its map and the tables (deleted sentences, weights, excess) have to outlive it.
    """
    base = address(segment.mapped)
    return struct.pack(
        f"{len(ARRAYS) + 3}Q10q",
        *(base + segment.offset(name) for name in ARRAYS),
        *(table.buffer_info()[0] for table in tables),
        segment.term_numbers.shift,
        segment.key_numbers.shift,
        len(segment.view("sparse_codes")),
        len(segment.view("rare_at")),
        len(segment.view("id_first")),
        len(segment.view("day_first")),
        len(tables[0]),
        segment.chunks,
        segment.dense_minimum,
        segment.sentences,
    )


def excess(weights: Sequence[float], absent: float) -> array[float]:
    """What each code adds beyond a missing term, at an idf of 1; the last bounds the rare pairs."""
    table = array("f", bytes(4 * (RARE + 1)))
    for code, weight in enumerate(weights[:RARE]):
        table[code] = weight - absent
    table[RARE] = max((weight - absent for weight in weights[RARE:]), default=0.0)
    table[RARE] = max(table[RARE], 0.0)
    return table


def padded(weights: array[float]) -> array[float]:
    """The weights, and zeros up to the number of codes."""
    return weights + array("d", bytes(8 * max(0, RARE + 1 - len(weights))))


class Kernel:
    """The segments of a snapshot, ready to be searched."""

    def __init__(
        self, module: Any, parts: Sequence[tuple[Segment, array[int], array[float]]], absent: float
    ) -> None:
        """Takes each segment with its deleted sentences and its weights."""
        self._module = module
        self._absent = absent
        # The arrays whose addresses are packed are kept as long as the kernel. Every code has a weight there,
        # also one that only a damaged file holds.
        self._kept = [(part[0], part[1], padded(part[2]), excess(part[2], absent)) for part in parts]
        self._segments = tuple(pack(*kept) for kept in self._kept)

    def takes(self, terms: Sequence[str], require: Sequence[Sequence[str]]) -> bool:
        """Whether the question is of a size that the kernel was built for."""
        return bool(len(terms) <= self._module.MOST_TERMS and len(require) <= self._module.MOST_CLAUSES)

    def search(
        self,
        terms: list[str],
        limit: int,
        idfs: dict[int, float],
        require: list[list[str]],
        since: int | None,
        until: int | None,
    ) -> list[tuple[int, float]]:
        """Sentence ids and scores of the best, best first; `idfs` gives the idf of a document frequency."""
        found: list[tuple[int, float]] = self._module.search(
            self._segments, terms, limit, idfs, self._absent, require, since, until
        )
        return found
