"""An article as the tagger reads it: its word pieces, and the overlapping windows that the network is shown.

In PolNeAR's training articles, cue, source and content stand in one paragraph in 994 of 1,000 attributions,
but where quotations fill paragraphs of their own, who speaks stands in the paragraph before, and where a page
has lost its paragraphs, several people speak in one. A window therefore holds neighbouring paragraphs, and
begins with what stands before those that it is asked about.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.quotations.marks import Quoted, quoted_spans
from index.spans import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CASES = 6
MARKS = 5

_LONE = re.compile("[\ud800-\udfff]")  # halves of a character, which no tokenizer takes
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_END = frozenset('.!?\u201d\u2019"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How windows are cut, in word pieces.

    A window is asked about at most `core` pieces, and about at least half as many where more follow. Before
    them it shows what stands there, best from the start of a paragraph or sentence, at most `before` pieces;
    it shows `after` more where it had to be cut inside a paragraph. Larger windows cost more: in one of 256
    pieces a piece takes 1.4 times as long as in one of 96.
    """

    core: int = 150
    before: int = 64
    after: int = 40


SIZES = Sizes()


@dataclass(frozen=True, slots=True)
class Pieces:
    """An article's word pieces in order, with a mark of no width between two paragraphs.

    `starts` and `ends` are characters of the article's text. `cases` tells how the piece's word is cased
    (0 no letters, 1 lower, 2 capitalised, 3 capitals, 4 one capital, 5 mixed), `marks` where it stands
    towards quotation marks (0 outside, 1 inside, 2 opening, 3 closing, 4 inside ones that never close).
    `paragraphs` are the pieces that paragraphs begin with, `sentences` those behind what may end a sentence.
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]
    cases: list[int]
    marks: list[int]
    paragraphs: list[int]
    sentences: list[int]
    frame: tuple[int, int]
    """The ids of the marks that a window begins and ends with."""

    @property
    def breaks(self) -> frozenset[int]:
        """The pieces that stand between paragraphs."""
        return frozenset(number - 1 for number in self.paragraphs[1:])

    def place(self, first: int, last: int) -> Span:
        """The characters of the pieces `[first, last)`."""
        return Span(self.starts[first], self.ends[last - 1])


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[first, last)` that the network reads together, of which it is asked about `[core, end)`."""

    first: int
    core: int
    end: int
    last: int


def read_pieces(text: str, tokenizer: "Tokenizer", quoted: Sequence[Quoted] | None = None) -> Pieces:
    """The word pieces of `text`; `quoted` are its stretches between quotation marks, found unless given."""
    if quoted is None:
        quoted = quoted_spans(text)
    plain = _LONE.sub("\ufffd", text)
    places = [match.span() for match in _PARAGRAPH.finditer(plain) if not match.group().isspace()]
    first, last = tokenizer.encode("", add_special_tokens=True).ids
    pieces = Pieces([], [], [], [], [], [], [], (first, last))
    states = _mark_states(len(plain), quoted)
    for batch in range(0, len(places), 64):
        part = places[batch : batch + 64]
        encodings = tokenizer.encode_batch([plain[s:e] for s, e in part], add_special_tokens=False)
        for (start, _), encoding in zip(part, encodings, strict=True):
            offsets = [(start + s, start + e) for s, e in encoding.offsets]
            if not offsets:
                continue
            if pieces.ids:
                _append(pieces, [last], [(start, start)], [0], [0])
            pieces.paragraphs.append(len(pieces.ids))
            number = len(pieces.ids)
            cases = _cases(plain, offsets, encoding.word_ids)
            _append(pieces, encoding.ids, offsets, cases, [states[s] for s, _ in offsets])
            pieces.sentences.extend(
                number + i
                for i, (before, after) in enumerate(pairwise(offsets), 1)
                if plain[before[1] - 1] in _SENTENCE_END and plain[before[1] : after[0]].isspace()
            )
    return pieces


def _append(
    pieces: Pieces, ids: list[int], places: list[tuple[int, int]], cases: list[int], marks: list[int]
) -> None:
    pieces.ids.extend(ids)
    pieces.starts.extend(start for start, _ in places)
    pieces.ends.extend(end for _, end in places)
    pieces.cases.extend(cases)
    pieces.marks.extend(marks)


def read_windows(pieces: Pieces, sizes: Sizes = SIZES) -> Iterator[Window]:
    """The windows over all pieces in order; their cores lie side by side and leave none out."""
    paragraphs, sentences = _Places(pieces.paragraphs), _Places(pieces.sentences)
    count, core = len(pieces.ids), 0
    while core < count:
        end, last = count, count
        if count - core > sizes.core:
            least, limit = core + sizes.core // 2, core + sizes.core
            cut = paragraphs.last(least, limit)
            if cut is not None:
                end = last = cut
            else:
                end = sentences.last(least, limit) or limit
                last = min(count, end + sizes.after)
        first = 0
        if core > sizes.before:
            first = (
                paragraphs.first(core - sizes.before, core - 1)
                or sentences.first(core - sizes.before, core - sizes.before // 3)
                or core - sizes.before // 2
            )
        yield Window(first, core, end, last)
        core = end


class _Places:
    """Numbers of pieces in ascending order."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers

    def last(self, low: int, high: int) -> int | None:
        """The last number of `[low, high]`."""
        at = bisect_right(self._numbers, high) - 1
        return self._numbers[at] if at >= 0 and self._numbers[at] >= low else None

    def first(self, low: int, high: int) -> int | None:
        """The first number of `[low, high]`."""
        at = bisect_left(self._numbers, low)
        return self._numbers[at] if at < len(self._numbers) and self._numbers[at] <= high else None


def _mark_states(length: int, quoted: Sequence[Quoted]) -> bytearray:
    """For each character of a text, where it stands towards quotation marks."""
    states = bytearray(length)
    for inner, outer, closed, _ in quoted:
        states[outer.start : inner.start] = b"\2" * (inner.start - outer.start)
        states[inner.start : outer.end] = (b"\1" if closed else b"\4") * (outer.end - inner.start)
        if closed:
            states[inner.end : outer.end] = b"\3" * (outer.end - inner.end)
    return states


def _cases(text: str, offsets: list[tuple[int, int]], words: list[int | None]) -> list[int]:
    """The case of each piece's whole word."""
    cases: list[int] = []
    i = 0
    while i < len(offsets):
        j = i + 1
        while j < len(offsets) and words[j] is not None and words[j] == words[i]:
            j += 1
        cases += [_case(text[offsets[i][0] : offsets[j - 1][1]])] * (j - i)
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
