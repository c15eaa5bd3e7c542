"""What stands around a passage of the words that were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.answers.hits import Candidate, TopicTerm

WINDOW = 2
"""Sentences on either side of a passage that stand around it."""
_WITHIN, _CALLED, _BESIDE, _HEADLINE = 1.0, 0.5, 0.45, 0.4


def around(room: ReadingRoom, candidate: Candidate, topic: Sequence[TopicTerm]) -> float:
    """The share of a topic's weight in a passage, around it, in its headline or in its speaker's role."""
    row = candidate.row
    total = sum(term.weight for term in topic)
    if not total:
        return 0.0
    beside = room.beside(candidate.first, candidate.last, WINDOW)
    called = {term for name in (row.speakers if row else ()) for term in terms(name)}
    places = (
        (_WITHIN, terms_in(room, range(candidate.first, candidate.last + 1))),
        (_CALLED, called | set(terms(row.quotation.role or "")) if row else called),
        (_BESIDE, terms_in(room, beside)),
        (_HEADLINE, set(room.headline_terms(candidate.article))),
    )
    held = 0.0
    for term in topic:
        forms = {term.term, *term.also}
        held += term.weight * max((worth for worth, own in places if not forms.isdisjoint(own)), default=0.0)
    return held / total


def around_terms(room: ReadingRoom, candidate: Candidate) -> frozenset[str]:
    """The terms of a passage, of the sentences around it and of its headline."""
    numbers = [*room.beside(candidate.first, candidate.last, WINDOW), *within(candidate)]
    return frozenset(terms_in(room, numbers) | set(room.headline_terms(candidate.article)))


def terms_by(room: ReadingRoom, candidate: Candidate) -> frozenset[str]:
    """The terms of a passage, of what comes before it and of its headline."""
    return frozenset(
        terms_in(room, [*sentences_before(room, candidate), *within(candidate)])
        | set(room.headline_terms(candidate.article))
    )


def own_terms(room: ReadingRoom, candidate: Candidate) -> frozenset[str]:
    """The terms of a passage's sentences."""
    return frozenset(terms_in(room, within(candidate)))


def within(candidate: Candidate) -> range:
    """The numbers of a passage's sentences."""
    return range(candidate.first, candidate.last + 1)


def terms_in(room: ReadingRoom, numbers: Sequence[int]) -> set[str]:
    """The terms of sentences."""
    return set().union(*map(room.terms_in, numbers))


def sentences_before(room: ReadingRoom, candidate: Candidate) -> list[int]:
    """The numbers of the sentences before a passage that stand around it."""
    return [n for n in room.beside(candidate.first, candidate.last, WINDOW) if n < candidate.first]
