"""What follows a cue's verb, and where the content may start there."""

from collections.abc import Sequence
from typing import NamedTuple

from index.lexicon.grammar import (
    ADDRESSED,
    CLAIMS,
    CONJUNCTIONS,
    DETERMINERS,
    EXPRESSES,
    FINITE,
    LEADS_WITH_TO,
    OBJECTS,
    PLAINLY_SAID,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    WH,
)
from index.lexicon.verbs import verb_forms
from index.quotations.rules.clause_tokens import Item
from index.quotations.rules.subjects import is_adverb

_FAR = 18
_OF_THE_CUE = frozenset(["of", "for", "about", "on", "at", "against", "with", "from", "over", "by"])
_TOPICS = frozenset(["to", "if", "whether", "about", "how", "what", "why", "when", "where", "not"])


class Following(NamedTuple):
    """Where the cue's words end, the name of what follows, and where content may start."""

    last: int
    name: str
    content: int


def what_follows(items: Sequence[Item], verb: int, lemma: str) -> Following:
    """What stands behind the verb: a quoted stretch, a colon, "that", a clause, a phrase, or nothing."""
    at = _over_adverbs(items, verb + 1)
    last = verb + 1
    if lemma == "put" and at < len(items) and items[at].lower == "it":
        return Following(at + 1, _name(items, at + 1), at + 1)
    if at < len(items) and items[at].lower == "out" and lemma in {"point", "call", "find"}:
        last = at + 1
        at = _over_adverbs(items, last)
    marker = _marker(items, at, lemma)
    if marker is not None:
        return _before_marker(items, last, at, lemma, Following(last, *marker))
    at = _over_times(items, at)
    name = _name(items, at)
    if name in _OF_THE_CUE and at == last and lemma not in PLAINLY_SAID:
        return Following(at + 1, name, at + 1)
    if name == "to" and at == last and lemma in LEADS_WITH_TO:
        return Following(at + 1, name, at + 1)
    if lemma in ADDRESSED and name in {"the", "name", "word", "object"}:
        at = _over_addressee(items, at, lemma)
    return Following(last, name, at + 1 if name == "colon" else at)


def _before_marker(items: Sequence[Item], last: int, at: int, lemma: str, found: Following) -> Following:
    """The same, where a noun between verb and "that" belongs to the cue ("voiced annoyance that") or to the
    content ("scoffed at claims that")."""
    if found.name != "that" or found.content == at:
        return found
    head = items[found.content - 1].lower
    if lemma in EXPRESSES and found.content - at < 5 and items[at].lower not in PREPOSITIONS | TIMES:
        return Following(found.content, "that", found.content)
    if head in CLAIMS and lemma not in PLAINLY_SAID:
        begin = at + 1 if items[at].lower in _OF_THE_CUE else at
        return Following(max(begin if begin > at else last, last), "the", begin)
    return found


def _name(items: Sequence[Item], at: int) -> str:
    """What the item at this place is to a verb before it."""
    if at >= len(items):
        return "end"
    item = items[at]
    if item.quoted is not None:
        return "quote"
    if not item.is_word:
        return {":": "colon", ",": "comma"}.get(item.text, "end")
    if item.lower in SUBJECTS or item.lower.split("'")[0] in SUBJECTS:
        return "subject"
    for name, words in (("wh", WH), ("the", DETERMINERS), ("object", OBJECTS)):
        if item.lower in words:
            return name
    if item.lower in _OF_THE_CUE or item.lower in {"to", "in", "as"}:
        return item.lower
    if item.lower in SUBORDINATORS or item.lower in CONJUNCTIONS or item.lower in PREPOSITIONS:
        return "joint"
    if item.lower.endswith("ing"):
        return "ing"
    return "name" if item.capital else "word"


def _over_adverbs(items: Sequence[Item], at: int) -> int:
    while at < len(items) and is_adverb(items[at]) and items[at].lower not in {"both", "all", "not", "only"}:
        at += 1
    return at


