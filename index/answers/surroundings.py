"""What stands around a passage, of the topic and of names, and whether it tells more than was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.passage import Reason
from index.answers.ranking import ordered
from index.lexicon.verbs import tells_words
from index.meaning.vectors import shipped_vectors
from index.questions.question import Question
from index.quotations.quotation import QuotationKind

_WINDOW = 2  # sentences on either side
_WITHIN, _CALLED, _BESIDE, _HEADLINE = 1.0, 0.5, 0.45, 0.4
_REFINED = 16
"""Of what was found, how many of the best are looked at closely."""
SCALE = 0.5
"""What the features count beside a score by words: less than was learned, so that words that stand together
as they were typed stay first."""
NEAR_SCALE = 0.05
"""The same beside a worth by meaning, which is about a twentieth of a score by words."""
_SHORT = 6  # words
_NUMBERS = re.compile(r"(?:how (?:many|much|old|far|long)|(?:by |until )?when)\b", re.IGNORECASE)
"""Questions that a number or a date answers."""
_LEARNED = {
    "own": (7.5, "words of the topic", "in its own words"),
    "before": (1.7, "words of the topic", "before it"),
    "around": (6.8, "words of the topic", "in it, around it and in the headline"),
    "title": (2.1, "words of the topic", "in the headline"),
    "near": (4.1, "near in meaning", "its own words"),
    "near all": (3.3, "near in meaning", "it and what stands before it"),
    "direct": (3.3, "words as they were spoken", "its kind"),
    "mixed": (3.0, "words partly as they were spoken", "its kind"),
    "narrated": (-0.5, "the article's own words", "its kind"),
    "headline": (-4.1, "a headline", "its place"),
    "sure": (2.3, "how sure its finding is", "confidence"),
    "tells": (7.3, "a verb that tells words", "its cue"),
    "short": (-3.0, "few words", "its length"),
    "nobody": (-5.6, "nobody's name", "its speaker"),
    "ends": (3.8, "a whole sentence", "its end"),
    "number": (1.9, "a number, as asked for", "in its own words"),
}
"""What each feature is worth, where a passage's score by its words counts as it is."""


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


def refined(
    found: Sequence[Scored],
    topic: Sequence[TopicTerm],
    room: ReadingRoom,
    question: Question,
    scale: float = SCALE,
) -> list[Scored]:
    """`found`, best first, the best of them put in order by what each is and by what stands around it too.

    Of what somebody said on a topic people want the sentence that tells most, not the one that repeats their
    words: whole sentences, quoted, from a place that is all about the topic. What that is worth was learned
    from questions with their right passages.
    """
    best = list(found[:_REFINED])
    if len(best) < 2 or not topic:
        return list(found)
    for one, features in zip(best, features_of(best, topic, room, question), strict=True):
        reasons = [
            Reason(what, where, scale * worth * features[name])
            for name, (worth, what, where) in _LEARNED.items()
            if features[name]
        ]
        one.reasons += reasons
        one.score += sum(reason.worth for reason in reasons)
    return [*ordered(best, room), *found[_REFINED:]]


def features_of(
    found: Sequence[Scored], topic: Sequence[TopicTerm], room: ReadingRoom, question: Question
) -> list[dict[str, float]]:
    """What the order of each of `found` goes by, from 0 to 1, by the names of what was learned."""
    texts = [_texts(room, one.candidate) for one in found]
    near = shipped_vectors().nearness(question.text, [text for pair in texts for text in pair])
    numbers = _NUMBERS.match(question.text) is not None
    narrated = question.narrative and not question.asked  # "when did the bridge open?"
    rows = []
    for one, (own, _), near_own, near_all in zip(found, texts, near[::2], near[1::2], strict=True):
        candidate = one.candidate
        before = [n for n in room.beside(candidate.first, candidate.last, _WINDOW) if n < candidate.first]
        title = set(room.headline_terms(candidate.article))
        row = candidate.row
        kind = row.quotation.kind if row is not None else None
        rows.append(
            {
                "own": _share(set(terms(own)), topic),
                "before": _share(_terms_of(room, before), topic),
                "around": _share(around_terms(room, candidate), topic),
                "title": _share(title, topic),
                "near": near_own,
                "near all": near_all,
                "direct": float(kind is QuotationKind.DIRECT or (row is None and narrated)),
                "mixed": float(kind is QuotationKind.MIXED),
                "narrated": float(row is None),
                "headline": float(room.sentence(candidate.first)[1].number == 0),
                "sure": row.quotation.confidence if row is not None else 1.0,
                "tells": float(_tells(room, candidate) or (row is None and narrated)),
                "short": float(len(own.split()) < _SHORT),
                "nobody": float(row is not None and not row.names),
                "ends": float(own[-1:] in set(".,!?;:")),
                "number": float(numbers and any(map(str.isdigit, own))),
            }
        )
    return rows


def _tells(room: ReadingRoom, candidate: Candidate) -> bool:
    """Whether a candidate's cue is a verb that tells words: "said", not "backed"."""
    cue = candidate.row.quotation.cue if candidate.row is not None else None
    return cue is not None and tells_words(cue.of(room.text(candidate.article)))


def _texts(room: ReadingRoom, candidate: Candidate) -> tuple[str, str]:
    """A candidate's own words; and its sentences with those before them."""
    before = [n for n in room.beside(candidate.first, candidate.last, _WINDOW) if n < candidate.first]
    whole = " ".join(room.text_of(n) for n in [*before, *_own(candidate)])
    if candidate.row is None:
        return room.text_of(candidate.first), whole
    text = room.text(candidate.article)
    return " … ".join(part.of(text) for part in candidate.row.quotation.content), whole


def _share(held: Set[str], topic: Sequence[TopicTerm]) -> float:
    """The share of a topic's weight that is among `held`."""
    total = sum(term.weight for term in topic)
    return sum(term.weight for term in topic if not held.isdisjoint((term.term, *term.also))) / total
