"""Paragraphs of a text: lines, except where a line break means nothing."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from index.spans import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"[ \t\xa0]*(?:\r\n|[\n\r\u2028])[ \t\xa0]*(?:[>|][>| \t\xa0]*)?")
_DOUBLE_BREAK = re.compile(rf"{_BREAK.pattern}(?:\r\n|[\n\r\u2028])[ \t\xa0]*(?:[>|][>| \t\xa0]*)?")
_GAP = re.compile(f"{_DOUBLE_BREAK.pattern}|{_BREAK.pattern}")
_MARGIN = re.compile(r"[ \t\xa0]*[>|][>| \t\xa0]*")
_UNBROKEN = re.compile(r"[^ \t]+")  # no line is broken at a no-break space
_NARROW, _WIDE = 28, 120
"""Widths, in characters, between which text is hard-wrapped by those who do so."""
_LISTED = re.compile(r"[*\u2022\u25cf\u25aa]\s")
_CLOSED, _OPENED = re.compile("[.!?,][\"\u201d\u2019']"), frozenset('"\u201c\u2018')


def split_paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order, without the white space and the mail's margin (`> `) around them.

    A line is a paragraph: headlines, datelines and bylines end without a full stop, and many publishers
    set paragraphs apart by one line break. Lines next to each other are one paragraph where the text is
    hard-wrapped and the first of them is full, and where the second goes on in lower case.
    """
    lines = _lines(text)
    wrapping = _wrapping(text, lines)
    paragraphs: list[Span] = []
    previous: Span | None = None
    for line in lines:
        if previous is not None and _goes_on(text, previous, line, wrapping):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
        previous = line
    return paragraphs


def line_breaks(text: str, paragraph: Span) -> Iterator[Span]:
    """What stands between two lines of a hard-wrapped paragraph, margins included, in order."""
    for match in _GAP.finditer(text, paragraph.start, paragraph.end):
        yield Span(*match.span())


def _lines(text: str) -> list[Span]:
    """The lines with words on them; a margin of `>` belongs to none where two lines in a row have one."""
    found: list[Span] = []
    after = False  # whether the line before has a margin, too
    matches = [match.span() for match in _LINE.finditer(text)]
    margins = [_MARGIN.match(text, start, end) for start, end in matches]
    for number, ((start, end), margin) in enumerate(zip(matches, margins, strict=True)):
        if margin is not None and (after or (number + 1 < len(margins) and margins[number + 1])):
            start = margin.end()
        after = margin is not None
        line = trim(text, start, end)
        if line.start < line.end:
            found.append(line)
    return found


def trim(text: str, start: int, end: int) -> Span:
    """`[start, end)` without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether the first word of the line after would have gone beyond `width`, so that it had to move on."""
    word = _UNBROKEN.match(text, after.start, min(after.end, after.start + width))
    return word is not None and line.end - line.start + 1 + len(word.group()) > width


class _Wrapping(NamedTuple):
    """How a text is hard-wrapped: at what width, and what stands between two lines of a paragraph."""

    width: int
    gap: re.Pattern[str]


def _wrapping(text: str, lines: list[Span]) -> _Wrapping | None:
    """How `text` is hard-wrapped, None where it is not.

    It is when hardly a line is very long, most lines that another follows at once are full, and most of these
    end in the midst of a sentence; or when sentences go on in the next line in several places, each behind a
    full line. "At once" may mean behind an empty line, if hardly a line follows another without one.
    """
    for gap in (_BREAK, _DOUBLE_BREAK):
        pairs = [
            (a, b)
            for a, b in pairwise(lines)
            if max(a.end - a.start, b.end - b.start) <= 2 * _WIDE and gap.fullmatch(text, a.end, b.start)
        ]
        if len(pairs) >= 3:
            width = _width(text, lines, pairs)
            return None if width is None else _Wrapping(width, gap)
    return None


def _width(text: str, lines: list[Span], pairs: list[tuple[Span, Span]]) -> int | None:
    long = sum(line.end - line.start for line in lines if line.end - line.start > 2 * _WIDE)
    if 4 * long > sum(b.end - a.start for a, b in pairs):
        return None
    width = max((a.end - a.start for a, _ in pairs if " " in a.of(text)), default=0)
    if not _NARROW <= width <= _WIDE:
        return None
    full = [a for a, b in pairs if _is_full(text, a, b, width)]
    open_ended = sum(text[a.end - 1] not in ".!?:\"'\u201d\u2019" for a in full)
    if 2 * len(full) > len(pairs):
        return width if 2 * open_ended > len(full) else None
    split = [_is_full(text, a, b, width) for a, b in pairs if _is_split(text, a, b)]
    return width if len(split) > 1 and all(split) else None


def _is_split(text: str, line: Span, after: Span) -> bool:
    """Whether a sentence goes on in lower case in the next line."""
    last, first = text[line.end - 1], text[after.start]
    if first in _OPENED:
        first = text[after.start + 1 : after.start + 2]
    return first.islower() and (last.isalnum() or last in ",\u2014\u2013-")


def _goes_on(text: str, line: Span, after: Span, wrapping: _Wrapping | None) -> bool:
    """Whether two lines are of one paragraph."""
    if _LISTED.match(text, after.start, after.end):
        return False
    if text[after.start] in _OPENED and _CLOSED.match(text, line.end - 2, line.end):
        return False  # one quotation behind another
    lower = _is_split(text, line, after)
    if lower and _BREAK.fullmatch(text, line.end, after.start):
        return True
    if wrapping is None or not wrapping.gap.fullmatch(text, line.end, after.start):
        return False
    return lower or _is_full(text, line, after, wrapping.width)
