"""The order of what was found, as it was learned from questions with their right passages.

Of what somebody said on a topic people want the sentence that tells most, not the one that repeats their
words: whole sentences, quoted, from a place that is all about the topic. `order.json` holds what each of
these is worth; `python -m index.training.order` learns it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.answers.hits import Candidate, Scored, TopicTerm
from index.answers.passage import Matched, Reason
from index.answers.ranking import ordered, score
from index.answers.surroundings import around, around_terms, sentences_before, terms_in, within
from index.archive.likeness import content_of
from index.lexicon.verbs import tells_words
from index.meaning.vectors import shipped_vectors
from index.questions.question import Question
from index.quotations.quotation import QuotationKind

WEIGHTS = Path(__file__).with_name("order.json")
SCALE = 0.5
"""What the features count beside a score by words: less than was learned, so that words that stand together
as they were typed stay first."""
_REFINED = 16
"""Of what was found, how many of the best are looked at closely."""
_OTHERS = 12
"""Of what was found beside it, how many."""
_BELOW_BEST = 4.0
"""How much less than the best of what was found others may be worth."""
_NEAR = 10.0
"""What a worth by meaning is multiplied with, to compare with a score by words."""
_SHORT = 6  # words
_NUMBERS = re.compile(r"(?:how (?:many|much|old|far|long)|(?:by |until )?when)\b", re.IGNORECASE)
"""Questions that a number or a date answers."""
Seen = tuple[Candidate, float, dict[str, float]]
"""A candidate, its score by words and its features."""
FEATURES = {
    "own": ("words of the topic", "in its own words"),
    "before": ("words of the topic", "before it"),
    "around": ("words of the topic", "in it, around it and in the headline"),
    "title": ("words of the topic", "in the headline"),
    "near": ("near in meaning", "its own words"),
    "near topic": ("near in meaning to the words searched for", "its own words"),
    "near all": ("near in meaning", "it and what stands before it"),
    "direct": ("words as they were spoken", "its kind"),
    "mixed": ("words partly as they were spoken", "its kind"),
    "narrated": ("the article's own words", "its kind"),
    "headline": ("a headline", "its place"),
    "sure": ("how sure its finding is", "confidence"),
    "tells": ("a verb that tells words", "its cue"),
    "short": ("few words", "its length"),
    "nobody": ("nobody's name", "its speaker"),
    "ends": ("a whole sentence", "its end"),
    "number": ("a number, as asked for", "in its own words"),
}
"""What the order goes by, each with how an explanation words it."""


_WATCHED: ContextVar[list[Seen] | None] = ContextVar("watched", default=None)


@contextmanager
def watched() -> Iterator[list[Seen]]:
    """A list of all that is put in order while it lasts, to learn the weights from."""
    seen: list[Seen] = []
    token = _WATCHED.set(seen)
    try:
        yield seen
    finally:
        _WATCHED.reset(token)


@cache
def weights() -> Mapping[str, float]:
    """What each feature is worth, where a passage's score by its words counts as it is."""
    learned: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return learned


def refined(
    found: Sequence[Scored],
    topic: Sequence[TopicTerm],
    room: ReadingRoom,
    question: Question,
    others: Sequence[Scored] = (),
) -> list[Scored]:
    """`found`, best first, the best of them put in order by what each is and by what stands around it too.

    `others` are what has too little of the topic to answer by itself: of them those stand in the order that
    are not much worse than the best of `found`.
    """
    if not found or not topic or len(found) + len(others) < 2:
        return list(found)
    meant = found[0].matched is Matched.MEANING
    room.rows([one.candidate.article for one in (*found[:_REFINED], *others)])  # in one go
    best = [_comparable(one, topic, room, by_meaning=meant) for one in found[:_REFINED]]
    worth = weights()
    others = [_comparable(one, topic, room, by_meaning=meant) for one in others]
    nearest = sorted(others, key=lambda one: (-around(room, one.candidate, topic), -one.score))[:_OTHERS]
    pool = [*best, *nearest]
    rows = features_of(pool, topic, room, question)
    if (watchers := _WATCHED.get()) is not None:
        watchers += [(one.candidate, one.score, row) for one, row in zip(pool, rows, strict=True)]
    for one, features in zip(pool, rows, strict=True):
        reasons = [
            Reason(what, where, SCALE * worth[name] * features[name])
            for name, (what, where) in FEATURES.items()
            if features[name]
        ]
        one.reasons += reasons
        one.score += sum(reason.worth for reason in reasons)
    least = max(one.score for one in best) - _BELOW_BEST
    kept = [*best, *(one for one in nearest if one.score >= least)]
    return [*ordered(kept, room), *found[_REFINED:]]


def _comparable(one: Scored, topic: Sequence[TopicTerm], room: ReadingRoom, *, by_meaning: bool) -> Scored:
    """A candidate with a score that compares: of meaning where all was found by it, else of words."""
    if one.matched is not Matched.MEANING:
        return one
    if by_meaning and one.nearness:
        reasons = [Reason(what, where, _NEAR * worth) for what, where, worth in one.reasons]
        return replace(one, score=_NEAR * one.score, reasons=reasons)
    words = score(room, one.candidate, topic)
    return replace(one, score=words.score, reasons=words.reasons, matches=words.matches)


def features_of(
    found: Sequence[Scored], topic: Sequence[TopicTerm], room: ReadingRoom, question: Question
) -> list[dict[str, float]]:
    """What the order of each of `found` goes by, from 0 to 1, by the names of FEATURES."""
    texts = [_texts(room, one.candidate) for one in found]
    searched = " ".join(dict.fromkeys(term.word for term in topic))
    asked, sought, *told = shipped_vectors().of([question.text, searched, *chain.from_iterable(texts)])
    near = [float(vector @ asked) for vector in told]
    near_topic = [float(vector @ sought) for vector in told[::2]]
    numbers = _NUMBERS.match(question.text) is not None
    narrated = question.narrative and not question.asked  # "when did the bridge open?"
    rows = []
    each = zip(found, texts, near[::2], near[1::2], near_topic, strict=True)
    for one, (own, _), near_own, near_all, near_searched in each:
        candidate = one.candidate
        row = candidate.row
        kind = row.quotation.kind if row is not None else None
        rows.append(
            {
                "own": _share(set(terms(own)), topic),
                "before": _share(terms_in(room, sentences_before(room, candidate)), topic),
                "around": _share(around_terms(room, candidate), topic),
                "title": _share(set(room.headline_terms(candidate.article)), topic),
                "near": near_own,
                "near topic": near_searched,
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
    whole = " ".join(room.text_of(n) for n in [*sentences_before(room, candidate), *within(candidate)])
    if candidate.row is None:
        return room.text_of(candidate.first), whole
    text = room.text(candidate.article)
    return content_of(text, candidate.row.quotation.content), whole


def _share(held: Set[str], topic: Sequence[TopicTerm]) -> float:
    """The share of a topic's weight that is among `held`."""
    total = sum(term.weight for term in topic)
    return sum(term.weight for term in topic if not held.isdisjoint((term.term, *term.also))) / total
