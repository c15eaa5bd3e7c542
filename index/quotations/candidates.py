"""Words that may be cues, each with its subject, what stands before it and what follows it."""

from collections.abc import Sequence
from typing import NamedTuple

from index.cues import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    WH,
)
from index.quotations.subjects import clause_subject, is_adverb, subject_after, subject_before
from index.quotations.units import Item
from index.quotations.verbs import verb_forms


class Cue(NamedTuple):
    """A verb that may be a cue: its words `[first, last)`, its subject, and where content may start after it.

    `before` and `after` name what stands there; they are what its weight is taken by.
    """

    first: int
    last: int
    verb: int
    lemma: str
    form: str
    before: str
    after: str
    subject: tuple[int, int] | None
    content: int


def find_candidates(items: Sequence[Item]) -> list[Cue]:
    """All words of the unit that may be cues, in order."""
    forms = verb_forms()
    found: list[Cue] = []
    for number, item in enumerate(items):
        form = forms.get(item.lower) if item.quoted is None else None
        if form is not None:
            cue = _candidate(items, number, *form)
            if cue is not None:
                found.append(cue)
    return found


def _candidate(items: Sequence[Item], verb: int, lemma: str, form: str) -> Cue | None:
    first = verb
    helpers: set[str] = set()
    while first > 0:
        item = items[first - 1]
        if item.quoted is not None:
            break
        if item.lower in BE or item.lower in MODALS or item.lower in HAVE or item.lower == "to":
            helpers.add(item.lower)
        elif not is_adverb(item):
            break
        first -= 1
    while first < verb and is_adverb(items[first]) and items[first].lower not in NEGATIONS and not helpers:
        if items[first].lower in {"also", "then", "later", "once", "again", "first"}:
            break
        first += 1
    subject: tuple[int, int] | None = None
    left = items[first - 1] if first > 0 else None
    if "to" in helpers:
        before = "to"
        subject = clause_subject(items, first)
    elif helpers & BE and form in {"past", "part"}:
        before = "passive"
    elif form == "ing" and not helpers & BE:
        before = "ing" if left is not None and left.text in {",", "\u2014", "--"} else "ing0"
        subject = clause_subject(items, first)
    elif form == "part" and not helpers & HAVE:
        before = "part"
    elif form == "base" and not helpers and left is not None and left.lower in DETERMINERS:
        return None
    else:
        before = "plain"
        if helpers & MODALS:
            before = "modal"
        elif helpers & NEGATIONS:
            before = "not"
        subject = subject_before(items, first)
        if subject is None and left is not None and left.lower in {"and", "but", "or", "then"}:
            before = "and"
            subject = clause_subject(items, first)
        elif subject is None and left is not None and left.quoted is not None:
            before = "inverted"
            subject = subject_after(items, verb + 1)
        elif subject is None:
            before = "none"
    last, after, content = _after(items, verb, lemma)
    return Cue(first, last, verb, lemma, form, before, after, subject, content)


def _after(items: Sequence[Item], verb: int, lemma: str) -> tuple[int, str, int]:
    """Past the cue's last word, what follows, and where content may start."""
    at = verb + 1
    while at < len(items) and is_adverb(items[at]) and items[at].lower not in {"both", "all", "not", "only"}:
        at += 1
    if at < len(items) and items[at].lower == "out" and lemma in {"point", "call", "find"}:
        at += 1
        while at < len(items) and is_adverb(items[at]):
            at += 1
    last = verb + 1 if at == verb + 1 else (at if items[at - 1].lower == "out" else verb + 1)
    marker = _marker(items, at)
    if marker is not None:
        name, place = marker
        return last, name, place
    at = _skip_times(items, at)
    if at >= len(items):
        return last, "end", at
    item = items[at]
    if item.quoted is not None:
        return last, "quote", at
    if item.text == ":":
        return last, "colon", at + 1
    if not item.is_word:
        return last, "comma" if item.text == "," else "end", at
    if item.lower in WH:
        return last, "wh", at
    if item.lower in SUBJECTS or ("'" in item.lower and item.lower.split("'")[0] in SUBJECTS):
        return last, "subject", at
    if item.lower in DETERMINERS:
        return last, "the", at
    if item.lower in {
        "to",
        "of",
        "for",
        "about",
        "on",
        "at",
        "by",
        "with",
        "against",
        "in",
        "as",
        "him",
        "her",
        "them",
        "from",
    }:
        return last, item.lower, at
    if item.lower.endswith("ing"):
        return last, "ing", at
    if item.lower in SUBORDINATORS or item.lower in CONJUNCTIONS or item.lower in PREPOSITIONS:
        return last, "joint", at
    return last, "name" if item.capital else "word", at


def _skip_times(items: Sequence[Item], at: int) -> int:
    """Behind words of time ("Tuesday", "last week"), which may stand between a cue and its content."""
    begin = at
    while (
        at < len(items)
        and items[at].quoted is None
        and (items[at].lower in TIMES or (at > begin and items[at].text.isdigit()))
    ):
        at += 1
    if at < len(items) and at > begin and items[at - 1].lower in {"this", "last", "next"}:
        return at - 1
    return at


_FAR = 18


def _marker(items: Sequence[Item], at: int) -> tuple[str, int] | None:
    """A "that", a colon or a quoted stretch that begins the content behind an addressee, a place or a time."""
    commas = 0
    for number in range(at, min(at + _FAR, len(items))):
        item = items[number]
        if item.quoted is not None:
            if number == at:
                return "quote", number
            sentence = item.text[-1] in ".,!?\u2026" and len(item.text.split()) > 2
            led = items[number - 1].text in {",", ":"} or (item.text[0].isupper() and sentence)
            if led:
                return "quote", number
            continue
        if item.lower == "that" and (number == at or _may_stand_between(items, at)):
            nxt = items[number + 1] if number + 1 < len(items) else None
            if nxt is None or nxt.lower not in FINITE or number == at:
                return ("that", number)
            return None
        if item.text == ":" and number + 1 < len(items):
            return "colon", number + 1
        if item.text == ",":
            follows = items[number + 1] if number + 1 < len(items) else None
            if follows is not None and follows.quoted is not None:
                return "quote", number + 1
            commas += 1
            if commas > 1:
                return None
        if number > at and item.lower in FINITE and not item.capital:
            return None
        if item.lower in SUBJECTS and number > at and _may_stand_between(items, at):
            return "subject", number
        if item.text in {";", "\u2014", "--"}:
            return None
    return None


def _may_stand_between(items: Sequence[Item], at: int) -> bool:
    """Whether what begins at `at` can be an addressee, a place or a time."""
    item = items[at]
    return (
        item.lower in PREPOSITIONS or item.lower in TIMES or item.text == "," or item.capital or item.is_word
    )
