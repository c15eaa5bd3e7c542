"""Making a segment: documents are read once, sorted in runs of bounded size, and the runs are merged.

A run holds the postings of some documents, by term; runs beyond the first lie in a temporary file until the
vocabulary is complete. Then they are ranked in the file's order of terms and handed to `assembling`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, count, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.search.arrays import I64, U32
from index.search.kernel import load
from index.search.segment import NO_DAY, SegmentInfo, encode
from index.search.segment_writer import Pairs, Sentences, assemble, file_order

BATCH_DOCUMENTS = 1 << 14
RUN_POSTINGS = 1 << 20


class Document(NamedTuple):
    """A sentence as the index takes it in; `keys` are the labels that searches can require ("person:12")."""

    sentence: int
    terms: Sequence[str]
    keys: Sequence[str] = ()
    day: int | None = None


class Run:
    """A sorted run of postings, in memory or in a temporary file."""

    def __init__(self, numbers: U32, docs: U32, spill: IO[bytes] | None) -> None:
        """Sorts occurrences of label `numbers` in `docs`; the n-th of both belong together."""
        keys = numbers.astype(np.uint64)
        keys <<= np.uint64(32)
        keys |= docs
        keys.sort()
        first = (
            np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, int)
        )
        self._frequencies: U32 = np.diff(first, append=len(keys)).astype(np.uint32)
        keys = keys[first]
        self._docs: U32 = keys.astype(np.uint32)
        keys >>= np.uint64(32)
        labels = keys.astype(np.uint32)
        self._starts = (
            np.flatnonzero(np.concatenate(([True], labels[1:] != labels[:-1]))) if len(keys) else first
        )
        self.ranks = labels[self._starts]
        self.counts = np.diff(self._starts, append=len(keys)).astype(np.uint32)
        if spill is not None:
            self._docs = _spill(spill, self._docs)
            self._frequencies = _spill(
                spill, self._frequencies.astype(np.min_scalar_type(self._frequencies.max()))
            )

    def pairs(self, lengths: U32) -> NDArray[np.uint64]:
        """Frequency and length of each posting, as one number."""
        return self._frequencies.astype(np.uint64) << np.uint64(32) | lengths[self._docs]

    def rank(self, ranks: U32) -> None:
        """Puts the labels in their final order, `ranks` being the rank of each label's number."""
        order = np.argsort(ranks[self.ranks])
        self.ranks = ranks[self.ranks[order]]
        self.counts = self.counts[order]
        self._starts = self._starts[order]

    def take(self, low: int, high: int) -> tuple[U32, U32]:
        """Sentences and frequencies of its labels from `low` to before `high`."""
        counts = self.counts[low:high]
        ends = np.cumsum(counts, dtype=np.int64)
        shift = self._starts[low:high] - (ends - counts)
        places = np.repeat(shift, counts) + np.arange(int(ends[-1]) if len(ends) else 0)
        return self._docs[places], self._frequencies[places].astype(np.uint32)


def _spill(file: IO[bytes], items: NDArray[Any]) -> NDArray[Any]:
    """Moves an array to the end of a file; reading it then reads the file."""
    offset = file.seek(0, 2)
    file.write(items.data)
    file.flush()
    return np.memmap(file, dtype=items.dtype, mode="r", offset=offset, shape=items.shape)


