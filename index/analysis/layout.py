"""An article's text as it would read without the accidents of its layout.

Lines that were broken at a width are one again, the margins of quoted mail and the hyphens at line ends are
gone, as are soft hyphens and other characters that nobody sees; a letter and its accents are one character,
and so is what stands for one: an HTML entity, or UTF-8 that was read as Windows-1252. Furniture of the page
is left out. What is found there is told in places of the untouched text.
"""

import html
import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from index.analysis.furniture import furniture
from index.analysis.paragraphs import line_breaks, split_paragraphs
from index.spans import Span

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_COMPOSED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d?);")
_CP1252 = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
_CP1252.update({chr(byte): byte for byte in range(0x80, 0xA0)})
"""The bytes of the characters that Windows-1252 reads, and of those that Latin-1 does."""
_TRAIL = "".join(map(re.escape, (char for char, byte in _CP1252.items() if byte < 0xC0)))
_LEADS = ("\u00c2-\u00df", "\u00e0-\u00ef", "\u00f0-\u00f4")
_MISREAD = re.compile("|".join(f"[{lead}][{_TRAIL}]{{{n}}}" for n, lead in enumerate(_LEADS, 1)))
_MISREAD_RUN = re.compile(f"(?:{_MISREAD.pattern}|A[\u0302\u0303][{_TRAIL}])+")  # accents apart, too
_MOST_TIMES = 3  # that a text was misread, one time after another
_LOST = re.compile("\u00e2\u20ac\ufffd")
"""A closing mark that was misread so, but for its last byte, for which Windows-1252 has no character."""
_CHANGED = re.compile("|".join(one.pattern for one in (_UNSEEN, _MISREAD_RUN, _COMPOSED, _ENTITY, _LOST)))
_HEAD = re.compile(r"(?<![\w-])((?:[^\W\d_]+-)*[^\W\d_]+)-$")
_REST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"(?<!\w)[^\W\d_]++(?:-[^\W\d_]++)*+(?!-)")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """A text in plain layout.

    `starts` and `ends` have the place of each of its characters in the untouched text; both are None where
    nothing was changed.
    """

    text: str
    starts: "array[int] | None"
    ends: "array[int] | None"

    def original(self, span: Span) -> Span:
        """Where what stands at `span` stands in the untouched text."""
        if self.starts is None or self.ends is None or span.start >= span.end:
            return span
        return Span(self.starts[span.start], self.ends[span.end - 1])


def plain_layout(text: str) -> Layout:
    """The text in plain layout: each paragraph (`split_paragraphs`) a line, with an empty line between two.

    A text of which every paragraph is a line of the article without unseen characters comes back as it is.
    """
    every = split_paragraphs(text)
    paragraphs = [one for one, other in zip(every, furniture(text, every), strict=True) if not other]
    wrapped = any(True for one in paragraphs for _ in line_breaks(text, one))
    if not wrapped and len(paragraphs) == len(every) and not _CHANGED.search(text):
        return Layout(text, None, None)
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    words = _Words(text)
    for number, paragraph in enumerate(paragraphs):
        if number:
            pieces.append("\n\n")
            starts.extend((paragraph.start, paragraph.start))
            ends.extend((paragraph.start, paragraph.start))
        for place, new in _changes(text, paragraph, words):
            pieces.append(new)
            if len(new) == place.end - place.start:
                starts.extend(range(place.start, place.end))
                ends.extend(range(place.start + 1, place.end + 1))
            else:
                starts.extend([place.start] * len(new))
                ends.extend([place.end] * len(new))
    return Layout("".join(pieces), starts, ends)


def _changes(text: str, paragraph: Span, words: "_Words") -> Iterator[tuple[Span, str]]:
    """Stretches of a paragraph in order, each with what stands for it in plain layout."""
    start = paragraph.start
    for gap in line_breaks(text, paragraph):
        head = _HEAD.search(text, max(start, gap.start - _LONGEST_WORD), gap.start)
        rest = _REST.match(text, gap.end, min(paragraph.end, gap.end + _LONGEST_WORD))
        if head is None or rest is None:
            yield from _seen(text, start, gap.start)
            yield gap, " "
        else:  # a word goes on, behind a hyphen that is its own or was put there
            yield from _seen(text, start, gap.start - words.are_divided(head[1], rest.group()))
        start = gap.end
    yield from _seen(text, start, paragraph.end)


def _seen(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    for match in _CHANGED.finditer(text, start, end):
        yield Span(start, match.start()), text[start : match.start()]
        yield Span(*match.span()), _meant(match.group())
        start = match.end()
    yield Span(start, end), text[start:end]


def _meant(written: str) -> str:
    """What a stretch that `_CHANGED` matches stands for; as it is where that is not known."""
    if _UNSEEN.fullmatch(written):
        return ""
    if _ENTITY.fullmatch(written):
        return html.unescape(written)
    if _LOST.fullmatch(written):
        return "\u201d"
    if _MISREAD_RUN.fullmatch(written):
        written = unicodedata.normalize("NFC", written)
        for _ in range(_MOST_TIMES):
            written = _MISREAD.sub(lambda match: _reread(match.group()), written)
        return written
    return unicodedata.normalize("NFC", written)


def _reread(written: str) -> str:
    """The character that a misread one stands for; as it is where there is none."""
    try:
        return bytes(_CP1252[char] for char in written).decode("utf-8")
    except UnicodeDecodeError:
        return written


class _Words:
    """The words of a text, read when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def are_divided(self, head: str, rest: str) -> bool:
        """Whether both are one word without the hyphen between them, as far as the text itself tells.

        It is not where the text has it with the hyphen elsewhere, or its head alone: "well-" and "known".
        """
        if not rest.islower() or len(head) < 2:
            return False
        if self._words is None:
            self._words = frozenset(_WORD.findall(self._text))
        if f"{head}-{rest}" in self._words:
            return False
        return head + rest in self._words or head not in self._words
