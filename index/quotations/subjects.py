"""Subjects: the noun phrase that a cue's verb belongs to, without a parser."""

from collections.abc import Sequence

from index.cues import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIMES,
)
from index.quotations.units import Item
from index.quotations.verbs import verb_forms


def is_adverb(item: Item) -> bool:
    """Whether the word is an adverb that may stand beside a verb."""
    return item.quoted is None and (
        item.lower in ADVERBS or (item.lower.endswith("ly") and len(item.lower) > 4 and not item.capital)
    )


def _is_boundary(items: Sequence[Item], number: int) -> bool:
    item = items[number]
    if item.quoted is not None:
        return item.text[-1] in ",.?!\u2026\u2014-" or len(item.text.split()) > 5
    if item.is_word:
        return item.lower in SUBORDINATORS or item.lower in CONJUNCTIONS
    return item.text in {",", ";", ":", "\u2014", "\u2013", "--", "-", "(", ")", "...", "\u2026", "?", "!"}


def subject_before(items: Sequence[Item], end: int) -> tuple[int, int] | None:
    """The noun phrase that ends where the verb's words begin, appositions included; None where none does."""
    if end == 0:
        return None
    last = items[end - 1]
    if last.quoted is None and last.lower in PRONOUNS:
        if last.lower == "who":
            return _antecedent(items, end)
        return end - 1, end
    if last.text in {",", ")", "\u2014", "\u2013", "--"}:
        return _over_apposition(items, end)
    return _noun_phrase(items, _region_start(items, end), end)


def _antecedent(items: Sequence[Item], end: int) -> tuple[int, int] | None:
    stop = end - 1
    if stop > 0 and items[stop - 1].text == ",":
        stop -= 1
    found = _noun_phrase(items, _region_start(items, stop), stop) if stop else None
    return found or (end - 1, end)


def _region_start(items: Sequence[Item], end: int) -> int:
    start = end
    while start > 0 and not _is_boundary(items, start - 1):
        start -= 1
    if start > 0 and items[start - 1].lower in {"and", "or"} and items[start - 1].quoted is None:
        # "Gates and Rice said" has one subject, "He left and Rice said" another: is there a verb before?
        other = start - 1
        while other > 0 and not _is_boundary(items, other - 1):
            other -= 1
        verbs = any(item.lower in FINITE or _past(items, k) for k, item in _numbered(items, other, start - 1))
        if not verbs and other < start - 1 and (other == 0 or items[other - 1].text != ","):
            return other
    return start


def _numbered(items: Sequence[Item], start: int, end: int) -> list[tuple[int, Item]]:
    return [(number, items[number]) for number in range(start, end)]


def _past(items: Sequence[Item], number: int) -> bool:
    """Whether the word looks like a past tense: "visited" in "He visited", not in "the visited town"."""
    item = items[number]
    if item.quoted is not None or item.capital or not item.lower.endswith("ed") or len(item.lower) < 5:
        return False
    return number > 0 and items[number - 1].is_word and items[number - 1].lower not in DETERMINERS


