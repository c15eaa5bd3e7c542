"""A question without what people put before it, and with its topic where a question has it: at the end."""

from __future__ import annotations

from collections.abc import Sequence

from index.lexicon.grammar import FILLERS
from index.questions.vocabulary import (
    ABOUT,
    ABOUT_PHRASES,
    ASKING,
    AUXILIARIES,
    EMPTY_PHRASES,
    FIRST_PERSON,
    PLACES_OF_WORDS,
    POLITE,
    SAYING_NOUNS,
    SOFT_VERBS,
    WHATEVER,
    WHO,
)
from index.questions.words import Word

_POLITE = AUXILIARIES | FILLERS | POLITE
_ORDERS = frozenset({"me", "please", "show", "find", "give", "list", "tell"})
_RELATIVE = frozenset({"who", "whose", "whom", "which"})
_STOPS = frozenset(",:;")
_BETWEEN = frozenset({"and", "but", "also", ",", ";"})
_QUOTES = frozenset({"quote", "quotes", "quotation", "quotations"})
_WHAT = Word("what", "what", False)
_ABOUT = Word("about", "about", False)


def question_proper(words: list[Word]) -> list[Word]:
    """The words from where the question begins, the topic last.

    "Could you tell me what Gates said?" begins at "what", "Is there a quote where Gates talks of Iran?" at
    "Gates"; "Regarding Iran, what did Gates say?" is "what did Gates say regarding Iran".
    """
    plain = _without_story(_without_asides(_without_last_noun(_in_single_words(words))))
    return _asked_for(_without_finding(_without_politeness(_topic_last(plain))))


def in_two(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Two questions apart: "what did Gates say and what did Rice say?"; the second is empty for one."""
    for place in range(3, len(words) - 2):
        asks = words[place].folded in ASKING and words[place + 1].folded in AUXILIARIES
        if asks and words[place - 1].folded in _BETWEEN and _is_question(words[: place - 1]):
            end = place - 1
            while end and words[end - 1].folded in _BETWEEN:
                end -= 1
            return words[:end], words[place:]
    return words, []


def _is_question(words: Sequence[Word]) -> bool:
    """Whether words can stand alone as a question: they ask, and go on after the auxiliary and a name."""
    asks = next((i for i, w in enumerate(words) if w.folded in ASKING | WHO), None)
    return asks is not None and len(words) > asks + 2 and words[-1].folded not in ASKING | AUXILIARIES


def _without_last_noun(words: list[Word]) -> list[Word]:
    """ "gates bread quotes" without what a search for quotations need not say."""
    return words[:-1] if len(words) > 1 and words[-1].folded in _QUOTES else words


def _without_story(words: list[Word]) -> list[Word]:
    """ "I'm writing a story on the bridge, what did Gates say?": what Gates said on the bridge."""
    cut = next((place for place, word in enumerate(words) if word.folded in _STOPS), len(words))
    story, rest = words[:cut], words[cut + 1 :]
    if not story or story[0].folded not in FIRST_PERSON or ASKING.isdisjoint(w.folded for w in rest):
        return words
    about = next((place for place, word in enumerate(story) if word.folded in ABOUT), None)
    own = next((place for place, word in enumerate(rest) if word.folded in ABOUT), len(rest))
    if about is None or not all(word.folded in FILLERS for word in rest[own + 1 :]):
        return rest
    return [*rest[:own], _ABOUT, *story[about + 1 :]]


def _without_asides(words: list[Word]) -> list[Word]:
    """ "What did Gates, who was at the Pentagon then, say?" without what is told between commas."""
    lower = [word.folded for word in words]
    for start in range(1, len(words) - 1):
        if lower[start] == "," and lower[start + 1] in _RELATIVE and "," in lower[start + 2 :]:
            end = lower.index(",", start + 2)
            return [*words[:start], *words[end + 1 :]]
    return words


def _in_single_words(words: list[Word]) -> list[Word]:
    """`words` with "about" for "on the subject of", and without "on the record"."""
    kept: list[Word] = []
    place = 0
    while place < len(words):
        about = _length(words[place:], ABOUT_PHRASES)
        empty = _length(words[place:], EMPTY_PHRASES)
        if about:
            kept.append(_ABOUT)
        elif not empty:
            kept.append(words[place])
        place += about or empty or 1
    return kept


def _length(words: Sequence[Word], phrases: Sequence[tuple[str, ...]]) -> int:
    """Of how many words the longest of `phrases` is that `words` begin with."""
    folded = tuple(word.folded for word in words[: max(map(len, phrases))])
    return max((len(phrase) for phrase in phrases if folded[: len(phrase)] == phrase), default=0)


def _topic_last(words: list[Word]) -> list[Word]:
    """ "About Iran: what did Gates say?", "Iran: what did Gates say?" with the topic behind."""
    asks = next(
        (
            place
            for place in range(1, len(words) - 1)
            if words[place].folded in ASKING | WHO and words[place + 1].folded in AUXILIARIES
        ),
        None,
    )
    if asks is None:
        return words
    before = words[:asks]
    while before and before[-1].folded in _STOPS | {"and", "so"}:
        before.pop()
    if before and before[0].folded in ABOUT:
        return words[asks:] + before
    he = len(words) > asks + 2 and words[asks + 2].folded in {"he", "she", "they"}
    if (he or words[asks - 1].folded == ":") and not all(w.folded in _POLITE for w in before):
        return [*words[asks:], _ABOUT, *before]
    return words


def _without_politeness(words: list[Word]) -> list[Word]:
    asks = next((i for i, w in enumerate(words) if w.folded in ASKING | WHO), None)
    if asks and words[asks - 1].folded != "the" and all(w.folded in _POLITE | _STOPS for w in words[:asks]):
        return words[asks:]
    start = 0
    while start < len(words) and words[start].folded in FILLERS | _ORDERS | _STOPS:
        start += 1
    polite = {w.folded for w in words[:start]} & _ORDERS
    return words[start:] if polite and start < len(words) else words


def _asked_for(words: list[Word]) -> list[Word]:
    """ "Everything Gates said" asks what Gates said."""
    place = 0
    while place < len(words) and words[place].folded in WHATEVER | {"the", "that", "of", "ever"}:
        place += 1
    named = any(word.folded in WHATEVER - {"all"} for word in words[:place]) or place > 1
    said = any(word.folded in SOFT_VERBS for word in words[place + 1 :])
    return [_WHAT, *words[place:]] if place and named and said else words


def _without_finding(words: list[Word]) -> list[Word]:
    """ "Is there a quote where Gates talks about Iran?": what is wanted is what Gates says."""
    light = _POLITE | SAYING_NOUNS | PLACES_OF_WORDS | _STOPS
    for place, word in enumerate(words[:-1]):
        if place and word.folded in {"where", "when", "which", "that"}:
            found = any(w.folded in SAYING_NOUNS | PLACES_OF_WORDS for w in words[:place])
            return [_WHAT, *words[place + 1 :]] if found else words
        if word.folded not in light:
            break
    return words
