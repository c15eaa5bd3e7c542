"""An article as the tagger reads it: one window a paragraph, its word pieces with their places and features.

In PolNeAR's training articles, cue, source and content stand in one paragraph in 994 of 1,000 attributions,
so a paragraph is read by itself: short windows cost the network less than long ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_PIECES = 256  # with the two that mark a window's ends
CASES = 6
MARKS = 5

_LONE = re.compile("[\ud800-\udfff]")  # halves of a character, which no tokenizer takes
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_OPENING, _CLOSING, _STRAIGHT = "\u201c\u201e\u00ab", "\u201d\u00bb", '"'
_SENTENCE_END = frozenset('.!?\u201d"')


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of (a part of) one paragraph.

    `starts` and `ends` are characters of the article's text; the first and the last piece are the window's
    marks and cover nothing. `cases` and `marks` are the features of each piece: how its word is cased
    (0 no letters, 1 lower, 2 capitalised, 3 capitals, 4 one capital, 5 mixed) and where it stands towards
    double quotation marks (0 outside, 1 inside, 2 opening, 3 closing, 4 inside one that never closes).
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]
    cases: list[int]
    marks: list[int]


def read_windows(text: str, tokenizer: "Tokenizer") -> Iterator[Window]:
    """The windows of `text` in order; a paragraph of over 254 pieces is cut, best at a sentence's end."""
    text = _LONE.sub("\ufffd", text)
    places = [match.span() for match in _PARAGRAPH.finditer(text) if not match.group().isspace()]
    first, last = tokenizer.encode("", add_special_tokens=True).ids
    for batch in range(0, len(places), 64):
        part = places[batch : batch + 64]
        encodings = tokenizer.encode_batch([text[s:e] for s, e in part], add_special_tokens=False)
        for (start, end), encoding in zip(part, encodings, strict=True):
            line = text[start:end]
            ids, offsets = encoding.ids, encoding.offsets
            marks = _mark_states(line)
            cases = _cases(line, offsets, encoding.word_ids)
            for a, b in _cuts(line, offsets):
                yield Window(
                    [first, *ids[a:b], last],
                    [start, *(start + s for s, _ in offsets[a:b]), end],
                    [start, *(start + e for _, e in offsets[a:b]), end],
                    [0, *cases[a:b], 0],
                    [0, *(marks[s] for s, _ in offsets[a:b]), 0],
                )


def _cuts(line: str, offsets: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    limit, start = MAX_PIECES - 2, 0
    while len(offsets) - start > limit:
        cut = start + limit
        for i in range(cut - 1, start + limit // 2, -1):
            end = offsets[i][1]
            if line[end - 1] in _SENTENCE_END and line[end : end + 1].isspace():
                cut = i + 1
                break
        yield start, cut
        start = cut
    if start < len(offsets):
        yield start, len(offsets)


def _mark_states(line: str) -> list[int]:
    """For each character of a paragraph, where it stands towards double quotation marks."""
    states = [0] * len(line)
    opened: int | None = None
    for i, char in enumerate(line):
        if opened is None and (char in _OPENING or char == _STRAIGHT):
            opened, states[i] = i, 2
        elif opened is not None and (char in _CLOSING or char == _STRAIGHT):
            states[opened + 1 : i] = [1] * (i - opened - 1)
            opened, states[i] = None, 3
    if opened is not None:
        states[opened + 1 :] = [4] * (len(line) - opened - 1)
    return states


def _cases(line: str, offsets: list[tuple[int, int]], words: list[int | None]) -> list[int]:
    """The case of each piece's whole word."""
    cases: list[int] = []
    i = 0
    while i < len(offsets):
        j = i + 1
        while j < len(offsets) and words[j] is not None and words[j] == words[i]:
            j += 1
        cases += [_case(line[offsets[i][0] : offsets[j - 1][1]])] * (j - i)
        i = j
    return cases


def _case(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if word[:1].isupper() and word[1:].islower():
        return 2
    return 5 if any(map(str.isalpha, word)) else 0
