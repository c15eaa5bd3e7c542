"""Writing a segment's file from sources of postings: runs when it is built, older segments when it is merged.

Terms are written group by group in the file's order, each group's postings gathered from all sources, so that
memory does not grow with the archive.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.search.arrays import I64, U8, U32
from index.search.segment import CHUNK_BITS, RARE, SegmentInfo, chunk_count, dense_minimum
from index.search.segment_file import SegmentFile

GROUP_POSTINGS = 1 << 19
GROUP_TERMS = 1 << 16
DIRECT_PAIRS = 1 << 22


class Source(Protocol):
    """Postings of some sentences, by label in the order of the file that is to be written."""

    ranks: U32
    """The ranks of its labels, ascending."""
    counts: U32
    """How many postings each has."""

    def take(self, low: int, high: int) -> tuple[U32, U32]:
        """Sentences and frequencies of its labels from `low` to before `high`."""


def checksums(labels: Sequence[bytes]) -> U32:
    """The CRC-32 of each label, by which the file orders and finds them."""
    return np.fromiter(map(zlib.crc32, labels), np.uint32, len(labels))


def file_order(labels: Sequence[bytes]) -> I64:
    """The order of distinct labels by (CRC-32, bytes)."""
    sums = checksums(labels)
    order: I64 = np.argsort(sums, kind="stable").astype(np.int64)
    ranked = sums[order]
    equal = np.flatnonzero(ranked[1:] == ranked[:-1])
    for place in equal.tolist():
        end = place + 2
        while end < len(order) and ranked[end] == ranked[place]:
            end += 1
        order[place:end] = sorted(order[place:end].tolist(), key=labels.__getitem__)
    return order


class Pairs:
    """The distinct (frequency, length) of postings, counted; the commonest become the codes."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def add(self, pairs: NDArray[np.uint64], counts: NDArray[Any] | None = None) -> None:
        """Counts pairs, given as frequency << 32 | length."""
        if counts is None:
            pairs, counts = _unique_pairs(pairs)
        for pair, number in zip(pairs.tolist(), counts.tolist(), strict=True):
            self._counts[pair] = self._counts.get(pair, 0) + number

    def finish(self) -> None:
        """Orders the pairs, commonest first."""
        ranked = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        self.keys = np.array([pair for pair, _ in ranked], np.uint64)
        self.counts = np.array([number for _, number in ranked], np.uint64)
        self._order = np.argsort(self.keys)
        self._sorted = self.keys[self._order]
        frequencies, lengths = self.keys >> np.uint64(32), self.keys & np.uint64(0xFFFFFFFF)
        self.table = np.stack((frequencies, lengths), axis=1).astype(np.uint32).reshape(-1)
        self._width = int(lengths.max(initial=0)) + 1
        self._direct: U32 | None = None
        if (int(frequencies.max(initial=0)) + 1) * self._width <= DIRECT_PAIRS:
            self._direct = np.zeros((int(frequencies.max(initial=0)) + 1) * self._width, np.uint32)
            self._direct[frequencies * np.uint64(self._width) + lengths] = np.arange(len(ranked))

    def numbers(self, frequencies: U32, lengths: U32) -> U32:
        """The number of each pair."""
        if self._direct is not None:
            found: U32 = self._direct[frequencies * np.uint32(self._width) + lengths]
            return found
        keys = frequencies.astype(np.uint64) << np.uint64(32) | lengths
        return self._order[np.searchsorted(self._sorted, keys)].astype(np.uint32)


