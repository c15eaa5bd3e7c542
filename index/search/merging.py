"""Merging segments: several become one, without their deleted sentences; the old files stay as they are.

A merge only ever adds a file, so that it can be killed at any moment: what the manifest does not name is a
leftover.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.search.arrays import I64, U32
from index.search.segment import Segment, SegmentInfo
from index.search.segment_writer import Pairs, Sentences, assemble, file_order

WIDTH = 8
"""How many segments of like size there may be before they are merged."""

SMALLEST_TIER = 32 * 1024
"""Segments below this size, in bytes, count as of like size."""

WASTE = 0.25
"""From which share of deleted sentences on a segment is written anew by itself."""

STEP = 4096
"""How many labels are looked through at a time where deleted sentences have to be discounted."""


class Living:
    """The postings of a segment's living sentences, renumbered for the merged segment."""

    def __init__(self, segment: Segment, kind: str, renumber: I64) -> None:
        """`renumber` gives each sentence's number in the merged segment, -1 for a deleted one."""
        self._segment = segment
        self._kind = kind
        self._renumber = renumber
        self._complete = not np.any(renumber < 0)
        self._labels = (segment.term_numbers if kind == "term" else segment.key_numbers).labels()
        self.ranks: U32 = np.zeros(0, np.uint32)
        self._all: U32 = segment.array(f"{kind}_count")
        counts = self._all
        if not self._complete:
            total = len(self._labels)
            steps = [self._count(low, min(low + STEP, total)) for low in range(0, total, STEP)]
            counts = np.concatenate([np.zeros(0, np.uint32), *steps])
        self._kept = np.flatnonzero(counts)
        self.counts = counts[self._kept]

    def _count(self, low: int, high: int) -> U32:
        """How many living sentences each of these labels has."""
        labels = np.repeat(np.arange(high - low), self._all[low:high])
        living = self._renumber[self._postings(low, high)[0]] >= 0
        return np.bincount(labels[living], minlength=high - low).astype(np.uint32)

    def _postings(self, low: int, high: int) -> tuple[U32, U32]:
        """Sentences, as the segment numbers them, and frequencies."""
        if self._kind == "key":
            docs = self._segment.docs_of_keys(low, high)
            return docs, np.ones(len(docs), np.uint32)
        return self._segment.postings(low, high)

    def living_labels(self) -> list[bytes]:
        """The labels with living sentences, in the file's order; the source's ranks are of these."""
        return [self._labels[number] for number in self._kept.tolist()]

    def take(self, low: int, high: int) -> tuple[U32, U32]:
        """Living sentences and frequencies of the living labels from `low` to before `high`."""
        docs, frequencies = self._postings(int(self._kept[low]), int(self._kept[high - 1]) + 1)
        numbers = self._renumber[docs]
        if not self._complete:
            living = numbers >= 0
            numbers, frequencies = numbers[living], frequencies[living]
        return numbers.astype(np.uint32), frequencies


def merge(
    folder: Path, name: str, segments: Sequence[str], deleted: Mapping[str, Collection[int]] | None = None
) -> SegmentInfo:
    """Writes the living sentences of `segments` as one new segment, on the disk when this returns.

    The segments may interleave; a sentence id lives in one of them only (ValueError otherwise). Memory is
    bounded but for the vocabulary and about 30 bytes a sentence.
    """
    opened = [Segment(folder, segment) for segment in segments]
    ids, days, lengths = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)], [np.zeros(0, np.uint32)]
    living = []
    for segment in opened:
        alive = np.ones(segment.sentences, bool)
        gone = (deleted or {}).get(segment.name, ())
        alive[segment.places(gone)] = False
        living.append(alive)
        ids.append(segment.sentence_ids(np.flatnonzero(alive)))
        days.append(segment.days()[alive])
        lengths.append(segment.array("lengths")[alive].astype(np.uint32))
    sentence = np.concatenate(ids)
    order = np.argsort(sentence, kind="stable")
    if np.any(np.diff(sentence[order]) == 0):
        raise ValueError("a sentence lives in two of the segments")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    sentences = Sentences(sentence[order], np.concatenate(days)[order], np.concatenate(lengths)[order])
    renumbers, start = [], 0
    for alive in living:
        renumber = np.full(len(alive), -1, np.int64)
        renumber[alive] = place[start : start + int(alive.sum())]
        start += int(alive.sum())
        renumbers.append(renumber)
    pairs = Pairs()
    for segment in opened:
        table = segment.pairs.astype(np.uint64)
        pairs.add(table[:, 0] << np.uint64(32) | table[:, 1], segment.array("pair_counts"))
    pairs.finish()
    terms = [Living(segment, "term", renumber) for segment, renumber in zip(opened, renumbers, strict=True)]
    keys = [Living(segment, "key", renumber) for segment, renumber in zip(opened, renumbers, strict=True)]
    return assemble(folder, name, sentences, pairs, (_rank(terms), terms), (_rank(keys), keys))


def _rank(sources: Sequence[Living]) -> list[bytes]:
    """The labels with living sentences in the file's order; each source learns the ranks of its own."""
    names = [source.living_labels() for source in sources]
    labels = list(set().union(*names))
    labels = [labels[number] for number in file_order(labels).tolist()]
    rank = {label: number for number, label in enumerate(labels)}
    for source, own in zip(sources, names, strict=True):
        source.ranks = np.fromiter(map(rank.__getitem__, own), np.uint32, len(own))
    return labels


def plan_merges(
    segments: Sequence[SegmentInfo], deleted: Mapping[str, int] | None = None, *, budget: int | None = None
) -> list[list[str]]:
    """Which segments to merge now, each list into one; [] when there is nothing to do.

    Segments of like size are merged eight at a time, so that a sentence is rewritten about log8 of the
    archive's size times, and there are seven segments a size at most. A segment of which a quarter is deleted
    is rewritten. With a `budget`, merges that would write more bytes than that, together, wait.
    """
    deleted = deleted or {}
    tiers: dict[int, list[SegmentInfo]] = {}
    plans: list[list[SegmentInfo]] = []
    for segment in sorted(segments, key=lambda segment: (segment.bytes, segment.name)):
        if segment.sentences and deleted.get(segment.name, 0) >= WASTE * segment.sentences:
            plans.append([segment])
            continue
        tier, size = 0, SMALLEST_TIER
        while segment.bytes > size:
            tier, size = tier + 1, size * WIDTH
        tiers.setdefault(tier, []).append(segment)
    plans.extend(tiers[tier] for tier in sorted(tiers) if len(tiers[tier]) >= WIDTH)
    left = float("inf") if budget is None else budget
    chosen = []
    for plan in plans:
        size = sum(segment.bytes for segment in plan)
        if size <= left:
            left -= size
            chosen.append([segment.name for segment in plan])
    return chosen
