"""What a search may find, as lists of a segment's sentences: a clause a group of keys, one for the days.

A sentence is allowed if every clause has a list that holds it. Lists lie in the segment's file as numbers or
as runs; they are looked into where they are and only the shortest clause is ever written out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.search.arrays import U32
from index.search.segment import NO_DAY, Segment, encode, expand


class Listing(NamedTuple):
    """Some of a segment's sentences: their numbers, or (`as_runs`) first and end of each run in turn."""

    items: U32
    as_runs: bool
    size: int

    def holds(self, docs: U32) -> NDArray[np.bool_]:
        """Which of `docs` are in it."""
        if not len(self.items):
            return np.zeros(len(docs), bool)
        if self.as_runs:
            # A sentence is in a run if an odd number of edges lies at or before it.
            inside: NDArray[np.bool_] = np.searchsorted(self.items, docs, side="right") % 2 == 1
            return inside
        places = np.searchsorted(self.items, docs)
        places[places == len(self.items)] = 0
        found: NDArray[np.bool_] = self.items[places] == docs
        return found

    def docs(self) -> U32:
        """Its sentences, ascending."""
        return expand(self.items) if self.as_runs else self.items


Clause = list[Listing]


def clauses(
    segment: Segment, require: Sequence[Sequence[str]], since: int | None, until: int | None
) -> list[Clause] | None:
    """What a segment's sentences have to satisfy; None where none of them can."""
    found: list[Clause] = []
    for either in require:
        clause = []
        for key in dict.fromkeys(either):
            number = segment.key_numbers.find(encode(key))
            if number is not None:
                items, as_runs = segment.key_docs(number)
                clause.append(Listing(items, as_runs, int(segment.key_count[number])))
        if not clause:
            return None
        found.append(clause)
    if since is not None or until is not None:
        dated = _dated(segment, since, until)
        if not dated.size:
            return None
        if dated.size < segment.sentences:
            found.append([dated])
    return sorted(found, key=size)


def size(clause: Clause) -> int:
    """At most how many sentences a clause lets through."""
    return sum(listing.size for listing in clause)


def allowed(docs: U32, which: Sequence[Clause]) -> NDArray[np.bool_]:
    """Which of `docs` satisfy all clauses."""
    kept = np.ones(len(docs), bool)
    for clause in which:
        if len(clause) == 1:
            kept &= clause[0].holds(docs)
        else:
            kept &= np.logical_or.reduce([listing.holds(docs) for listing in clause])
    return kept


def written_out(clause: Clause) -> U32:
    """A clause's sentences, ascending."""
    if len(clause) == 1:
        return clause[0].docs()
    return np.unique(np.concatenate([listing.docs() for listing in clause]))


def _dated(segment: Segment, since: int | None, until: int | None) -> Listing:
    """The sentences of articles from `since` to `until`, both included."""
    days = segment.day_value
    inside = days != NO_DAY
    if since is not None:
        inside &= days >= since
    if until is not None:
        inside &= days <= until
    changes = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    edges: U32 = np.append(segment.day_first, np.uint32(segment.sentences))[changes]
    return Listing(edges, True, int(edges[1::2].sum(dtype=np.int64) - edges[::2].sum(dtype=np.int64)))