def _unique_pairs(pairs: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[Any]]:
    """Distinct pairs and how often each occurs, by counting where the numbers are small."""
    width = int((pairs & np.uint64(0xFFFFFFFF)).max(initial=0)) + 1
    if (int(pairs.max(initial=0) >> np.uint64(32)) + 1) * width > DIRECT_PAIRS:
        return np.unique(pairs, return_counts=True)
    flat = (pairs >> np.uint64(32)) * np.uint64(width) + (pairs & np.uint64(0xFFFFFFFF))
    counts = np.bincount(flat.astype(np.int64))
    found = np.flatnonzero(counts)
    keys = (found // width).astype(np.uint64) << np.uint64(32) | (found % width).astype(np.uint64)
    return keys, counts[found]


class Sentences(NamedTuple):
    """What a segment knows of its sentences beside their postings."""

    ids: I64
    days: NDArray[np.int32]
    lengths: U32


def assemble(
    folder: Path,
    name: str,
    sentences: Sentences,
    pairs: Pairs,
    terms: tuple[list[bytes], Sequence[Source]],
    keys: tuple[list[bytes], Sequence[Source]],
) -> SegmentInfo:
    """Writes a segment from sources of postings; it is on the disk when this returns."""
    file = SegmentFile(folder, name)
    try:
        _write_sentences(file, sentences)
        file.add("pairs", pairs.table)
        file.add("pair_counts", pairs.counts)
        _write_vocabulary(file, "term", terms[0])
        _write_terms(file, len(sentences.ids), sentences.lengths, pairs, len(terms[0]), terms[1])
        _write_vocabulary(file, "key", keys[0])
        _write_keys(file, len(keys[0]), keys[1])
        total = int(sentences.lengths.sum(dtype=np.int64))
        return file.finish({"sentences": len(sentences.ids), "terms": total})
    except BaseException:
        file.abandon()
        raise


def _write_sentences(file: SegmentFile, sentences: Sentences) -> None:
    places = np.arange(len(sentences.ids))
    first = np.flatnonzero(
        np.diff(sentences.ids - places, prepend=-1 if not len(places) else sentences.ids[0] - 1)
    )
    file.add("id_first", first.astype(np.uint32))
    file.add("id_sentence", sentences.ids[first])
    days = sentences.days.astype(np.int64)
    first = np.flatnonzero(np.diff(days, prepend=days[0] - 1 if len(days) else 0))
    file.add("day_first", first.astype(np.uint32))
    file.add("day_value", sentences.days[first])
    file.add("lengths", sentences.lengths.astype(np.min_scalar_type(int(sentences.lengths.max(initial=0)))))


def _write_vocabulary(file: SegmentFile, kind: str, labels: Sequence[bytes]) -> None:
    """Labels in the file's order, and where each of the buckets that their CRC's first bits make begins."""
    sizes = np.fromiter(map(len, labels), np.int64, len(labels))
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    if int(offsets[-1]) >= 2**32:
        raise OverflowError("the vocabulary of a segment is larger than 4 GB")
    bits = max(0, (len(labels) // 4).bit_length() - 1)
    edges = np.arange(1 << bits, dtype=np.uint64) << np.uint64(32 - bits)
    buckets = np.append(np.searchsorted(checksums(labels), edges.astype(np.uint32)), len(labels))
    file.add(f"{kind}_buckets", buckets.astype(np.uint32))
    file.add(f"{kind}_offsets", offsets.astype(np.uint32))
    file.add(f"{kind}_bytes", np.frombuffer(b"".join(labels), np.uint8))


def _totals(labels: int, sources: Sequence[Source]) -> I64:
    totals = np.zeros(labels, np.int64)
    for source in sources:
        totals[source.ranks] += source.counts
    if int(totals.sum()) >= 2**32:
        raise OverflowError("a segment holds at most 4,294,967,295 postings")
    return totals


def _groups(totals: I64, sources: Sequence[Source]) -> Iterator[tuple[int, int, U32, U32]]:
    """Ranges of labels with their postings from all sources: (low, high, sentences, frequencies) by label."""
    ends = np.cumsum(totals)
    low = 0
    while low < len(totals):
        start = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, start + GROUP_POSTINGS, side="right")))
        high = min(high, low + GROUP_TERMS)
        labels, docs, frequencies = [], [], []
        for source in sources:
            first, last = np.searchsorted(source.ranks, (low, high))
            if first == last:
                continue
            taken = source.take(int(first), int(last))
            docs.append(taken[0])
            frequencies.append(taken[1])
            labels.append(
                np.repeat((source.ranks[first:last] - low).astype(np.uint16), source.counts[first:last])
            )
        if len(docs) == 1:
            yield low, high, docs[0], frequencies[0]
        elif docs:
            label, doc, frequency = np.concatenate(labels), np.concatenate(docs), np.concatenate(frequencies)
            order = np.argsort(label, kind="stable")
            label, doc = label[order], doc[order]
            if np.any((doc[1:] <= doc[:-1]) & (label[1:] == label[:-1])):
                # The sources' sentences interleave: sort by sentence as well.
                again = np.argsort(label.astype(np.uint64) << np.uint64(32) | doc, kind="stable")
                order, doc = order[again], doc[again]
            yield low, high, doc, frequency[order]
        else:
            yield low, high, np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        low = high