def _noun_phrase(items: Sequence[Item], start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase at the end of the region, which holds at most one clause's beginning."""
    for number in range(end - 1, start - 1, -1):
        item = items[number]
        if item.quoted is None and item.lower in FINITE and not item.capital:
            start = number + 1
            break
    while start < end and (
        not items[start].is_word and items[start].quoted is None and items[start].text not in "@#$"
    ):
        start += 1
    while (
        start < end
        and items[start].quoted is None
        and (
            items[start].lower in CONJUNCTIONS
            or is_adverb(items[start])
            or items[start].lower in {"meanwhile", "then"}
        )
    ):
        start += 1
    if start < end and items[start].lower in PREPOSITIONS and items[start].quoted is None:
        start = _behind_adverbial(items, start, end)
    while (
        start < end
        and items[end - 1].quoted is None
        and ((items[end - 1].lower in TIMES and end - start > 1) or not items[end - 1].is_word)
    ):
        end -= 1
    if start >= end:
        return None
    if all(not item.is_word or item.lower in PREPOSITIONS for item in items[start:end]):
        return None if items[start].quoted is None else (start, end)
    return start, end


def _behind_adverbial(items: Sequence[Item], start: int, end: int) -> int:
    """Where the subject starts in a region that begins with a preposition: "On Tuesday the board"."""
    for number in range(end - 1, start, -1):
        if items[number].lower in TIMES or items[number].text.isdigit():
            return number + 1
    for number in range(end - 1, start + 1, -1):
        if items[number].lower in DETERMINERS and items[number - 1].lower not in PREPOSITIONS:
            return number
    return end


def _over_apposition(items: Sequence[Item], end: int) -> tuple[int, int] | None:
    """The subject before one or more appositions: "Cory James, 22, of Flint, Mich., said"."""
    stop = end
    best: tuple[int, int] | None = None
    for _ in range(6):
        stop -= 1  # the mark itself
        start = stop
        while start > 0 and not (
            items[start - 1].text in {",", ";", ":", "\u2014", "\u2013", "--", "("}
            or (items[start - 1].quoted is not None and items[start - 1].text[-1] in ",.?!")
        ):
            start -= 1
        segment = items[start:stop]
        if not segment:
            break
        head = segment[0]
        if head.lower in PREPOSITIONS and start == 0:
            break
        finite = [n for n in range(start, stop) if items[n].lower in FINITE or _past(items, n)]
        relative = any(item.lower in SUBORDINATORS for item in segment[:3])
        if finite and not relative:
            region = _region_start(items, stop)
            phrase = _noun_phrase(items, region, stop)
            if phrase is not None and phrase[0] > finite[0]:
                best = (phrase[0], end - 1)
            break
        if head.lower not in PREPOSITIONS and not relative:
            at = start
            while at < stop and (items[at].lower in CONJUNCTIONS or is_adverb(items[at])):
                at += 1
            if at < stop and (
                items[at].capital
                or items[at].lower in DETERMINERS
                or items[at].lower in PRONOUNS
                or best is None
            ):
                best = (at, end - 1)
        if start == 0 or items[start - 1].text not in {",", "(", "\u2014", "\u2013", "--"}:
            break
        stop = start
    return best


def clause_subject(items: Sequence[Item], before: int) -> tuple[int, int] | None:
    """The subject of the clause that the verb at `before` goes on with: that of its first finite verb."""
    forms = verb_forms()
    for number in range(before):
        item = items[number]
        if item.quoted is not None or not item.is_word or number == 0:
            continue
        verb = item.lower in FINITE or _past(items, number)
        verb = verb or (not item.capital and forms.get(item.lower, ("", ""))[1] in {"past", "s"})
        if verb and items[number - 1].lower not in DETERMINERS:
            first = number
            while first > 0 and is_adverb(items[first - 1]):
                first -= 1
            subject = subject_before(items, first)
            if subject is not None:
                return subject
    return None


def subject_after(items: Sequence[Item], start: int) -> tuple[int, int] | None:
    """The noun phrase after an inverted verb ('"No," said Kim, a miller.'), apposition included."""
    if start >= len(items) or items[start].quoted is not None or not items[start].is_word:
        return None
    if items[start].lower in SUBORDINATORS | PREPOSITIONS or items[start].lower in TIMES:
        return None
    if items[start].lower in PRONOUNS:
        return start, start + 1
    end = start
    while end < len(items):
        item = items[end]
        if item.quoted is not None and (item.text[-1] in ".!?," or len(item.text.split()) > 5):
            break
        if item.text in {",", "\u2014", "\u2013", "--", "(", ";", ":"}:
            if item.text == "," and _is_apposition(items, end + 1):
                end += 1
                continue
            break
        if end > start and item.lower in SUBORDINATORS and item.lower not in {"who", "whose"}:
            break
        if end > start and item.lower in TIMES and item.lower not in {"last", "next", "this", "may"}:
            break
        end += 1
    while end > start and not items[end - 1].is_word and items[end - 1].quoted is None:
        end -= 1
    return (start, end) if end > start else None


def _is_apposition(items: Sequence[Item], start: int) -> bool:
    if start >= len(items) or items[start].quoted is not None:
        return False
    item = items[start]
    if item.lower.endswith("ing"):
        return False
    return (
        item.lower in DETERMINERS
        or item.lower in {"who", "whose", "of"}
        or item.text.isdigit()
        or (item.capital or item.lower.endswith(("man", "er", "or", "ist", "ent")))
    )
