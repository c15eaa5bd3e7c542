"""Articles in .pdf: the text layer in reading order, as paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, BinaryIO, NamedTuple

from index.articles.source import (
    DOCUMENT_LIMIT,
    SIZE_LIMIT,
    FormatError,
    Found,
    Items,
    MissingPackage,
    Source,
    one_line,
    whole,
)
from index.lexicon.words import is_word

_PAGES = 2000
_PIECES = 5000
"""Pieces of text on a page, of which each is looked for among its characters."""
_LEAST = 20
"""A document of fewer letters and digits is pictures of pages."""
_COLUMN_ROWS = 3
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\W*\d{1,4}\W*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:…]['\"’”»)\]]*$")
_BROKEN_WORD = re.compile(r"(\w+(?:-\w+)*)[-\x02\u00ad\ufffe]$")
_COMPOUND = re.compile(r"\w+(?:-\w+)*")
_SHORTEST_PART = 4
"""Letters of a second part that is a word; fewer may be an ending."""
_NO_TITLE = re.compile(r"(?i)microsoft word\b|untitled|.*\.(?:docx?|indd|pdf|qxd|rtf|odt)$")


class _Line(NamedTuple):
    """A line of one column: its edges in points, from the left and the bottom of the page, and its words."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def read_pdf(stream: BinaryIO, _source: Source) -> Items:
    """The article of a PDF; FormatError where it is a scan, whose pages are pictures."""
    try:
        import pypdfium2
    except ImportError:
        raise MissingPackage(".pdf", "pypdfium2") from None
    data = whole(stream, DOCUMENT_LIMIT)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        problem = "is protected by a password" if "assword" in str(error) else f"not a PDF ({error})"
        raise FormatError(problem) from None
    try:
        pages = list(_pages(document, pypdfium2.PdfiumError))
        about = document.get_metadata_dict()
    finally:
        document.close()
    if sum(character.isalnum() for page in pages for line in page for character in line.text) < _LEAST:
        raise FormatError("a scan: its pages are pictures without text; give it a text layer first (OCR)")
    date = re.match(r"D:(\d{4})(\d{2})(\d{2})", about.get("CreationDate", ""))
    title = one_line(about.get("Title"))
    yield Found(
        {
            "title": None if title and _NO_TITLE.match(title) else title,
            "text": "\n\n".join(_paragraphs(_without_furniture(pages))),
            "author": one_line(about.get("Author")),
            "published": "-".join(date.groups()) if date else None,
        }
    )


def _pages(document: Any, broken: type[Exception]) -> Iterator[list[_Line]]:
    """The lines of each page in reading order."""
    if len(document) > _PAGES:
        raise FormatError(f"a PDF of more than {_PAGES:,} pages")
    size = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
            lines = in_reading_order(_rows(_pieces(text)))
            text.close()
            page.close()
        except broken:
            continue  # a page that cannot be read; others can
        size += sum(len(line.text) for line in lines)
        if size > SIZE_LIMIT:
            raise FormatError(f"more than {SIZE_LIMIT // 2**20} MiB of text")
        yield lines


def _pieces(text: Any) -> list[_Line]:
    count = text.count_rects()
    if count > _PIECES:
        all_lines = enumerate(str(text.get_text_range()).splitlines())
        return [_Line(0, -number, 100, 0.9 - number, line) for number, line in all_lines]
    found = []
    for number in range(count):
        left, bottom, right, top = text.get_rect(number)
        there = str(text.get_text_bounded(left, bottom, right, top))
        words = there.replace("\r\n", " ").replace("\ufffe", "\x02")
        if words.strip(" \n"):
            found.append(_Line(left, bottom, right, top, words.strip(" \n")))
    return found


def _rows(pieces: Sequence[_Line]) -> list[list[_Line]]:
    """Pieces that stand side by side, from the top down; such as only a change of type parts are one."""
    rows: list[list[_Line]] = []
    for piece in sorted(pieces, key=lambda one: (-(one.bottom + one.top) / 2, one.left)):
        middle = (piece.bottom + piece.top) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row)) for row in rows]


def _joined(row: Sequence[_Line]) -> list[_Line]:
    found = [row[0]]
    for piece in row[1:]:
        last = found[-1]
        gap, height = piece.left - last.right, max(piece.top - piece.bottom, last.top - last.bottom)
        if gap < height:
            space = " " if gap > height / 6 and not last.text.endswith(" ") else ""
            found[-1] = _Line(
                last.left, min(last.bottom, piece.bottom), max(last.right, piece.right),
                max(last.top, piece.top), last.text + space + piece.text,
            )  # fmt: skip
        else:
            found.append(piece)
    return found


