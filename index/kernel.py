"""The compiled way to the best sentences, where `kernel.c` was built; the same results as `scoring` gives.

The library is plain C without Python's headers, loaded by ctypes: nothing is compiled when a process starts.
Where the package was installed without a C compiler there is no library, `load` gives None, and NumPy does
the work.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import restrictions
from index.restrictions import Clause
from index.segments import F64, U32, Segment

LIBRARY = Path(__file__).with_name("_kernel.dll" if sys.platform == "win32" else "_kernel.so")
MOST_TERMS = 64
_ARRAYS = (
    "term_buckets",
    "term_offsets",
    "term_bytes",
    "term_start",
    "term_count",
    "sparse_docs",
    "sparse_codes",
    "dense_docs",
    "dense_codes",
    "dense_start",
    "dense_chunks",
    "dense_seen",
    "rare_at",
    "rare_pair",
    "id_first",
    "id_sentence",
)
_LISTING = struct.Struct("qqq")
_FILTER = struct.Struct("qqqqqqq")


class _Segment(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_void_p) for name in _ARRAYS),
        ("deleted", ctypes.c_void_p),
        ("weights", ctypes.c_void_p),
        *(
            (name, ctypes.c_int64)
            for name in ("sparse_total", "rare_total", "id_runs", "deleted_total", "pairs")
        ),
        *((name, ctypes.c_uint32) for name in ("shift", "chunks", "dense_minimum", "sentences")),
    )


class _Found(ctypes.Structure):
    _fields_ = (("score", ctypes.c_double), ("id", ctypes.c_int64))


@cache
def load() -> Any:
    """The compiled library, or None where there is none or `ONRECORD_NO_KERNEL` is set."""
    if os.environ.get("ONRECORD_NO_KERNEL") or not LIBRARY.exists():
        return None
    try:
        library = ctypes.CDLL(str(LIBRARY))
    except OSError:  # built for another machine
        return None
    pointer, number = ctypes.c_void_p, ctypes.c_int64
    library.onrecord_find.restype = None
    library.onrecord_find.argtypes = (pointer, number, pointer, pointer, pointer, number, pointer, pointer)
    library.onrecord_search.restype = number
    library.onrecord_search.argtypes = (
        pointer, number, number, pointer, pointer, pointer, pointer, number, ctypes.c_double, pointer, number,
        pointer,
    )  # fmt: skip
    return library


def _address(items: NDArray[Any]) -> int:
    return int(items.__array_interface__["data"][0])


class Located(NamedTuple):
    """Terms of a question as the segments know them."""

    terms: list[str]
    numbers: Any
    frequencies: list[int]


class Kernel:
    """The segments of a snapshot, as the library takes them."""

    def __init__(self, library: Any, segments: Sequence[tuple[Segment, U32, F64]]) -> None:
        """Takes each segment with its deleted sentences and its weights, largest first for speed."""
        self._library = library
        self._kept = [segments]
        self._structures = []
        for segment, deleted, weights in segments:
            structure = _Segment(
                *(_address(segment.array(name)) for name in _ARRAYS),
                _address(deleted),
                _address(weights),
                len(segment.sparse_codes),
                len(segment.rare_at),
                len(segment.id_first),
                len(deleted),
                len(weights),
                segment.term_numbers.shift,
                segment.chunks,
                segment.dense_minimum,
                segment.sentences,
            )
            self._structures.append(structure)
        self._count = len(segments)
        self._pointers = (ctypes.c_void_p * self._count)(*map(ctypes.addressof, self._structures))

    def locate(self, terms: Sequence[str]) -> Located:
        """The distinct terms, where each segment has them, and in how many living sentences each is."""
        distinct = list(dict.fromkeys(terms))
        labels = [term.encode("utf-8", "surrogatepass") for term in distinct]
        count = len(labels)
        ends, end = [], 0
        for label in labels:
            end += len(label)
            ends.append(end)
        numbers = ctypes.create_string_buffer(8 * count * self._count)
        frequencies = ctypes.create_string_buffer(8 * count)
        layout = f"{count}I"
        self._library.onrecord_find(
            self._pointers,
            self._count,
            b"".join(labels),
            struct.pack(layout, *ends),
            struct.pack(layout, *map(zlib.crc32, labels)),
            count,
            numbers,
            frequencies,
        )
        return Located(distinct, numbers, list(struct.unpack(f"{count}q", frequencies)))

    def search(
        self,
        located: Located,
        idfs: Sequence[float],
        words: Sequence[str],
        absent: float,
        clauses: Sequence[Sequence[Clause] | None] | None,
        limit: int,
    ) -> list[tuple[float, int]]:
        """Scores and sentence ids of the best, best first; `clauses` has None for a segment ruled out."""
        places = {term: place for place, term in enumerate(located.terms)}
        order = [places[word] for word in words]
        times = [words.count(term) for term in located.terms]
        filters, _kept = (
            self._filters(clauses, sum(located.frequencies)) if clauses is not None else (None, None)
        )
        found = ctypes.create_string_buffer(16 * limit)
        count = self._library.onrecord_search(
            self._pointers,
            self._count,
            len(places),
            located.numbers,
            struct.pack(f"{len(places)}d", *idfs),
            struct.pack(f"{len(places)}i", *times),
            struct.pack(f"{len(order)}i", *order),
            len(order),
            absent,
            filters,
            limit,
            found,
        )
        if count < 0:
            raise MemoryError("the search ran out of memory")
        return list(struct.iter_unpack("dq", found.raw[: 16 * count]))

    def _filters(self, which: Sequence[Sequence[Clause] | None], postings: int) -> tuple[bytes, list[Any]]:
        packed = bytearray()
        kept: list[Any] = []
        for clauses in which:
            if clauses is None:
                packed += _FILTER.pack(0, 0, 0, 1, 0, 0, 0)
                continue
            listings = b"".join(_pack(listing) for clause in clauses for listing in clause)
            ends = np.cumsum([len(clause) for clause in clauses], dtype=np.int64).tobytes()
            first = (0, 0, 0)
            if clauses and restrictions.size(clauses[0]) <= postings:
                listing = clauses[0][0]
                if len(clauses[0]) > 1:
                    docs = restrictions.written_out(clauses[0])
                    listing = restrictions.Listing(docs, False, len(docs))
                    kept.append(docs)
                first = (_address(listing.items), len(listing.items), listing.as_runs)
            kept += [listings, ends]
            packed += _FILTER.pack(_bytes_address(listings), _bytes_address(ends), len(clauses), 0, *first)
        return bytes(packed), kept


def _pack(listing: restrictions.Listing) -> bytes:
    return _LISTING.pack(_address(listing.items), len(listing.items), listing.as_runs)


def _bytes_address(data: bytes) -> int:
    return ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0
