"""Making a segment: documents are read once, sorted in runs of bounded size, and the runs are merged.

A run holds the postings of some documents, by term; runs beyond the first lie in a temporary file until the
vocabulary is complete. Then the terms are ranked in the file's order and written group by group, each group's
postings gathered from all sources: from runs when a segment is built, from older segments when segments are
merged.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.kernel import load
from index.segments import (
    CHUNK_BITS,
    I64,
    NO_DAY,
    RARE,
    U8,
    U32,
    SegmentFile,
    SegmentInfo,
    chunk_count,
    dense_minimum,
    encode,
)

BATCH_DOCUMENTS = 1 << 14
RUN_POSTINGS = 1 << 21
GROUP_POSTINGS = 1 << 20
GROUP_TERMS = 1 << 16
DIRECT_PAIRS = 1 << 22


class Document(NamedTuple):
    """A sentence as the index takes it in; `keys` are the labels that searches can require ("person:12")."""

    sentence: int
    terms: Sequence[str]
    keys: Sequence[str] = ()
    day: int | None = None


class Source(Protocol):
    """Postings of some sentences, by label in the order of the file that is to be written."""

    ranks: U32
    """The ranks of its labels, ascending."""
    counts: U32
    """How many postings each has."""

    def take(self, low: int, high: int) -> tuple[U32, U32]:
        """Sentences and frequencies of its labels from `low` to before `high`."""


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