def in_reading_order(rows: Sequence[Sequence[_Line]]) -> list[_Line]:
    """The lines of a page, column after column; one across columns parts what is above it and below."""
    gutter = _gutter(rows)
    if gutter is None:
        return [line for row in rows for line in row]
    found: list[_Line] = []
    left, right = list[list[_Line]](), list[list[_Line]]()
    for row in [*rows, []]:
        across = [line for line in row if line.left < gutter < line.right]
        if across or not row:
            found += in_reading_order(left) + in_reading_order(right) + across
            left, right = [], []
        left.append([line for line in row if line.right <= gutter])
        right.append([line for line in row if line.left >= gutter])
        left, right = [one for one in left if one], [one for one in right if one]
    return found


def _gutter(rows: Sequence[Sequence[_Line]]) -> float | None:
    """Where an empty strip parts most rows with two lines in them; None where there are no columns."""
    places = [(one.right + other.left) / 2 for row in rows for one, other in pairwise(row)]
    best, most = None, _COLUMN_ROWS - 1
    for place in sorted(set(map(round, places))):
        parted = across = 0
        for row in rows:
            crossing = any(line.left < place < line.right for line in row)
            across += crossing
            parted += not crossing and row[0].right <= place and row[-1].left >= place
        if parted > most and parted * 2 > across:
            best, most = float(place), parted
    return best


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """The pages without their numbers and the lines that stand at the top or the bottom of most of them."""
    ends = Counter(key for page in pages for key in {_plain(line) for line in (*page[:1], *page[-1:])})
    often = {key for key, count in ends.items() if count > 2 and count * 2 > len(pages)}
    found = []
    for page in pages:
        lines = list(page)
        for end in (0, -1):
            while lines and (_PAGE_NUMBER.fullmatch(lines[end].text) or _plain(lines[end]) in often):
                del lines[end]
        found.append(lines)
    return found


def _plain(line: _Line) -> str:
    return re.sub(r"\d+", "", line.text).strip()


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """The paragraphs of all pages; a word that was broken at a line's end is whole again."""
    lines = [line for page in pages for line in page]
    known = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.text for line in lines)))
    pitches = [one.bottom - two.bottom for one, two in pairwise(lines)]
    pitch = median([step for step in pitches if step > 1] or [12])
    text, before = "", None
    for line in lines:
        if before is not None and _begins(before, line, pitch):
            yield _whole(text)
            text = ""
        text, before = _continued(text, line.text, known), line
    if text:
        yield _whole(text)


def _whole(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text.replace("\x02", "-")).strip()


def _begins(before: _Line, line: _Line, pitch: float) -> bool:
    """Whether a paragraph begins with this line."""
    step, height = before.bottom - line.bottom, max(line.top - line.bottom, 1)
    if step < 0 or abs(line.left - before.left) > 20 * height:  # the next column or page
        return _ENDED.search(before.text) is not None
    taller = max(height, before.top - before.bottom) / max(min(height, before.top - before.bottom), 1)
    if step > 1.4 * pitch or taller > 1.6:
        return True
    indented = 0.8 * height < line.left - before.left < 6 * height
    return _ENDED.search(before.text) is not None and (indented or before.right < line.right - 8 * height)


def _continued(text: str, line: str, known: Counter[str]) -> str:
    match = _BROKEN_WORD.search(text)
    after = _COMPOUND.match(line)
    if match is None or after is None:
        return f"{text} {line}" if text else line
    kept = text[-1] != "\u00ad" and _is_compound(match[1], after[0], known)
    return text[: match.end(1)] + ("-" if kept else "") + line


def _is_compound(before: str, after: str, known: Counter[str]) -> bool:
    """Whether the hyphen between two parts at a line's end is the word's own, as in "well-known".

    It is where the document has it within a line, where a capital or a number follows ("Anglo-American"),
    and where both parts are words and what they make together is none, unless that does something, as an
    icebreaker does.
    """
    head, tail = before.rpartition("-")[2].casefold(), after.partition("-")[0]
    if not tail[0].islower():
        return True
    whole, apart = known[f"{before}{after}"], known[f"{before}-{after}"]
    if whole or apart:
        return not whole
    if is_word(head + tail):
        return False
    if "-" in before + after:
        return True
    does = tail.endswith(("er", "ers"))
    return len(tail) >= _SHORTEST_PART and not does and is_word(head) and is_word(tail)
