"""Paragraphs of a text: lines, except where a line break means nothing."""

import re
from itertools import pairwise

from index.spans import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"[ \t\xa0]*(?:\r\n|[\n\r\u2028])[ \t\xa0]*")
_NARROW, _WIDE = 40, 120
"""Widths, in characters, between which text is hard-wrapped by those who do so."""


def split_paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order, without the white space around them.

    A line is a paragraph: headlines, datelines and bylines end without a full stop, and many publishers
    set paragraphs apart by one line break. Lines next to each other are one paragraph where the text is
    hard-wrapped and the first of them is full, and where the second goes on in lower case.
    """
    found = (trim(text, *match.span()) for match in _LINE.finditer(text))
    lines = [line for line in found if line.start < line.end]
    width = _wrapped_at(text, lines)
    paragraphs: list[Span] = []
    previous: Span | None = None
    for line in lines:
        if previous is not None and _goes_on(text, previous, line, width):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
        previous = line
    return paragraphs


def trim(text: str, start: int, end: int) -> Span:
    """`[start, end)` without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _adjacent(text: str, line: Span, after: Span) -> bool:
    return _BREAK.fullmatch(text, line.end, after.start) is not None


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether the first word of the line after would have gone beyond `width`, so that it had to move on."""
    word = text[after.start : after.start + width].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) > width


def _wrapped_at(text: str, lines: list[Span]) -> int | None:
    """The width at which `text` is hard-wrapped, None where it is not.

    It is when no line is very long and most lines that another follows at once are full, and most of
    these end in the midst of a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    if len(pairs) < 3 or max(line.end - line.start for line in lines) > 2 * _WIDE:
        return None
    width = max(a.end - a.start for a, _ in pairs)
    if not _NARROW <= width <= _WIDE:
        return None
    full = [a for a, b in pairs if _is_full(text, a, b, width)]
    open_ended = sum(text[a.end - 1] not in ".!?:\"'”’" for a in full)
    return width if 2 * len(full) > len(pairs) and 2 * open_ended > len(full) else None


def _goes_on(text: str, line: Span, after: Span, width: int | None) -> bool:
    last = text[line.end - 1]
    lower = text[after.start].islower() and (last.isalnum() or last in ",—–-")
    if width is None and not lower:
        return False
    return _adjacent(text, line, after) and (
        lower or (width is not None and _is_full(text, line, after, width))
    )
