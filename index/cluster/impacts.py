"""What a term may add to a sentence's score at most, in words that any search engine can add up.

A score is a sum of idf times a weight, which grows with how often the sentence has the term and falls with
its length (`index.search.bm25`). The average length that the weight counts from changes with every article,
and so do the idfs; a cluster's own scoring counts documents that are gone, and rounds. So each sentence
bears, for each term, a label that tells about how often it has it and about how long it is, a label's weight
in a question is the highest that any sentence bearing it can get, and what the cluster finds is scored again,
exactly (`index.cluster.ranking`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

_ONCE = (*range(1, 13), *range(13, 25, 2), *range(25, 37, 3), 37, 45, 61, 101)
_TWICE = (2, 9, 13, 17, 25, 37, 61)
_OFTEN = (3, 17, 37)
_SHORTEST = (_ONCE, _TWICE, _OFTEN)
"""For a term that stands there once, twice and more often: the least length of each class."""
_SEPARATOR = "\x1f"

CLASSES = tuple(
    (times, place) for times, shortest in enumerate(_SHORTEST, 1) for place in range(len(shortest))
)
"""Every class of a label: how often (3 is three times or more), and which class of lengths."""


def label(term: str, times: int, length: int) -> str:
    """The label of a term that stands so often in a sentence of so many terms."""
    often = min(times, len(_SHORTEST))
    return named(term, often, bisect_right(_SHORTEST[often - 1], length) - 1)


def named(term: str, often: int, place: int) -> str:
    """The label of a term in a class."""
    return f"{term}{_SEPARATOR}{often}{_SEPARATOR}{place}"


def labels(words: Sequence[str]) -> list[str]:
    """The labels of a sentence of these terms, each once."""
    return [label(term, times, len(words)) for term, times in Counter(words).items()]


def heaviest() -> list[tuple[int, int]]:
    """For each of CLASSES, how often and in how many terms a term stands that gains the most in it.

    The weight grows with how often, to which a length sets the bound: whoever has a term three times or more
    has it at most as often as the longest of its class, or so often that more makes no difference.
    """
    found = []
    for often, place in CLASSES:
        shortest = _SHORTEST[often - 1]
        times = often if often < len(_SHORTEST) else 1_000_000
        found.append((times, shortest[place]))
    return found
