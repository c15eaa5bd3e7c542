""" "According to": the one frequent cue that is no verb."""

from collections.abc import Sequence
from typing import NamedTuple

from index.lexicon.grammar import CONJUNCTIONS, DETERMINERS
from index.quotations.rules.clause_tokens import Item
from index.quotations.rules.content import unit_end
from index.quotations.rules.cue_candidates import DASHES

_Place = tuple[int, int]
_NO_MORE = frozenset(["who", "which", "but", "and", "while", "though", "although"])


class According(NamedTuple):
    """An "according to" with its source and what is told."""

    cue: _Place
    source: _Place
    content: list[_Place]


def according_to(items: Sequence[Item]) -> According | None:
    """The unit's first "According to X, A", "A, according to X" or "A, according to X, B"."""
    for number in range(len(items) - 2):
        if (
            items[number].lower == "according"
            and items[number + 1].lower == "to"
            and items[number].quoted is None
        ):
            break
    else:
        return None
    begin = 0
    while begin < number and (
        items[begin].quoted is None and (not items[begin].is_word or items[begin].lower in CONJUNCTIONS)
    ):
        begin += 1
    return _leading(items, number) if number == begin else _trailing(items, begin, number)


def _leading(items: Sequence[Item], at: int) -> According | None:
    end = unit_end(items)
    stop = _comma(items, at + 2, end)
    while stop + 1 < end and _is_apposition(items, stop, end):
        stop = _comma(items, stop + 1, end)
    if stop + 1 >= end:
        return None
    return According((at, at + 2), (at + 2, stop), [(stop + 1, end)])


def _comma(items: Sequence[Item], start: int, end: int) -> int:
    return next((n for n in range(start, end) if items[n].text == ","), end)


def _is_apposition(items: Sequence[Item], comma: int, end: int) -> bool:
    head = items[comma + 1]
    return head.lower in {"a", "an", "who", "which"} and _comma(items, comma + 2, end) < end


def _trailing(items: Sequence[Item], begin: int, at: int) -> According | None:
    end = unit_end(items)
    stop = at + 2
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
    return According((at, at + 2), (at + 2, stop), content)
