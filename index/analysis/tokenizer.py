"""Words of a text, folded and stemmed: what `index.analysis.terms` chooses from."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from index.lexicon.stop_words import NEGATED

LONGEST = 64
"""Characters of a term; a longer one is cut there, on both sides alike."""

_APOSTROPHES = "'’ʼ＇‘`´′"
_HYPHENS = "\\-‐‑"
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff"
_SIGNS = (  # accents and vowel signs, which Python does not count as word characters
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711"
    "\u0730-\u074a\u07a6-\u07b0\u0816-\u082d\u0859-\u085b\u08ca-\u0903\u093a-\u0963\u0981-\u0e4e\u0eb1-\u0ece\u0f18-\u0fbc"
    "\u102b-\u109d\u1712-\u17d3\u1a17-\u1a7f\u1ab0-\u1b44\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302f\u3099-\u309a\ua823-\ua8f1"
)
_WRITTEN = rf"[^\W_](?:[^\W_]|[{_SIGNS}])*"
_TOKEN = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"  # U.S., J.F.K
    r"|\d+(?:[.,:]\d+)*(?![^\W_])"
    rf"|{_WRITTEN}(?:[{_APOSTROPHES}{_HYPHENS}{_UNSEEN}]{{1,2}}{_WRITTEN})*"
    r"|%"
)
_PIECE = re.compile(rf"[^{_HYPHENS}]+")
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
_CLITIC = re.compile(r"'(?:s|ll|re|ve|d|m)$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff]")  # Latin and Greek letters
_ACCENT = re.compile("[\u0300-\u036f]+")
_KEPT = re.compile(rf"[^\W_]|[.,:{_SIGNS}]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ð": "d", "ё": "е"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys(_APOSTROPHES, "'")
)
_SOLID = frozenset(["co", "re", "non", "e", "t", "x", "u"])
_english = Stemmer.Stemmer("english")
_russian = Stemmer.Stemmer("russian")


class Part(NamedTuple):
    """A word as written, what it is folded, its term, and where it stands in the text looked at."""

    word: str
    folded: str
    term: str
    start: int
    end: int


def parts_of(stretch: str) -> tuple[Part, ...]:
    """The words of a stretch without white space, in order."""
    return _short_parts(stretch) if len(stretch) <= LONGEST else tuple(_find_parts(stretch))


@lru_cache(maxsize=20_000)
def _short_parts(stretch: str) -> tuple[Part, ...]:
    return tuple(_find_parts(stretch))


def _find_parts(stretch: str) -> Iterator[Part]:
    for match in _TOKEN.finditer(stretch):
        for start, end, word in _pieces(match.group()):
            folded = _fold(word)
            if folded:
                written = match.group()[start:end]
                yield Part(written, folded, stem(folded), match.start() + start, match.start() + end)


def _pieces(token: str) -> Iterator[tuple[int, int, str]]:
    """The words that a token holds, each with its place in it."""
    if not token.isascii() and any(map(_is_ideograph, token)):
        yield from _characters(token)
        return
    pieces = [(*match.span(), match.group()) for match in _PIECE.finditer(token)]
    solid = _solid([word for _, _, word in pieces])
    yield pieces[0][0], pieces[solid - 1][1], "".join(word for _, _, word in pieces[:solid])
    yield from pieces[solid:]


def _characters(token: str) -> Iterator[tuple[int, int, str]]:
    """Chinese and Japanese put no space between words, so each character is one."""
    start = 0
    for place, char in enumerate(token):
        if _is_ideograph(char):
            if start < place:
                yield start, place, token[start:place]
            yield place, place + 1, char
            start = place + 1
    if start < len(token):
        yield start, len(token), token[start:]


def _is_ideograph(char: str) -> bool:
    return (
        "\u3040" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"
    )


def _solid(pieces: list[str]) -> int:
    """How many of the first pieces of a hyphenated word are written as one: "F-16", "e-mail", "U-S-A"."""
    if len(pieces) < 2:
        return 1
    if all(len(piece) == 1 for piece in pieces):
        return len(pieces)
    first = pieces[0].casefold()
    return 2 if first in _SOLID or (len(first) == 1 and pieces[1][0].isdigit()) else 1


def _fold(word: str) -> str:
    """`word` in the form that is compared with the stop words and stemmed."""
    word = word[: 4 * LONGEST]
    if not word.isascii():
        word = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word))
    word = word.casefold().translate(_LETTERS)
    if not word.isascii():
        word = _ACCENT.sub("", "".join(map(_plain, unicodedata.normalize("NFC", word))))
    if "'" in word:
        if word.endswith("n't") and word[:-3] in NEGATED:
            return "not"
        word = _CLITIC.sub("", word)
    if "," in word:
        word = word.replace(",", "") if _THOUSANDS.fullmatch(word) else word
    if "." in word and not word[0].isdigit():
        word = word.replace(".", "")
        word = "usa" if word == "us" else word
    if word == "%":
        return "percent"
    if word[:1].isdigit() and word.endswith("s"):  # "the 1990s"
        word = word[:-1]
    if not word.isalnum():
        word = "".join(_KEPT.findall(word))
    return word[:LONGEST]


def _plain(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return _ACCENT.sub("", unicodedata.normalize("NFD", char)) if _ACCENTED.match(char) else char


def stem(word: str) -> str:
    """The stem of a folded word: Russian for Cyrillic letters, else English."""
    stemmer = _english if word.isascii() or not _CYRILLIC.search(word) else _russian
    return str(stemmer.stemWord(word))
