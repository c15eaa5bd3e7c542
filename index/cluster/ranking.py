"""The best sentences of a cluster, with the scores that the embedded archive gives them, to the last bit.

The cluster adds up what each sentence can have at most (`index.cluster.impacts`) and gives those first that
can have most; each is scored as rank-bm25 does it. Once the last that is wanted has more than the next can
have, no other can be among them. Nothing here relies on the cluster's own statistics, so that neither shards,
copies nor documents that are gone make a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from heapq import nsmallest
from typing import Any, NamedTuple

import numpy as np

from index.cluster.impacts import CLASSES, heaviest, named
from index.search.bm25 import term_weights
from index.search.searcher import Hit

_SLACK = 1e-5
"""How far, relatively, sums of the cluster's, which are float32, may lie from the exact ones."""
_CLAUSES = 900
"""Clauses of one search; a cluster takes 1,024 unless it is told otherwise."""
_EXACT = 12
"""Terms, the rarest, that get a clause for each label in a question of however many terms."""
_FIRST, _GROWTH, _MOST = 60, 4, 5000
"""Sentences of the first page, how much larger each page is than the one before, and the largest."""


_Weighed = tuple[str, float]
"""A term and its idf."""


class Figures(NamedTuple):
    """What scores count from: how many sentences there are, and how many terms in all of them."""

    sentences: int
    terms: int

    @property
    def average_length(self) -> float:
        """Terms of a sentence, on average."""
        return self.terms / self.sentences if self.sentences else 0.0


class Question(NamedTuple):
    """The terms that occur, each with its idf, in the order of the question."""

    terms: tuple[tuple[str, float], ...]
    figures: Figures

    def absent(self) -> float:
        """What a sentence without any of the terms would have."""
        weight = float(self._weights([(0, 1)])[0])
        total = 0.0
        for _, idf in self.terms:
            total += idf * weight
        return total

    def clauses(self) -> list[dict[str, Any]]:
        """What the cluster adds up: a weight for each label of each term."""
        gains = self._weights(heaviest()) - self._weights([(0, 1)])[0]
        times = Counter(term for term, _ in self.terms)
        ranked = sorted(dict(self.terms).items(), key=lambda one: (-one[1], one[0]))
        exact, rest = _shared_out(ranked)
        clauses: list[dict[str, Any]] = [
            {"term": {"i": {"value": named(term, *class_), "boost": idf * times[term] * float(gain)}}}
            for term, idf in exact
            for class_, gain in zip(CLASSES, gains, strict=True)
        ]
        most = float(gains.max())
        clauses += [
            {
                "constant_score": {
                    "filter": {"terms": {"t": [term for term, _ in some]}},
                    "boost": sum(idf * times[term] for term, idf in some) * most,
                }
            }
            for some in rest
        ]
        return clauses

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[float]:
        """The scores of sentences of these terms, added up word by word as rank-bm25 does."""
        counts = [Counter(words) for words in sentences]
        lengths = [max(len(words), 1) for words in sentences]
        total = np.zeros(len(sentences))
        weights = {
            term: self._weights(
                [(count[term], length) for count, length in zip(counts, lengths, strict=True)]
            )
            for term in dict(self.terms)
        }
        for term, idf in self.terms:
            total += idf * weights[term]
        found: list[float] = total.tolist()
        return found

    def _weights(self, pairs: Sequence[tuple[int, int]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        table = np.array(pairs, np.int64).reshape(-1, 2)
        return term_weights(table[:, 0], table[:, 1], self.figures.average_length or 1.0)


def _shared_out(ranked: Sequence[_Weighed]) -> tuple[Sequence[_Weighed], list[Sequence[_Weighed]]]:
    """The terms whose labels all get a clause, and the rest in groups that get one each.

    A group counts as if each of its terms stood in a sentence that has one: too much, but never too little.
    """
    each, count = len(CLASSES), len(ranked)
    exact = min(count, max(_EXACT, (_CLAUSES - count) // (each - 1)), _CLAUSES // each)
    size = max(1, -(-(count - exact) // (_CLAUSES - exact * each)))
    return ranked[:exact], [ranked[start : start + size] for start in range(exact, count, size)]


def best(
    question: Question,
    limit: int,
    page: Callable[[Mapping[str, Any]], list[dict[str, Any]]],
    *,
    where: Sequence[Mapping[str, Any]],
    unless: Sequence[Mapping[str, Any]],
) -> list[Hit]:
    """The best sentences for a question, best first, equal scores in reading order.

    `page` gives a search's hits; they have to pass all of `where` and none of `unless`.
    """
    base = question.absent()
    body: dict[str, Any] = {
        "query": {
            "bool": {
                "should": question.clauses(),
                "minimum_should_match": 1,
                "filter": list(where),
                "must_not": list(unless),
            }
        },
        "sort": [{"_score": "desc"}, {"sentence": "asc"}],
        "track_total_hits": False,
        "size": min(max(_FIRST, 2 * limit), _MOST),
        "_source": ["sentence", "article", "words"],
    }
    found: list[Hit] = []
    while True:
        hits = page(body)
        scores = question.scores([hit["_source"]["words"] for hit in hits])
        found += [Hit(hit["_source"]["sentence"], score) for hit, score in zip(hits, scores, strict=True)]
        found = nsmallest(limit, found, key=lambda hit: (-hit.score, hit.sentence))
        if len(hits) < body["size"]:
            return found
        last = hits[-1]["sort"]
        if len(found) == limit and found[-1].score - base > float(last[0]) * (1 + _SLACK):
            return found
        body["search_after"] = last
        body["size"] = min(body["size"] * _GROWTH, _MOST)
