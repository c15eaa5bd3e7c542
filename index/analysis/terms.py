"""Terms: what a sentence or a question is searched by, one analysis for both.

A term is a word folded (NFKC, case, the accents of Latin and Greek letters), without its apostrophes and
possessive, and stemmed by Snowball. Hyphens part words ("missile-defense") except after a prefix that is
often written solid ("co-operate", "e-mail", "F-16"). "U.S.", "US", "USA" and "United States" are one
term, "usa", as are the names of the UN, the UK and the EU. Numbers lose their commas. Words of no topic
are left out: English function words, and the verbs that only report.

Names that look like such words stay where their capitals tell: "US" (and "us" after "the"), "The Who",
"WHO" and "IT" in mixed case, "May", "Will" and "Said" inside a sentence that is no headline. First in a
sentence, in lower case and in capitals throughout they are taken for the common word.
"""

import re
import sys
from functools import lru_cache
from itertools import chain

from index.analysis.tokenizer import LONGEST, Part, parts_of, stem
from index.lexicon.stop_words import STOP_WORDS
from index.spans import Span

_STRETCH = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…:;\n]|[\"“«]\s*$")
_PAIRS = {
    ("united", "states"): "usa",
    ("united", "nations"): "un",
    ("united", "kingdom"): "uk",
    ("european", "union"): "eu",
}
_PAIR = re.compile(  # only where nothing but a mark follows; the rest is left to `term_spans`
    r"(?<!\S)(United (?:States|Nations|Kingdom)|European Union)(?=[.,;:!?)”\"]*(?:\s|$))"
)
_FIRST_OF_PAIR = frozenset(first for first, _ in _PAIRS)
_NAMES_TOO = frozenset(["May", "Will", "Who", "Said", "WHO", "IT", "US"])
_MARKS = ".,;:!?…\"'“”‘’()[]-–—"
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "prof", "st"])


def terms(text: str) -> list[str]:
    """The terms of `text` in order, each as often as it stands there; none gives []."""
    short = _PAIR.sub(_short_name, text) if "United " in text or "European " in text else text
    found = list(chain.from_iterable(map(_cache.__getitem__, short.split())))
    if None in found or "the us" in text:
        return [term for term, _ in term_spans(text)]
    return found  # type: ignore[return-value]  # None is not in it


def term_spans(text: str, start: int = 0) -> list[tuple[str, Span]]:
    """The terms of `text` as `terms` gives them, each with the place of the word it stands for.

    Places count from `start`, where the text begins in what it is a part of.
    """
    found: list[tuple[str, Span]] = []
    for place in _STRETCH.finditer(text):
        placed = _placed_terms(place.group())
        if placed is None:
            return [(term, Span(start + one, start + end)) for term, (one, end) in _neighbourly(text)]
        first = start + place.start()
        for term, one, end in placed:
            found.append((term, Span(first + one, first + end)))
    return found


@lru_cache(maxsize=50_000)
def _placed_terms(stretch: str) -> tuple[tuple[str, int, int], ...] | None:
    """The terms of a stretch without white space and their places; None where its neighbours have a say."""
    parts = parts_of(stretch)
    if any(p.folded in _FIRST_OF_PAIR or p.word in _NAMES_TOO or p.word == "us" for p in parts):
        return None
    return tuple((sys.intern(p.term), p.start, p.end) for p in parts if p.folded not in STOP_WORDS)


def _neighbourly(text: str) -> list[tuple[str, Span]]:
    """The terms of a text, and their places in it, where words and their neighbours have to be looked at."""
    parts = [
        Part(word, folded, term, place.start() + start, place.start() + end)
        for place in _STRETCH.finditer(text)
        for word, folded, term, start, end in parts_of(place.group())
    ]
    names = _names(text, parts)
    found: list[tuple[str, Span]] = []
    paired = -1
    for number, part in enumerate(parts):
        if number == paired:
            continue
        if part.folded in _FIRST_OF_PAIR and number + 1 < len(parts):
            after = parts[number + 1]
            pair = _PAIRS.get((part.folded, after.folded))
            if pair is not None and text[part.end : after.start].isspace():
                found.append((pair, Span(part.start, after.end)))
                paired = number + 1
                continue
        if number in names:
            found.append(("usa" if part.folded == "us" else part.term, Span(part.start, part.end)))
        elif part.folded not in STOP_WORDS:
            found.append((part.term, Span(part.start, part.end)))
    return found


def _short_name(match: re.Match[str]) -> str:
    first, second = match.group().casefold().split()
    return _PAIRS[first, second].upper()


class _Cache(dict[str, tuple[str | None, ...]]):
    """The terms of each stretch without white space; (None,) where its neighbours have a say.

    News repeats itself so much that looking up what `str.split` gives, marks and all, takes a third of
    the time of finding words by a pattern.
    """

    LIMIT = 200_000

    def __missing__(self, stretch: str) -> tuple[str | None, ...]:
        bare = stretch.strip(_MARKS)
        word = bare.casefold()
        simple = bare.isascii() and bare.isalpha() and bare not in _NAMES_TOO and word not in _FIRST_OF_PAIR
        found = _plain_terms(word) if simple else _odd_terms(stretch)
        if len(stretch) <= LONGEST:
            if len(self) >= self.LIMIT:
                self.clear()
            self[stretch] = found
        return found


@lru_cache(maxsize=100_000)
def _plain_terms(word: str) -> tuple[str | None, ...]:
    """The term of a word of ASCII letters in lower case, as `_odd_terms` would find it, but at once."""
    return () if word in STOP_WORDS else (sys.intern(stem(word[:LONGEST])),)


def _odd_terms(stretch: str) -> tuple[str | None, ...]:
    parts = parts_of(stretch)
    if any(part.folded in _FIRST_OF_PAIR or part.word in _NAMES_TOO for part in parts):
        return (None,)
    return tuple(sys.intern(part.term) for part in parts if part.folded not in STOP_WORDS)


_cache = _Cache()


def _names(text: str, parts: list[Part]) -> frozenset[int]:
    """The numbers of the words that could be common ones and are names by their capitals and neighbours."""
    asked = [number for number, part in enumerate(parts) if part.word in _NAMES_TOO or part.word == "us"]
    if not asked:
        return frozenset()
    shouted, headline = text.isupper(), _is_headline(parts)
    return frozenset(number for number in asked if _is_name(text, parts, number, shouted, headline))


def _is_name(text: str, parts: list[Part], number: int, shouted: bool, headline: bool) -> bool:
    word = parts[number].word
    before = parts[number - 1] if number else None
    if word == "us":
        return before is not None and before.word == "the" and before.end + 1 == parts[number].start
    if word == "US" and (not shouted or (before is not None and before.word == "THE")):
        return True
    if before is None or shouted:
        return False
    if word == "Who":
        return before.word == "The"
    gap = text[before.end : parts[number].start]
    if _SENTENCE_END.search(gap) and before.folded not in _TITLES:
        return False
    return word.isupper() or not headline


def _is_headline(parts: list[Part]) -> bool:
    """Whether every longer word has a capital, so that a capital tells nothing."""
    long = [part.word for part in parts if len(part.word) > 3]
    return len(long) > 2 and not any(word[0].islower() for word in long)
