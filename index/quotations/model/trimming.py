"""What the model found, cut to what was said: whole words, no mark without its other, no lone pronoun."""

import re
from collections.abc import Sequence

from index.spans import Span

_WORD = re.compile(r"\w")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_PAIRS = {"\u201c": "\u201d", "\u2018": "\u2019", '"': '"', "'": "'", "\u00ab": "\u00bb", "\u201e": "\u201c"}
_CLOSING = frozenset(_PAIRS.values())
_NO_WORDS = frozenset(
    {"that", "which", "who", "what", "it", "him", "her", "them", "this", "these", "those", "to", "so", "any"}
    | {"he", "she", "they", "how", "why", "the", "a", "an", "of", "on", "in", "at", "by", "and", "or", "as"}
)  # fmt: skip
_REMARK = 200  # characters before a content in which a parenthesis may open
_LOOSE = ",;:-*\u2022 \t\u00a0\u2013\u2014"


def whole_words(text: str, place: Span) -> Span:
    """`place` with all of the words in which it begins and ends, since a word may be several pieces."""
    start, end = place
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def says_nothing(text: str, content: Sequence[Span]) -> bool:
    """Whether each part is a lone pronoun, article or the like, which nobody says by itself."""
    return all(part.of(text).lower() in _NO_WORDS for part in content)


def trimmed(text: str, place: Span) -> Span | None:
    """`place` without space, loose punctuation and unpaired marks at its ends; None if no word is left."""
    start, end = _out_of_parenthesis(text, place)
    moved = True
    while moved and start < end:
        moved = False
        if text[start].isspace() or text[start] == "`" or (text[start] in _LOOSE and not _minus(text, start)):
            start, moved = start + 1, True
        elif (
            text[end - 1].isspace()
            or (text[end - 1] in _LOOSE and text[end - 1] != ",")
            or (text[end - 1] == "," and text[end : end + 1] not in _CLOSING)
        ):
            end, moved = end - 1, True
        elif (
            text[start] in _PAIRS
            and text[end - 1] == _PAIRS[text[start]]
            and end - start > 1
            and _balanced(text[start + 1 : end - 1], text[start])
        ):
            start, end, moved = start + 1, end - 1, True
        elif text[start] in _PAIRS and _unpaired_opening(text[start:end]):
            start, moved = start + 1, True
        elif text[end - 1] in _CLOSING and _unpaired_closing(text[start:end]):
            end, moved = end - 1, True
    return Span(start, end) if start < end and _WORD.search(text, start, end) else None


def _out_of_parenthesis(text: str, place: Span) -> Span:
    """`place` without what closes a parenthesis opened before it: (see ‘Fires’) | and it “is not simple”."""
    closing = text.find(")", *place)
    if closing < 0 or "(" in text[place.start : closing] or not _WORD.search(text, closing, place.end):
        return place
    opening = text.rfind("(", max(0, place.start - _REMARK), place.start)
    if opening < 0 or any(mark in text[opening : place.start] for mark in ")\n"):
        return place
    return Span(closing + 1, place.end)


def _minus(text: str, place: int) -> bool:
    """Whether a dash is a number's: -40 degrees."""
    before = text[place - 1] if place else " "
    return text[place] in "-\u2013" and text[place + 1 : place + 2].isdigit() and not before.isalnum()


def _balanced(inside: str, opening: str) -> bool:
    closing = _PAIRS[opening]
    if opening == closing:
        inside = _APOSTROPHE.sub("", inside)
        first = inside.find(opening)
        closes = first > 0 and not inside[first - 1].isspace() and not inside[first + 1 : first + 2].isalnum()
        return first < 0 or (not closes and inside.count(opening) % 2 == 0)  # "A" and "B" are two pairs
    depth = 0
    for i, char in enumerate(inside):
        depth += (char == opening) - (char == closing)
        if depth < 0:  # a lone \u2019 may be an apostrophe, unless another mark opens behind it
            return closing == "\u2019" and opening not in inside[i:]
    return True


def _unpaired_opening(piece: str) -> bool:
    opening = piece[0]
    closing = _PAIRS[opening]
    if opening == closing:
        return piece.count(opening) % 2 == 1 and opening == '"'
    return closing not in piece[1:]


def _unpaired_closing(piece: str) -> bool:
    closing = piece[-1]
    if closing in '"':
        return piece.count(closing) % 2 == 1
    if closing in "'\u2019":
        return len(piece) > 1 and not piece[-2].isalnum() and not re.search(r"(?:^|\s)['\u2018]", piece)
    return all(opening not in piece for opening, its in _PAIRS.items() if its == closing)
