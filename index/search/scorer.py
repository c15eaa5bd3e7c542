"""The best sentences of one segment, in NumPy: the way that needs nothing compiled.

Terms are taken from the highest possible gain to the lowest (Turtle and Flood's MaxScore, 1995): once the
terms left could not lift a new sentence to the k-th best found so far, they are only looked up for sentences
already found. Sums on the way are rough (float32); whoever comes near the k-th best is scored again as
rank-bm25 does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.search import filters as restrictions
from index.search.arrays import F64, U32
from index.search.filters import Clause
from index.search.segment import Segment

SLACK = 1e-5
"""How far, relatively, float32 sums may lie from the exact ones."""


class TermQuery(NamedTuple):
    """A term of the question, as one segment knows it."""

    number: int
    idf: float
    times: int
    """How often the question says it."""


class Postings(NamedTuple):
    """A term's sentences and what it adds to each, beyond what it adds to all (float32)."""

    docs: U32
    gains: F64
    most: float


def best(
    segment: Segment,
    weights: F64,
    absent: float,
    terms: Sequence[TermQuery],
    order: Sequence[tuple[int, float]],
    clauses: Sequence[Clause],
    deleted: U32,
    limit: int,
) -> tuple[U32, F64]:
    """The sentences among a segment's `limit` best, in reading order, and their scores; maybe some more.

    `weights` holds what each pair adds at an idf of 1, and `absent` what a missing term adds. `order` is the
    question: the place in `terms` and idf of each word; a term that this segment lacks has place -1.
    """
    lists = []
    for term in terms:
        codes, first = segment.codes(term.number)
        gains = (weights[segment.pair_numbers(codes, first)] - absent) * (term.idf * term.times)
        lists.append(Postings(segment.docs(term.number), gains, float(gains.max(initial=0.0))))
    if clauses and restrictions.size(clauses[0]) <= sum(len(each.docs) for each in lists):
        docs = restrictions.written_out(clauses[0])
        docs = docs[restrictions.allowed(docs, clauses[1:])]
        docs = _without(docs, deleted)
        near = docs[_touched(docs, lists)]
    else:
        near = _near(segment.sentences, lists, clauses, deleted, limit)
    return near, _exact(segment, weights, absent, near, terms, lists, order)


def _without(docs: U32, deleted: U32) -> U32:
    return docs[~np.isin(docs, deleted, assume_unique=True)] if len(deleted) else docs


def _touched(docs: U32, lists: Sequence[Postings]) -> U32:
    """The places of those `docs` that are in any list."""
    found = np.zeros(len(docs), bool)
    for each in lists:
        found |= restrictions.Listing(each.docs, False, 0).holds(docs)
    return np.flatnonzero(found).astype(np.uint32)


def _near(
    sentences: int, lists: Sequence[Postings], clauses: Sequence[Clause], deleted: U32, limit: int
) -> U32:
    """Sentences whose rough gain is no less than about the `limit`-th best, in reading order."""
    ranked = sorted(lists, key=lambda each: -each.most)
    left = sum(each.most for each in ranked)
    sums = np.zeros(sentences, np.float32)
    docs = np.zeros(0, np.uint32)
    least = 0.0
    for place, each in enumerate(ranked):
        if left < least * (1 - SLACK):
            # What remains can only reorder those found: drop whoever cannot reach the k-th best any more.
            docs = docs[sums[docs] >= least * (1 - SLACK) - left]
            for rest in ranked[place:]:
                at = np.searchsorted(rest.docs, docs)
                at[at == len(rest.docs)] = 0
                hit = rest.docs[at] == docs
                sums[docs[hit]] += rest.gains[at[hit]]
            break
        left -= each.most
        fresh = each.docs
        if len(docs):
            fresh = fresh[sums[fresh] == 0]
        sums[each.docs] += each.gains
        if clauses:
            fresh = fresh[restrictions.allowed(fresh, clauses)]
        docs = np.concatenate((docs, _without(fresh, deleted)))
        least = _least(sums[docs], limit)
    return np.sort(docs[sums[docs] >= _least(sums[docs], limit) * (1 - SLACK)])


def _least(sums: NDArray[np.floating[Any]], limit: int) -> float:
    """The `limit`-th best; 0.0 where there are fewer."""
    if len(sums) < limit:
        return 0.0
    return float(np.partition(sums, len(sums) - limit)[len(sums) - limit])


def _exact(
    segment: Segment,
    weights: F64,
    absent: float,
    docs: U32,
    terms: Sequence[TermQuery],
    lists: Sequence[Postings],
    order: Sequence[tuple[int, float]],
) -> F64:
    """The scores of `docs`, added up word by word as rank-bm25 does."""
    parts = []
    for term, each in zip(terms, lists, strict=True):
        codes, first = segment.codes(term.number)
        at = np.searchsorted(each.docs, docs)
        at[at == len(each.docs)] = 0
        pairs = segment.pair_numbers(codes, first)[at] if len(codes) else at
        parts.append(np.where(each.docs[at] == docs, weights[pairs], absent))
    scores = np.zeros(len(docs))
    for place, idf in order:
        scores += idf * (parts[place] if place >= 0 else absent)
    return scores
