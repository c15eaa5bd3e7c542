"""Which country an article says that a firm is of: "the Swedish company" is one told to be Swedish."""

from collections.abc import Iterator

from index.lexicon.common_words import FINITE, PREPOSITIONS
from index.lexicon.kinds import body_kind
from index.lexicon.places import CAPITALS, COUNTRIES, DEMONYMS
from index.lexicon.verbs import verb_forms
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import Figure
from index.quotations.speakers.ranking.anaphors import Anaphor

_NEW = frozenset({"a", "an", "another", "one"})
_BESIDE = 5  # tokens beside a name, or behind "a", that may tell a country


def country_of(anaphor: Anaphor) -> str | None:
    """The people that words for a firm tell it to be of: "swedish", of "the Swedish company"."""
    if "firm" not in (body_kind(anaphor.head) or ()):
        return None
    return next(iter(sorted(anaphor.words & DEMONYMS)), None)


def is_of(frame: Frame, figure: Figure, people: str, before: int) -> bool:
    """Whether the article says before token `before` that a firm is of a people, and has since brought in
    none other of it: "The buyer is a Canadian company"."""
    mentions = [m for m in figure.mentions if m.last < before]
    if not mentions:
        return False
    told = any(
        _same(word, people)
        for m in mentions
        for word in (*m.words, *_ahead(frame, m.first), *_behind(frame, m.last))
    )
    latest = max(m.last for m in mentions)
    return told and not any(
        frame.tokens[k].text.lower() in _NEW and any(_same(word, people) for word in _plain(frame, k + 1))
        for k in range(latest + 1, before)
        if not (frame.tokens[k - 1].text in _TELLING and k - 2 == latest)
    )


_TELLING = frozenset({",", "(", "is", "was", "—", "–"})


def _same(word: str, people: str) -> bool:
    """Whether a word tells the people: "Swedish", "Sweden" and "Stockholm-based" of "swedish"."""
    lower = word.lower()
    country = COUNTRIES.get(people, people)
    return country in {lower, COUNTRIES.get(lower), CAPITALS.get(lower.removesuffix("-based"))} or (
        lower == people
    )


def _ahead(frame: Frame, first: int) -> Iterator[str]:
    """The words before a name that a noun for a body joins to it: "the Finnish phone maker Nokia"."""
    noun = first - 1 - (first > 0 and frame.tokens[first - 1].text == ",")
    if noun < 0 or body_kind(frame.tokens[noun].text.lower()) is None:
        return
    for k in range(noun, max(-1, noun - _BESIDE), -1):
        if _ends(frame.tokens[k].text) or frame.sentence_of[k] != frame.sentence_of[first]:
            return
        yield frame.tokens[k].text


def _behind(frame: Frame, last: int) -> Iterator[str]:
    """The words behind a name that say what it is: "Nokia, a Finnish phone maker", "Nokia is a Finnish"."""
    if frame.word(last + 1, last) in _TELLING:
        yield from _plain(frame, last + 2)


def _plain(frame: Frame, start: int) -> Iterator[str]:
    for k in range(start, start + _BESIDE):
        word = frame.word(k, start - 1)
        if not word or _ends(word):
            return
        yield word


def _ends(word: str) -> bool:
    lower = word.lower()
    return (
        not word[0].isalnum()
        or lower in PREPOSITIONS | FINITE | {"which", "who", "whose", "that", "and", "or"}
        or (word.islower() and verb_forms().get(lower, ("", ""))[1] == "past")
    )
