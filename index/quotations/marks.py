"""Quotation marks: which mark opens, which closes, what stands between them, and how much of a quotation."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.analysis.paragraphs import split_paragraphs
from index.quotations.quotation import QuotationKind
from index.spans import Span

# Of three single marks that close, the first closes a nested quotation.
_DOUBLE = re.compile("''(?!'(?!\\w))|``|[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u300c\u300d]")
_SINGLE = re.compile("(?<!['`])['\u2018\u2019\u201a\u201b`](?!['`])")
_ALWAYS_OPENS = frozenset("\u201c\u201e\u201f\u00ab\u300c") | {"``"}
_ALWAYS_CLOSES = frozenset("\u201d\u00bb\u300d")
_BEFORE_OPENING = frozenset(" \t\u00a0\u2009\u202f([{-\u2010\u2011\u2012\u2013\u2014\u2015/:;=>|*\u2026")
_AFTER_CLOSING = frozenset(" \t\u00a0\u2009\u202f)]},.;:!?-\u2010\u2011\u2012\u2013\u2014\u2015/<|*\u2026")
_ENDS_SPEECH = frozenset(",.!?\u2026-\u2014\u2013")
_MARKS = frozenset("\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb")
# Words that open with an apostrophe of their own: "'em", "'til", "'90s", "'twas".
_CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|bout|round|neath|n|\d0s|\d\d)\b", re.IGNORECASE)
_NEVER = 1e9


class Quoted(NamedTuple):
    """A stretch between outer quotation marks, which never leaves its paragraph.

    `inner` is what stands between the marks, without white space at its ends; `outer` has the marks.
    `closed` is False where no mark ends it before the paragraph does. `continues` is True where it
    goes on from the stretch before it, which its paragraph left open.
    """

    inner: Span
    outer: Span
    closed: bool
    continues: bool


def quoted_spans(text: str, paragraphs: Iterable[Span] | None = None) -> list[Quoted]:
    """The stretches between outer quotation marks, in reading order; none gives [].

    Curly, straight, doubled single ('' and ``) and angle marks are told to open or to close by what
    stands around them, the cheapest reading of a whole paragraph winning, so that one forgotten mark
    does not quote the text between two quotations. Single marks count where no double marks stand
    around them. `paragraphs` are found in the text (`split_paragraphs`) unless given.
    """
    found: list[Quoted] = []
    open_before = False
    for start, end in split_paragraphs(text) if paragraphs is None else paragraphs:
        doubles, left_open = _double_pairs(text, start, end, open_before)
        singles = _single_pairs(text, start, end)
        stretches = _outermost(doubles, singles)
        first = _first_word(text, start, end)
        for number, (opening, inside, closing, after) in enumerate(stretches):
            inner = words_within(text, inside, closing)
            if inner is not None:
                continues = number == 0 and open_before and opening <= first
                found.append(Quoted(inner, Span(opening, after), after > closing, continues))
        if first < end:  # an empty line between two paragraphs changes nothing
            open_before = left_open or bool(stretches and stretches[-1][2] == stretches[-1][3])
    return found


def within_marks(spans: Sequence[Span], quoted: Sequence[Quoted]) -> list[Span]:
    """The parts of `spans` that stand between quotation marks, in reading order."""
    parts: list[Span] = []
    for start, end in sorted(spans):
        first = bisect_right(quoted, start, key=lambda one: one.inner.end)
        for number in range(first, len(quoted)):
            inner = quoted[number].inner
            if inner.start >= end:
                break
            low, high = max(start, inner.start), min(end, inner.end)
            if low < high:
                parts.append(Span(low, high))
    return parts


def _first_word(text: str, start: int, end: int) -> int:
    """Where the first character that is no white space stands; `end` where there is none."""
    while start < end and text[start].isspace():
        start += 1
    return start


def words_within(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None where it holds no letter and no digit."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(text[i].isalnum() for i in range(start, end)) else None


# A pair: where the opening mark starts, where it ends, where the closing mark starts, where it ends.
_Pair = tuple[int, int, int, int]


def _double_pairs(text: str, start: int, end: int, open_before: bool) -> tuple[list[_Pair], bool]:
    """Pairs of double marks in one paragraph, and whether the last was left open."""
    marks = [match.span() for match in _DOUBLE.finditer(text, start, end)]
    if not marks:
        return [], False
    # The cheapest way through the marks (Viterbi), outside or inside a quotation after each.
    first = _first_word(text, start, end)
    costs = (0.0, _NEVER)
    steps: list[tuple[int, int]] = []  # the state before, for each state after
    for low, high in marks:
        opens, closes = _mark_costs(text, low, high, start, end)
        skip = _skip_cost(text, low, high, start, end)
        if open_before and low == first:
            opens, skip = min(opens, 0.0), _NEVER
        outside = (costs[0] + skip, costs[1] + closes)
        inside = (costs[0] + opens, costs[1] + min(skip, 1.6 + opens))
        steps.append((0 if outside[0] <= outside[1] else 1, 0 if inside[0] <= inside[1] else 1))
        costs = (min(outside), min(inside))
    state = 0 if costs[0] <= costs[1] + 0.6 else 1
    left_open = state == 1
    roles: list[int] = []  # +1 opens, -1 closes, 0 neither
    for number in range(len(marks) - 1, -1, -1):
        before = steps[number][state]
        role = state - before
        if role == 0 and state == 1:
            low, high = marks[number]
            opens, _ = _mark_costs(text, low, high, start, end)
            if 1.6 + opens < _skip_cost(text, low, high, start, end):
                role = 2  # the mark that should have closed the one before is missing
        roles.append(role)
        state = before
    roles.reverse()
    pairs: list[_Pair] = []
    opened: tuple[int, int] | None = None
    for (low, high), role in zip(marks, roles, strict=True):
        if role == 2 and opened is not None:
            pairs.append((*opened, _sentence_end(text, opened[1], low), -1))
        if role > 0:
            opened = (low, high)
        elif role < 0 and opened is not None:
            pairs.append((*opened, low, high))
            opened = None
    if opened is not None:
        pairs.append((*opened, end, end))
    return [(a, b, c, c if d < 0 else d) for a, b, c, d in pairs], left_open


def _mark_costs(text: str, low: int, high: int, start: int, end: int) -> tuple[float, float]:
    """What it costs to read a double mark as opening, and as closing."""
    mark = text[low:high]
    if mark in _ALWAYS_OPENS:
        return 0.0, 1.2 if high >= end or text[high].isspace() else 2.2
    if mark in _ALWAYS_CLOSES:
        return 1.2 if low <= start or text[low - 1].isspace() else 2.2, 0.0
    before = low <= start or text[low - 1] in _BEFORE_OPENING
    beyond = (
        high + 1 if high < end and text[high] in "'\u2018\u2019" else high
    )  # a nested mark stands beside it
    after = beyond >= end or text[beyond] in _AFTER_CLOSING
    if low > start and text[low - 1] in "'\u2018\u2019":
        before = low - 1 <= start or text[low - 2] in _BEFORE_OPENING
    if before and not after:
        return 0.0, 2.0
    if after and not before:
        return 2.0, 0.0
    if low > start and text[low - 1] in _ENDS_SPEECH and not after:
        return 0.9, 0.4
    return 0.5, 0.5


def _skip_cost(text: str, low: int, high: int, start: int, end: int) -> float:
    """What it costs to read a double mark as none: little after a digit, where it means inches."""
    inches = text[low:high] in {'"', "''", "\u201d"} and low > start and text[low - 1].isdigit()
    return 1.0 if inches and (high >= end or not text[high].isalnum()) else 2.6


def _sentence_end(text: str, start: int, end: int) -> int:
    """The end of the first sentence or clause after `start`, where a closing mark may be missing."""
    ending = re.compile(r"[,.!?\u2026](?=\s)").search(text, start, end)
    return ending.end() if ending else end


def _single_pairs(text: str, start: int, end: int) -> list[_Pair]:
    """Pairs of single marks in one paragraph that can be quotation marks and no apostrophes."""
    openings: list[int] = []
    closings: list[int] = []
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        left = text[at - 1] if at > start else " "
        right = text[at + 1] if at + 1 < end else " "
        starts = (left in _BEFORE_OPENING or left in _MARKS) and not right.isspace()
        if starts and text[at] != "\u2019" and right not in ",.;:)":
            if text[at] == "\u2018" or not _CLIPPED.match(text, at + 1, end):
                openings.append(at)
        elif not left.isspace() and text[at] != "\u2018" and (right in _AFTER_CLOSING or right in _MARKS):
            closings.append(at)
    pairs: list[_Pair] = []
    following = 0
    for number, opening in enumerate(openings):
        if pairs and opening < pairs[-1][3]:
            continue
        limit = openings[number + 1] if number + 1 < len(openings) else end
        while following < len(closings) and closings[following] <= opening:
            following += 1
        closing = None
        for index in range(following, len(closings)):
            at = closings[index]
            if at >= limit:
                break
            doubtful = (
                text[at - 1] in "sS" and at + 2 < end and text[at + 1] == " " and text[at + 2].islower()
            )
            if not doubtful:
                closing = at
                break
            closing = at if closing is None else closing
        if closing is not None and closing > opening + 1:
            pairs.append((opening, opening + 1, closing, closing + 1))
    return pairs


def _outermost(doubles: list[_Pair], singles: list[_Pair]) -> list[_Pair]:
    """Both kinds of pairs in reading order, without those that stand in or across another."""
    kept: list[_Pair] = []
    number = 0
    around = [pair for pair in singles if not _touches(pair, doubles, whole=False)]
    inside = [pair for pair in doubles if not _touches(pair, around, whole=True)]
    for pair in inside:
        while number < len(around) and around[number][0] < pair[0]:
            kept.append(around[number])
            number += 1
        kept.append(pair)
    return kept + around[number:]


def _touches(pair: _Pair, others: list[_Pair], *, whole: bool) -> bool:
    """Whether the pair stands inside one of the others, or (not `whole`) crosses one."""
    low, high = 0, len(others)
    while low < high:
        middle = (low + high) // 2
        if others[middle][3] <= pair[0]:
            low = middle + 1
        else:
            high = middle
    for number in range(low, len(others)):
        other = others[number]
        if other[0] >= pair[3]:
            break
        encloses = other[0] <= pair[0] and pair[3] <= other[3]
        if encloses or (not whole and not (pair[0] < other[0] and other[3] < pair[3])):
            return True
    return False


DIRECT_SHARE = 0.8


def kind_of(text: str, content: Sequence[Span], quoted: Sequence[Quoted]) -> QuotationKind:
    """Direct where at least four in five letters and digits stand between marks, mixed where any does.

    `quoted` are the text's quoted stretches in reading order. Content without a word is indirect.
    """
    words = sum(map(_words, (span.of(text) for span in content)))
    inside = sum(map(_words, (span.of(text) for span in within_marks(content, quoted))))
    if not inside:
        return QuotationKind.INDIRECT
    return QuotationKind.DIRECT if inside >= DIRECT_SHARE * words else QuotationKind.MIXED


def _words(text: str) -> int:
    """How many letters and digits the text has."""
    return sum(map(str.isalnum, text))
