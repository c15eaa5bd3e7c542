"""The compiled search, where `kernel.c` was built; the same results as `scoring` gives.

It is an extension module built when onrecord is installed, so that nothing is compiled when a process starts.
Where there was no C compiler there is no module, `load` gives None, and NumPy does the work.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cache
from logging import getLogger
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.search.segment import F64, RARE, U32, Segment

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


def pack(segment: Segment, deleted: U32, weights: F64, excess: NDArray[np.float32]) -> bytes:
    """A segment's addresses and sizes, as the kernel takes them; the arrays have to outlive it."""
    arrays = [segment.array(name) for name in ARRAYS]
    return struct.pack(
        f"{len(ARRAYS) + 3}Q10q",
        *(array.__array_interface__["data"][0] for array in (*arrays, deleted, weights, excess)),
        segment.term_numbers.shift,
        segment.key_numbers.shift,
        len(segment.sparse_codes),
        len(segment.rare_at),
        len(segment.id_first),
        len(segment.day_first),
        len(deleted),
        segment.chunks,
        segment.dense_minimum,
        segment.sentences,
    )


def excess(weights: F64, absent: float) -> NDArray[np.float32]:
    """What each code adds beyond a missing term, at an idf of 1; the last bounds the rare pairs."""
    table = np.zeros(RARE + 1, np.float32)
    table[: min(RARE, len(weights))] = weights[:RARE] - absent
    table[RARE] = max((weights[RARE:] - absent).max(initial=0.0), 0.0)
    return table


def padded(weights: F64) -> F64:
    """The weights, and zeros up to the number of codes."""
    return np.concatenate([weights, np.zeros(max(0, RARE + 1 - len(weights)))])


class Kernel:
    """The segments of a snapshot, ready to be searched."""

    def __init__(self, module: Any, parts: Sequence[tuple[Segment, U32, F64]], absent: float) -> None:
        """Takes each segment with its deleted sentences and its weights."""
        self._module = module
        self._absent = absent
        # The arrays whose addresses are packed are kept as long as the kernel. Every code has a weight there,
        # also one that only a damaged file holds.
        self._kept = [(*part[:2], padded(part[2]), excess(part[2], absent)) for part in parts]
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
