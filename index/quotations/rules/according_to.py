""" "According to" and "in the words of": the frequent cues that are no verbs."""

from collections.abc import Sequence
from typing import NamedTuple

from index.lexicon.grammar import CONJUNCTIONS, DETERMINERS
from index.quotations.rules.clause_tokens import Item
from index.quotations.rules.content import unit_end
from index.quotations.rules.cue_candidates import DASHES

_Place = tuple[int, int]
_CUES = (("according", "to"), ("in", "the", "words", "of"))
_NO_MORE = frozenset(["who", "which", "but", "and", "while", "though", "although"])


class According(NamedTuple):
    """A cue such as "according to" with its source and what is told."""

    cue: _Place
    source: _Place
    content: list[_Place]


def according_to(items: Sequence[Item]) -> According | None:
    """The unit's first "According to X, A", "A, according to X" or "A, according to X, B"; "in the words of"
    likewise, where A is a quotation."""
    cue = next((place for at in range(len(items) - 2) if (place := _cue_at(items, at))), None)
    if cue is None:
        return None
    begin = 0
    while begin < cue[0] and (
        items[begin].quoted is None and (not items[begin].is_word or items[begin].lower in CONJUNCTIONS)
    ):
        begin += 1
    found = _leading(items, cue) if cue[0] == begin else _trailing(items, begin, cue)
    if found is None or items[cue[0]].lower == "according":
        return found
    return found if any(item.quoted for a, b in found.content for item in items[a:b]) else None


def _cue_at(items: Sequence[Item], at: int) -> _Place | None:
    for words in _CUES:
        here = items[at : at + len(words)]
        if all(item.quoted is None for item in here) and tuple(item.lower for item in here) == words:
            return at, at + len(words)
    return None


def _leading(items: Sequence[Item], cue: _Place) -> According | None:
    end = unit_end(items)
    stop = _comma(items, cue[1], end)
    while stop + 1 < end and _is_apposition(items, stop, end):
        stop = _comma(items, stop + 1, end)
    if stop + 1 >= end:
        return None
    return According(cue, (cue[1], stop), [(stop + 1, end)])


def _comma(items: Sequence[Item], start: int, end: int) -> int:
    return next((n for n in range(start, end) if items[n].text == ","), end)


def _is_apposition(items: Sequence[Item], comma: int, end: int) -> bool:
    head = items[comma + 1]
    behind = _comma(items, comma + 2, end)
    if behind >= end:
        return False
    named = all(item.quoted is None and item.capital for item in items[comma + 1 : behind])
    return named or head.lower in {"a", "an", "who", "which"}


def _trailing(items: Sequence[Item], begin: int, cue: _Place) -> According | None:
    end = unit_end(items)
    at, stop = cue
    while stop < end and items[stop].text not in {",", ";"} and items[stop].text not in DASHES:
        if items[stop].quoted is None and items[stop].lower in {"but", "while"}:
            break
        stop += 1
    left = at
    while left > begin and not items[left - 1].is_word and items[left - 1].quoted is None:
        left -= 1
    if left == begin:
        return None
    content = [(begin, left)]
    if stop + 1 < end and items[stop].text == ",":
        head = items[stop + 1]
        if head.quoted is None and head.lower in {"who", "which", "a", "an", "the"}:
            stop = end
        elif (
            items[at - 1].text == ","
            and head.lower not in DETERMINERS | _NO_MORE
            and not head.lower.endswith("ing")
        ):
            content.append((stop + 1, end))
    return According(cue, (cue[1], stop), content)
