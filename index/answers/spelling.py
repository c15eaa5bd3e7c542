"""Typing errors in what a question is about, put right by the archive's own words, and said so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.analysis.terms import terms
from index.answers.article_cache import ReadingRoom
from index.archive.archive import StoredArchive
from index.lexicon.spelling import spelt_otherwise
from index.meaning.vectors import shipped_vectors
from index.questions.question import Question, TopicWord

_SHORTEST = 5  # letters of a word that can be put right
_LONG = 8  # letters from which two may be wrong

_ENDINGS = ("ing", "ed", "es", "s", "er", "ers", "ly")
_SHORTEST_BASE = 3  # letters


def with_words_put_right(question: Question, archive: StoredArchive, room: ReadingRoom) -> Question:
    """`question` with each topic word that no article holds put right where one word of theirs is near.

    What is an English word, if none that is used here, stays: "marmots" are no "markets".
    """
    topic, notes = [], []
    for word in question.topic:
        right = None if question.phrase is not None else _right(word, archive)
        shown = _as_written(right, archive, room) if right is not None else ""
        if right is None or not _looks_like(right, shown, word):
            topic.append(word)
            continue
        topic.append(replace(word, word=shown, terms=(right,)))
        notes.append(f"No article contains “{word.word}”, so “{shown}” was searched for.")
    return replace(question, topic=tuple(topic), notes=(*question.notes, *notes)) if notes else question


def _right(word: TopicWord, archive: StoredArchive) -> str | None:
    """The term that a mistyped word most likely stands for; None where it stays."""
    if len(word.terms) != 1 or len(word.word) < _SHORTEST or not word.word.isalpha():
        return None
    term = word.terms[0]
    if archive.document_frequency(term) or any(map(shipped_vectors().knows, _bases(word.word))):
        return None
    if any(archive.document_frequency(t) for other in spelt_otherwise(word.word) for t in terms(other)):
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    reach = 1 if len(word.word) < _LONG else 2
    near = process.extract(term, archive.vocabulary, scorer=OSA.distance, score_cutoff=reach, limit=20)
    fitting = [(distance, other) for other, distance, _ in near if other.isalpha() and other[0] == term[0]]
    if not fitting:  # "custmers", whose stem is not near that of "customers"
        common = shipped_vectors().words
        near = process.extract(word.word, common, scorer=OSA.distance, score_cutoff=reach, limit=20)
        stems = [(distance, terms(other)) for other, distance, _ in near if other[0] == word.word[0]]
        fitting = [(d, own[0]) for d, own in stems if len(own) == 1 and archive.document_frequency(own[0])]
    least = min((distance for distance, _ in fitting), default=0)
    best = (other for distance, other in fitting if distance == least)
    return max(best, key=archive.document_frequency, default=None)


def _bases(word: str) -> Iterator[str]:
    """A word, and the words that it may be a form of: "shunning" of "shun", "enlisted" of "enlist"."""
    yield word
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST_BASE:
            yield base
            yield base + "e"
            if base[-1] == base[-2]:
                yield base[:-1]


def _looks_like(term: str, shown: str, word: TopicWord) -> bool:
    """Whether a word as articles write it looks like the one that was typed: it, its beginning or its stem is
    a letter off, in a long one two. Stems two letters off may be so by chance: "skittles", "skilled".
    """
    from rapidfuzz.distance import OSA

    reach = 1 if len(word.word) < _LONG else 2
    off = min(OSA.distance(word.word, one) for one in (shown, shown[: len(word.word)]))
    return off <= reach or OSA.distance(word.terms[0], term) <= 1


def _as_written(term: str, archive: StoredArchive, room: ReadingRoom) -> str:
    """A term as some article writes it, in lower case and without a possessive's ending."""
    for hit in archive.search([term], 1):
        for other, span in room.terms_of(hit.sentence):
            if other == term:
                return re.sub(r"['’]s$", "", room.word_at(hit.sentence, span))
    return term
