"""Content: how far what a cue introduces reaches, to its left and to its right."""

from collections.abc import Sequence
from typing import NamedTuple

from index.cues import (
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from index.quotations.candidates import DASHES, Cue
from index.quotations.subjects import is_adverb, is_past
from index.quotations.units import Item

_Place = tuple[int, int]
_NO_LEFT = frozenset(["passive", "part", "to", "ing", "ing0", "and"])
_MODIFIERS = frozenset(
    ["end", "comma", "in", "on", "at", "of", "joint", "about", "with", "to", "from", "for"]
)
_ENDS_QUOTED = ",?!.\u2014-\u2026"


class Left(NamedTuple):
    """Content before a cue, and after it where the cue interrupts it."""

    content: list[_Place]
    quoted: bool
    closes: bool  # nothing of the sentence follows the cue but an addressee, a place or a time


def unit_end(items: Sequence[Item]) -> int:
    """Past the last word or quoted stretch."""
    end = len(items)
    while end > 0 and items[end - 1].quoted is None and not items[end - 1].is_word:
        end -= 1
    return end


def begin_of(cue: Cue) -> int:
    """The first item of the cue or of its subject, where that stands right before."""
    if cue.subject is None or cue.before in {"to", "ing", "ing0", "and", "inverted"}:
        return cue.first
    return min(cue.subject[0], cue.first)


def left_content(items: Sequence[Item], cue: Cue, blocked: int) -> Left | None:
    """Content before the cue: '"A," X said', '"A," said X', "A, X said" and "A, X said, B"; or None.

    Nothing before the item `blocked` is content.
    """
    if cue.before in _NO_LEFT or cue.subject is None or cue.after in {"that", "colon", "wh"}:
        return None
    begin = begin_of(cue)
    tail, closes = _tail(items, cue)
    if closes and begin > 1 and items[begin - 1].lower == "as" and items[begin - 2].text == ",":
        begin -= 1
    left = begin - 1
    if left < blocked:
        return None
    marked = items[left].text == "," or items[left].text in DASHES
    if marked:
        left -= 1
    if left < blocked:
        return None
    quoted = items[left].quoted is not None and (
        marked or items[left].text[-1] in _ENDS_QUOTED or cue.before == "inverted"
    )
    if not quoted and (not marked or cue.after == "quote"):
        return None
    start = _content_start(items, blocked, left + 1)
    if start > left or (not quoted and not _is_clause(items, start, left + 1, cue, tail, closes)):
        return None
    content = [(start, left + 1)]
    second = _second_part(items, cue, tail, quoted)
    if second is not None:
        content.append(second)
    return Left(content, quoted, closes)


def _tail(items: Sequence[Item], cue: Cue) -> tuple[int, bool]:
    """Where the cue's own phrase ends (at a comma, a dash, a quoted stretch), and whether that is the unit's end."""
    end = unit_end(items)
    at = max(cue.last, cue.subject[1] if cue.before == "inverted" and cue.subject is not None else 0)
    while at < end and items[at].quoted is None and items[at].text != "," and items[at].text not in DASHES:
        if items[at].lower in FINITE or items[at].lower in {"that", "because", "but"}:
            return at, False
        at += 1
    return at, at >= end


def _is_clause(items: Sequence[Item], start: int, end: int, cue: Cue, tail: int, closes: bool) -> bool:
    """Whether unquoted words before "X said" are what X said, and not "On Tuesday, X said"."""
    head = items[start]
    interrupts = (
        tail < len(items) and items[tail].text == "," and cue.after in _MODIFIERS | {"name", "object"}
    )
    words = sum(item.is_word or item.quoted is not None for item in items[start:end])
    if interrupts and words > 1:
        return head.quoted is not None or not head.lower.endswith("ing") or words > 4
    if not closes or words < 3:
        return False
    if cue.after == "end":
        return True
    if cue.after not in _MODIFIERS and not (
        cue.lemma in {"tell", "inform", "remind"} and cue.after in {"name", "word", "the", "object"}
    ):
        return False
    return head.quoted is not None or not (
        head.lower in PREPOSITIONS
        or head.lower in SUBORDINATORS
        or head.lower.endswith("ing")
        or is_adverb(head)
        or head.lower in {"asked", "according"}
    )


def _content_start(items: Sequence[Item], start: int, end: int) -> int:
    """Where content begins between `start` and `end`: without a leading "But", and with the quoted
    stretch where only small words or a colon stand before it."""
    first = next((n for n in range(start, end) if items[n].quoted is not None), end)
    if first < end and first > start and items[first - 1].text == ":":
        return first
    while (
        start < end
        and items[start].quoted is None
        and (not items[start].is_word or items[start].lower in CONJUNCTIONS)
    ):
        start += 1
    small = all(not n.is_word or n.lower in CONJUNCTIONS or is_adverb(n) for n in items[start:first])
    return first if first < end and small else start


_REACH = 25
_NOT_SECOND = frozenset(
    ["who", "while", "as", "although", "though", "which", "in", "at", "on", "adding", "but"]
)


def _second_part(items: Sequence[Item], cue: Cue, tail: int, quoted: bool) -> _Place | None:
    """The content that goes on behind the cue: '"A," he said, "B"', "A, he said, B"."""
    end = unit_end(items)
    if not quoted:
        if tail + 1 < end and items[tail].text == "," and cue.after in _MODIFIERS | {"name", "object"}:
            head = items[tail + 1]
            if not head.lower.endswith("ing") and head.lower not in _NOT_SECOND:
                return tail + 1, end
        return None
    after = max(cue.last, cue.subject[1] if cue.before == "inverted" and cue.subject is not None else 0)
    for number in range(after, min(end, after + _REACH)):
        item = items[number]
        if item.quoted is not None:
            led = number == after or items[number - 1].text in {",", ":"} or items[number - 1].text in DASHES
            if led or item.text[-1] in ".?!":
                return number, end
        elif number > after and item.lower in {"adding", "saying", "and", "but", "while", "who", "though"}:
            return None
    return None


def quote_stop(items: Sequence[Item], start: int, stop: int) -> int:
    """Where content that begins with a quoted stretch ends: with it if it ends a sentence, else with the clause."""
    item = items[start] if start < len(items) else None
    if item is None or item.quoted is None:
        return stop
    if item.text[-1] in ".?!\u2026" or (item.text[-1] == "," and start + 1 < stop):
        return start + 1
    return stop


def right_stop(items: Sequence[Item], cue: Cue, later: Sequence[Cue]) -> tuple[int, int]:
    """Where content right of the cue stops, and how many of the later cues stand before that."""
    end = unit_end(items)
    leading = _is_leading(items, cue)
    for place, other in enumerate(later):
        begin = begin_of(other)
        if begin > cue.content and _parts(items, cue, other, begin, leading):
            stop = begin - 1
            while stop > cue.content and (items[stop - 1].text == "," or items[stop - 1].text in DASHES):
                stop -= 1
            return min(stop, _own_stop(items, cue, stop, leading)), place
    return _own_stop(items, cue, end, leading), len(later)


def _parts(items: Sequence[Item], cue: Cue, other: Cue, begin: int, leading: bool) -> bool:
    """Whether the other cue begins a clause of its own, beside and not inside what the first introduces."""
    left = items[begin - 1]
    if left.quoted is not None:
        return False
    if other.before in {"ing", "and"} or left.text == ";":
        return True
    if left.lower in {"and", "while", "though", "although", "as"}:
        return begin > 1 and items[begin - 2].text == ","
    if left.lower == "but":
        return True
    if left.text == ",":
        over = other.subject is not None and other.subject[0] <= cue.first
        return (leading or over) and other.before in {"plain", "not", "modal"}
    return False


def _is_leading(items: Sequence[Item], cue: Cue) -> bool:
    """Whether the cue stands in a clause before the main one: "After he said no, ...", "Asked about it, ..."."""
    begin = begin_of(cue)
    while begin > 0 and items[begin - 1].quoted is None and items[begin - 1].lower in CONJUNCTIONS:
        begin -= 1
    if begin == 0:
        return cue.before in {"ing0", "part", "passive", "to"} and (
            cue.subject is None or cue.before != "passive"
        )
    if any(items[n].text == "," for n in range(begin)):
        return items[begin].lower in {"who", "which"}
    return items[0].lower in SUBORDINATORS | PREPOSITIONS and items[0].quoted is None and begin < 8


def _own_stop(items: Sequence[Item], cue: Cue, end: int, leading: bool) -> int:
    """Where content stops although no cue follows: at ", while", and where the main clause begins."""
    for number in range(cue.content + 1, end - 1):
        if items[number].text != ",":
            continue
        after = items[number + 1]
        if after.lower in {"while", "whereas"}:
            return number
        if leading and (after.capital or after.lower in DETERMINERS or after.lower in PRONOUNS):
            finite = any(
                items[n].lower in FINITE or is_past(items, n) for n in range(number + 2, min(end, number + 9))
            )
            if finite:
                return number
    return end
