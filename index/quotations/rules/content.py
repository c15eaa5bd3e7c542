"""Content: how far what a cue introduces reaches, to its left and to its right."""

from collections.abc import Sequence
from typing import NamedTuple

from index.lexicon.grammar import (
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    SUBORDINATORS,
)
from index.quotations.rules.clause_tokens import Item
from index.quotations.rules.cue_candidates import DASHES, Cue
from index.quotations.rules.subjects import is_adverb, is_past

_Place = tuple[int, int]
_NO_LEFT = frozenset(["passive", "part", "to", "ing", "ing0", "and"])
_MODIFIERS = frozenset(
    ["end", "comma", "in", "on", "at", "of", "joint", "about", "with", "to", "from", "for"]
)
_LEADERS = (SUBORDINATORS | PREPOSITIONS) - {"that", "because"}
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
    if cue.before in _NO_LEFT or cue.subject is None or cue.after in {"colon", "wh"}:
        return None
    resumed = cue.after in {"that", "quote"} and items[cue.content - 1].text == ","
    if cue.after == "that" and not resumed:
        return None
    begin = begin_of(cue)
    tail, closes = _tail(items, cue)
    as_told = closes and begin > 1 and items[begin - 1].lower == "as" and items[begin - 2].text == ","
    begin -= as_told
    left = begin - 1
    if left < blocked:
        return None
    marked = items[left].text == "," or items[left].text in DASHES
    if marked:
        left -= 1
    if left < blocked:
        return None
    if resumed and cue.after == "quote":
        resumed = marked and _is_resumed(items, blocked, left + 1)
    quoted = items[left].quoted is not None and (
        marked or items[left].text[-1] in _ENDS_QUOTED or cue.before == "inverted"
    )
    if not quoted and (not marked or (cue.after == "quote" and not resumed)):
        return None
    start = _content_start(items, blocked, left + 1)
    if start > left:
        return None
    if not (quoted or as_told or resumed or _is_clause(items, start, left + 1, cue, tail, closes)):
        return None
    content = [(start, left + 1)]
    if resumed and (not quoted or cue.after == "that"):
        return Left([*content, (cue.content, unit_end(items))], quoted, False)
    second = _second_part(items, cue, tail, quoted)
    if second is not None:
        content.append(second)
    return Left(content, quoted, closes)