def _write_terms(
    file: SegmentFile, sentences: int, lengths: U32, pairs: Pairs, terms: int, sources: Sequence[Source]
) -> None:
    totals = _totals(terms, sources)
    chunks = chunk_count(sentences)
    dense = totals >= dense_minimum(sentences)
    sparse_total = int(totals[~dense].sum())
    starts = np.where(dense, np.cumsum(dense) - 1, np.cumsum(np.where(dense, 0, totals)) - totals)
    file.add("term_start", starts.astype(np.uint32))
    file.add("term_count", totals.astype(np.uint32))
    dense_counts = totals[dense]
    file.add("dense_start", np.cumsum(dense_counts) - dense_counts)
    file.reserve("dense_chunks", "<u4", len(dense_counts) * (chunks + 1))
    file.reserve("dense_seen", "|u1", len(dense_counts) * 32)
    file.reserve("sparse_docs", "<u4", sparse_total)
    file.reserve("dense_docs", "<u2", int(dense_counts.sum()))
    file.reserve("sparse_codes", "|u1", sparse_total)
    file.reserve("dense_codes", "|u1", int(dense_counts.sum()))
    rare_at: list[list[I64]] = [[], []]
    rare_pair: list[list[U32]] = [[], []]
    written = [0, sparse_total]
    for low, high, docs, frequencies in _groups(totals, sources):
        numbers = pairs.numbers(frequencies, lengths[docs])
        codes: U8 = np.minimum(numbers, RARE).astype(np.uint8)
        counts = totals[low:high]
        in_dense = np.repeat(dense[low:high], counts)
        for kind, (mask, section) in enumerate(((~in_dense, "sparse"), (in_dense, "dense"))):
            part = codes[mask]
            file.extend(f"{section}_codes", part)
            rare = np.flatnonzero(part == RARE)
            rare_at[kind].append(rare + written[kind])
            rare_pair[kind].append(numbers[mask][rare])
            written[kind] += len(part)
        file.extend("sparse_docs", docs[~in_dense])
        docs = docs[in_dense]
        own = np.repeat(np.arange(int(dense[low:high].sum())), counts[dense[low:high]])
        seen = np.zeros((int(dense[low:high].sum()), 256), bool)
        seen[own, codes[in_dense]] = True
        file.extend("dense_seen", np.packbits(seen, axis=1, bitorder="little").reshape(-1))
        file.extend("dense_docs", docs.astype(np.uint16))
        cells = own * chunks + (docs >> np.uint32(CHUNK_BITS))
        sizes = np.bincount(cells, minlength=len(seen) * chunks).reshape(len(seen), chunks)
        table = np.zeros((len(seen), chunks + 1), np.uint32)
        np.cumsum(sizes, axis=1, out=table[:, 1:])
        file.extend("dense_chunks", table.reshape(-1))
    file.add("rare_at", np.concatenate([*rare_at[0], *rare_at[1], np.zeros(0, np.int64)]))
    file.add("rare_pair", np.concatenate([*rare_pair[0], *rare_pair[1], np.zeros(0, np.uint32)]))


def _write_keys(file: SegmentFile, keys: int, sources: Sequence[Source]) -> None:
    """Each key's sentences: as their numbers, or as runs (first, end) where those take less room."""
    totals = _totals(keys, sources)
    sizes, parts = [np.zeros(1, np.int64)], [np.zeros(0, np.uint32)]
    for low, high, docs, _ in _groups(totals, sources):
        counts = totals[low:high]
        labels = np.repeat(np.arange(high - low), counts)
        begins = np.ones(len(docs), bool)
        begins[1:] = (docs[1:] != docs[:-1] + np.uint32(1)) | (labels[1:] != labels[:-1])
        runs = np.bincount(labels[begins], minlength=high - low)
        as_runs = 2 * runs < counts
        ends = np.ones(len(docs), bool)
        ends[:-1] = begins[1:]
        # Twice the run's first and end where runs are stored, once each sentence elsewhere: both in order.
        stored = np.stack((docs, docs + np.uint32(1)), axis=1)
        in_runs = as_runs[labels]
        keep = np.stack((~in_runs | begins, in_runs & ends), axis=1)
        parts.append(stored[keep])
        sizes.append(np.where(as_runs, 2 * runs, counts))
    file.add("key_start", np.cumsum(np.concatenate(sizes)).astype(np.uint32))
    file.add("key_count", totals.astype(np.uint32))
    file.add("key_docs", np.concatenate(parts))