def _over_times(items: Sequence[Item], at: int) -> int:
    """Behind words of time ("Tuesday", "last week"), which may stand between a cue and its content."""
    begin = at
    while at < len(items) and (items[at].lower in TIMES or (at > begin and items[at].text.isdigit())):
        at += 1
    if begin < at < len(items) and items[at - 1].lower in {"this", "last", "next"}:
        return at - 1
    return at


def _over_addressee(items: Sequence[Item], at: int, lemma: str) -> int:
    """Behind whom it was said to, where what was said can be told from it: "asked her to stay"."""
    for number in range(at + 1, min(at + 9, len(items))):
        item = items[number]
        if item.quoted is not None or item.text == ",":
            break
        if item.lower in _TOPICS:
            return number
        if item.lower in FINITE:
            break
    if lemma != "tell":
        return at
    if items[at].lower in OBJECTS:
        return at + 1
    end = at + 1
    while end < len(items) and (items[end].capital if items[at].capital else not _begins_phrase(items[end])):
        end += 1
    return end if end < len(items) and items[end].is_word and end - at < 6 else at


def _begins_phrase(item: Item) -> bool:
    return item.quoted is not None or not item.is_word or item.capital or item.lower in DETERMINERS


def _may_stand_between(item: Item, lemma: str) -> bool:
    """Whether what begins so can be an addressee, a place or a time, and not the content itself."""
    return lemma in ADDRESSED or item.lower in PREPOSITIONS or item.lower in TIMES


def _claims(items: Sequence[Item], at: int, number: int, lemma: str) -> bool:
    return items[number - 1].lower in CLAIMS or (lemma in EXPRESSES and number - at < 5)


def _marker(items: Sequence[Item], at: int, lemma: str) -> tuple[str, int] | None:
    """What begins content behind an addressee, place or time: "that", a colon, a subject, quoted words."""
    commas = 0
    far = at < len(items) and _may_stand_between(items[at], lemma)
    for number in range(at, min(at + _FAR, len(items))):
        item = items[number]
        if item.quoted is not None:
            if number == at and lemma in ADDRESSED and _is_addressed(items, number):
                continue
            if number == at or _begins_content(items, number):
                return "quote", number
        elif item.lower == "that":
            led = (not commas and (number == at or far or _claims(items, at, number, lemma))) or (
                number > at and items[number - 1].text == ","
            )
            return _that(items, at, number) if led else None
        elif item.text == ":":
            return "colon", number + 1
        elif item.text == ",":
            if number + 1 < len(items) and items[number + 1].quoted is not None:
                return "quote", number + 1
            commas += 1
            if commas > 1 or (number + 1 < len(items) and items[number + 1].lower.endswith("ing")):
                return None
        elif number > at and item.lower in SUBJECTS and not commas and far:
            return "subject", number
        elif _begins_other(items, number):
            return None
    return None


def _begins_other(items: Sequence[Item], number: int) -> bool:
    """Whether a clause begins here that the cue does not introduce."""
    item = items[number]
    if (
        item.text in {";", "\u2014", "--"}
        or item.lower in FINITE
        or item.lower in SUBORDINATORS - PREPOSITIONS
    ):
        return True
    return item.lower in {"and", "but"} and _is_verb(items, number + 1)


def _is_verb(items: Sequence[Item], number: int) -> bool:
    return number < len(items) and verb_forms().get(items[number].lower, ("", ""))[1] in {"past", "s"}


def _is_addressed(items: Sequence[Item], number: int) -> bool:
    """Whether the quoted stretch is the name of a programme that was told something."""
    text = items[number].text
    more = number + 1 < len(items) and (items[number + 1].is_word or items[number + 1].text == ",")
    return more and text[-1] not in ".,!?" and len(text.split()) < 5


def _begins_content(items: Sequence[Item], number: int) -> bool:
    text = items[number].text
    sentence = text[-1] in ".,!?\u2026" and len(text.split()) > 2
    return items[number - 1].text in {",", ":"} or (text[0].isupper() and sentence)


def _that(items: Sequence[Item], at: int, number: int) -> tuple[str, int] | None:
    """Whether "that" begins what was said, and not a relative clause ("the plan that was dropped")."""
    after = items[number + 1] if number + 1 < len(items) else None
    relative = number > at and after is not None and after.lower in FINITE
    return None if relative else ("that", number)
