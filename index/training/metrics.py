"""How well attributions agree with those that a person marked."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.quotations.quotation import Attribution
from index.spans import Span
from index.training.brat import Marked, MarkedArticle

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1 over all articles: F1 of content words, of whole contents, of attributions."""

    words: float
    exact: float
    attributions: float
    right_precision: float
    right_recall: float


def judge(article: MarkedArticle, found: Sequence[Attribution]) -> list[bool]:
    """For each found attribution whether a marked one, taken once, shares half its words and its source.

    Words are shared where the Jaccard index of both contents is at least 0.5; sources agree where they
    overlap or where neither is there.
    """
    places = [match.span() for match in _WORD.finditer(article.text)]
    marked = [_ids(places, a.content) for a in article.attributions]
    right = [False] * len(found)
    pairs: list[tuple[float, int, int]] = []
    for i, attribution in enumerate(found):
        ids = _ids(places, attribution.content)
        for j, theirs in enumerate(marked):
            both = len(ids & theirs)
            if both and 2 * both >= len(ids | theirs) and _same(attribution, article.attributions[j]):
                pairs.append((-both / len(ids | theirs), i, j))
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if not right[i] and j not in taken:
            right[i] = True
            taken.add(j)
    return right


def figures(judged: Iterable[tuple[MarkedArticle, Sequence[Attribution]]]) -> Figures:
    """The figures of attributions over articles."""
    counts: Counter[str] = Counter()
    for article, found in judged:
        places = [match.span() for match in _WORD.finditer(article.text)]
        theirs = [_ids(places, a.content) for a in article.attributions]
        ours = [_ids(places, a.content) for a in found]
        counts["found"] += len(ours)
        counts["marked"] += len(theirs)
        counts["right"] += sum(judge(article, found))
        counts["exact"] += sum((Counter(map(frozenset, ours)) & Counter(map(frozenset, theirs))).values())
        our_words, their_words = set().union(*ours), set().union(*theirs)
        counts["our words"] += len(our_words)
        counts["their words"] += len(their_words)
        counts["same words"] += len(our_words & their_words)
    return Figures(
        words=_share(2 * counts["same words"], counts["our words"] + counts["their words"]),
        exact=_share(2 * counts["exact"], counts["found"] + counts["marked"]),
        attributions=_share(2 * counts["right"], counts["found"] + counts["marked"]),
        right_precision=_share(counts["right"], counts["found"]),
        right_recall=_share(counts["right"], counts["marked"]),
    )


def _same(ours: Attribution, theirs: Marked) -> bool:
    if ours.source is None or not theirs.source:
        return ours.source is None and not theirs.source
    return any(s < ours.source.end and ours.source.start < e for s, e in theirs.source)


def _ids(places: Sequence[tuple[int, int]], spans: Sequence[Span]) -> set[int]:
    return {i for i, (s, e) in enumerate(places) if any(s < b and a < e for a, b in spans)}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
