"""What stands around a passage, of the topic and of names, and whether it tells more than was asked."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.passage import Reason
from index.answers.ranking import ordered

_WINDOW = 2  # sentences on either side
_WITHIN, _CALLED, _BESIDE, _HEADLINE = 1.0, 0.5, 0.45, 0.4
_REFINED = 10
"""Of what was found, how many of the best are looked at closely."""
_AROUND = 4.0
_TITLE = 3.0
_REPEATS = 2.0


def around(room: ReadingRoom, candidate: Candidate, topic: Sequence[TopicTerm]) -> float:
    """The share of a topic's weight in a passage, around it, in its headline or in its speaker's role."""
    row = candidate.row
    total = sum(term.weight for term in topic)
    if not total:
        return 0.0
    beside = room.beside(candidate.first, candidate.last, _WINDOW)
    called = {term for name in (row.speakers if row else ()) for term in terms(name)}
    places = (
        (_WITHIN, _terms_of(room, range(candidate.first, candidate.last + 1))),
        (_CALLED, called | set(terms(row.quotation.role or "")) if row else called),
        (_BESIDE, _terms_of(room, beside)),
        (_HEADLINE, set(room.headline_terms(candidate.article))),
    )
    held = 0.0
    for term in topic:
        forms = {term.term, *term.also}
        held += term.weight * max((worth for worth, own in places if not forms.isdisjoint(own)), default=0.0)
    return held / total


def around_terms(room: ReadingRoom, candidate: Candidate) -> frozenset[str]:
    """The terms of a passage, of the sentences around it and of its headline."""
    numbers = [*room.beside(candidate.first, candidate.last, _WINDOW), *_own(candidate)]
    return frozenset(_terms_of(room, numbers) | set(room.headline_terms(candidate.article)))


def terms_by(room: ReadingRoom, candidate: Candidate) -> frozenset[str]:
    """The terms of a passage, of what comes before it and of its headline."""
    before = [n for n in room.beside(candidate.first, candidate.last, _WINDOW) if n < candidate.first]
    return frozenset(
        _terms_of(room, [*before, *_own(candidate)]) | set(room.headline_terms(candidate.article))
    )


def own_terms(room: ReadingRoom, candidate: Candidate) -> frozenset[str]:
    """The terms of a passage's sentences."""
    return frozenset(_terms_of(room, _own(candidate)))


def _own(candidate: Candidate) -> range:
    return range(candidate.first, candidate.last + 1)


def _terms_of(room: ReadingRoom, numbers: Sequence[int]) -> set[str]:
    return {term for number in numbers for term, _ in room.terms_of(number)}


def refined(found: Sequence[Scored], topic: Sequence[TopicTerm], room: ReadingRoom) -> list[Scored]:
    """`found`, best first, the best of them put in order by what stands around them too.

    A headline's quotation comes after what the article tells of it, and so does one that only repeats the
    words that were asked with.
    """
    best = list(found[:_REFINED])
    if len(best) < 2 or not topic:
        return list(found)
    asked = {form for term in topic for form in (term.term, *term.also)}
    for one in best:
        near = around(room, one.candidate, topic)
        reasons = [Reason("words of the topic", "around it", _AROUND * near)]
        if room.sentence(one.candidate.first)[1].number == 0:
            reasons.append(Reason("a headline", "its place", -_TITLE))
        if one.candidate.row is not None and one.held <= asked:
            reasons.append(Reason("nothing but words that were asked with", "in the quotation", -_REPEATS))
        one.reasons += reasons
        one.score += sum(reason.worth for reason in reasons)
    return [*ordered(best, room), *found[_REFINED:]]