def _is_resumed(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether what stands before ", he said," begins the sentence that a quotation behind it ends."""
    head = items[start]
    if head.lower in PREPOSITIONS | SUBORDINATORS or head.lower.endswith("ing") or is_adverb(head):
        return False
    return all(item.quoted is None for item in items[start:end]) and items[end - 1].lower in FINITE


def as_told(items: Sequence[Item], cue: Cue) -> _Place | None:
    """Content behind a leading "As X put it," or None."""
    begin = begin_of(cue)
    if begin != 1 or items[0].lower != "as" or cue.subject is None or cue.before not in {"plain", "modal"}:
        return None
    tail, closes = _tail(items, cue)
    end = unit_end(items)
    if closes or items[tail].text != "," or tail + 1 >= end:
        return None
    return tail + 1, end


def relative_before(items: Sequence[Item], cue: Cue) -> _Place | None:
    """The "which" of "which he said were ...", where what follows the cue has no subject of its own."""
    begin = begin_of(cue)
    if cue.subject is None or begin == 0 or cue.before != "plain" or cue.content >= len(items):
        return None
    if (
        items[begin - 1].lower not in {"which", "that", "who", "whom", "what"}
        or items[begin - 1].quoted is not None
    ):
        return None
    return (begin - 1, begin) if items[cue.content].lower in FINITE else None


def _tail(items: Sequence[Item], cue: Cue) -> tuple[int, bool]:
    """Where the cue's own phrase ends (at a comma, a dash, quoted words), and if the unit ends there."""
    end = unit_end(items)
    at = max(cue.last, cue.subject[1] if cue.before == "inverted" and cue.subject is not None else 0)
    while at < end and items[at].quoted is None and items[at].text != "," and items[at].text not in DASHES:
        if items[at].lower in FINITE or items[at].lower in {"that", "because", "but"}:
            return at, False
        at += 1
    return at, at >= end or cue.before == "inverted"


def _is_clause(items: Sequence[Item], start: int, end: int, cue: Cue, tail: int, closes: bool) -> bool:
    """Whether unquoted words before "X said" are what X said, and not "On Tuesday, X said"."""
    head = items[start]
    interrupts = tail < len(items) and items[tail].text == "," and _may_interrupt(cue)
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


def _may_interrupt(cue: Cue) -> bool:
    """Whether nothing but an addressee, a place or a time may follow: "he said", "he told reporters"."""
    told = cue.lemma in {"tell", "inform", "remind"} and cue.after in {"name", "word", "the", "object"}
    return told or cue.before == "inverted" or cue.after in {"end", "comma", "in", "on", "at"}


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
        if tail + 1 < end and items[tail].text == "," and _may_interrupt(cue):
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
    """Where content ends that begins with a quoted stretch: with a whole sentence, else with the clause."""
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
        begin = other.first if begin < cue.content else begin
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
    """Whether the cue stands in a clause before the main one: "After he said no, ...", "Asked, ..."."""
    begin = begin_of(cue)
    while begin > 0 and items[begin - 1].quoted is None and items[begin - 1].lower in CONJUNCTIONS:
        begin -= 1
    if begin == 0:
        return cue.before in {"ing0", "part", "none", "to"}
    if items[begin].lower in {"who", "which"}:
        return True
    clause = begin
    while clause > 0 and items[clause - 1].text != "," and items[clause - 1].quoted is None:
        clause -= 1
    if begin - clause > (1 if clause else 7):
        return False
    return items[clause].lower in _LEADERS or (cue.before == "ing0" and clause == 0)


# Words behind a comma or a dash with which content mostly ends, counted on PolNeAR train.
_ENDS_CLAUSE = frozenset(["while", "whereas", "which", "but"])
_ENDS_PHRASE = _ENDS_CLAUSE | frozenset(
    ["who", "a", "the", "he", "she", "they", "despite", "though", "although", "saying"]
)
_INTRODUCES_CLAUSE = frozenset(["that", "subject", "quote", "wh", "colon"])


def _own_stop(items: Sequence[Item], cue: Cue, end: int, leading: bool) -> int:
    """Where content stops though no cue follows: before what only comments on it or a main clause."""
    clause = cue.after in _INTRODUCES_CLAUSE
    if cue.after in {"quote", "colon"} and not leading:
        return end
    for number in range(cue.content + 1, end - 1):
        if items[number].text != "," and items[number].text not in DASHES:
            continue
        after = items[number + 1]
        if after.lower in (_ENDS_CLAUSE if clause else _ENDS_PHRASE) and not _is_aside(items, number, end):
            return number
        if (
            after.lower in {"and", "so"}
            and number + 2 < end
            and items[number + 2].lower in SUBJECTS
            and not clause
        ):
            return number
        if not clause and after.lower.endswith("ing") and after.lower != "including":
            return number
        if leading and items[number].text == "," and _begins_main(items, number + 1, end):
            return number
    return end


def _is_aside(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether the clause goes on behind a second comma: "the bank, which she joined, has changed"."""
    if items[start + 1].lower not in {"which", "who", "a", "the"}:
        return False
    closing = next((n for n in range(start + 2, end - 1) if items[n].text == ","), None)
    return closing is not None and items[closing + 1].lower in FINITE


def _begins_main(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether a clause with a subject and a finite verb begins here."""
    head = items[start]
    if not head.capital and head.lower not in DETERMINERS and head.lower not in PRONOUNS:
        return False
    return any(items[n].lower in FINITE or is_past(items, n) for n in range(start + 1, min(end, start + 8)))