class Labels:
    """Numbers labels as they come, and gathers their occurrences into runs."""

    def __init__(self, spill: IO[bytes]) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._kernel = load()
        self._spill = spill
        self._pending: list[tuple[U32, U32]] = []
        self._size = 0
        self.runs: list[Run] = []

    def add(self, first: int, lists: tuple[Sequence[str], ...]) -> U32:
        """Takes the labels of the documents from `first` on; how many each has."""
        if self._kernel is not None:
            found = self._kernel.number(self._numbers, lists)
            lengths, numbers = np.frombuffer(found[0], np.uint32), np.frombuffer(found[1], np.uint32)
            total = len(numbers)
        else:
            lengths = np.fromiter(map(len, lists), np.uint32, len(lists))
            total = int(lengths.sum())
            labels = chain.from_iterable(lists)
            numbers = np.fromiter(map(self._numbers.__getitem__, labels), np.uint32, total)
        docs = np.repeat(np.arange(first, first + len(lists), dtype=np.uint32), lengths)
        self._pending.append((numbers, docs))
        self._size += total
        return lengths

    @property
    def full(self) -> bool:
        """Whether the pending occurrences fill a run."""
        return self._size >= RUN_POSTINGS

    def flush(self, *, last: bool = False) -> Run:
        """Makes the pending occurrences a run; a last and only one stays in memory."""
        numbers = np.concatenate([numbers for numbers, _ in self._pending] or [np.zeros(0, np.uint32)])
        docs = np.concatenate([docs for _, docs in self._pending] or [np.zeros(0, np.uint32)])
        self._pending.clear()
        self._size = 0
        run = Run(numbers, docs, self._spill if len(numbers) and not (last and not self.runs) else None)
        self.runs.append(run)
        return run

    def rank(self) -> list[bytes]:
        """Puts all runs in the file's order of labels, and gives the labels in it."""
        labels = encode_all(list(self._numbers))
        self._numbers.clear()
        order = file_order(labels)
        ranks = np.empty(len(order), np.uint32)
        ranks[order] = np.arange(len(order), dtype=np.uint32)
        for run in self.runs:
            run.rank(ranks)
        return [labels[number] for number in order.tolist()]


def encode_all(labels: list[str]) -> list[bytes]:
    """What `encode` gives for each label, in one go where none holds a NUL."""
    if not labels:
        return []
    whole = encode("\0".join(labels)).split(b"\0")
    return whole if len(whole) == len(labels) else [encode(label) for label in labels]


def write_segment(folder: Path, name: str, documents: Iterable[Document]) -> SegmentInfo:
    """Writes `documents`, ascending by sentence, as one segment; it is on the disk when this returns.

    Reads `documents` once and holds a bounded part of them: beyond the vocabulary and about 20 bytes a
    sentence, memory does not grow. No documents make a segment without sentences.
    """
    with TemporaryFile(dir=folder) as spill:
        terms, keys, pairs = Labels(spill), Labels(spill), Pairs()
        ids: list[I64] = []
        days: list[NDArray[np.int32]] = []
        lengths: list[U32] = []
        total, last = 0, None
        iterator = iter(documents)
        while batch := list(islice(iterator, BATCH_DOCUMENTS)):
            numbers, texts, labels, dates = zip(*batch, strict=True)
            if str in set(map(type, texts)):
                raise TypeError("a document's terms are a list of terms, not one text")
            ids.append(_ascending(numbers, last))
            last = int(ids[-1][-1])
            dated = np.array(dates, np.float64)  # None becomes NaN
            days.append(np.where(np.isnan(dated), NO_DAY, dated).astype(np.int32))
            lengths.append(terms.add(total, texts))
            keys.add(total, labels)
            total += len(batch)
            if terms.full:
                pairs.add(terms.flush().pairs(np.concatenate(lengths)))
            if keys.full:
                keys.flush()
        sentences = Sentences(
            np.concatenate([*ids, np.zeros(0, np.int64)]),
            np.concatenate([*days, np.zeros(0, np.int32)]),
            np.concatenate([*lengths, np.zeros(0, np.uint32)]),
        )
        pairs.add(terms.flush(last=True).pairs(sentences.lengths))
        pairs.finish()
        keys.flush(last=True)
        return assemble(folder, name, sentences, pairs, (terms.rank(), terms.runs), (keys.rank(), keys.runs))


def _ascending(numbers: Sequence[int], last: int | None) -> I64:
    """Sentence ids as an array; ValueError where one does not come after the one before."""
    ids = np.array(numbers, np.int64)
    before = np.concatenate(([ids[0] - 1 if last is None else last], ids[:-1]))
    wrong = np.flatnonzero(ids <= before)
    if len(wrong):
        place = int(wrong[0])
        raise ValueError(f"sentence {ids[place]} does not come after sentence {before[place]}")
    return ids
