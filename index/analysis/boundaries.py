"""Where sentences end inside a paragraph of news.

A stop ends a sentence when what follows can begin one, and when it is not the full stop of an
abbreviation that goes on. pysbd, nupunkt, syntok, blingfire and spaCy's rules were measured on news and
all erred more, each on titles, states or quotation marks; the figures stand in the history of this file.
"""

import re
from collections.abc import Iterator

from index.lexicon import abbreviations
from index.spans import Span

_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_STOPS = frozenset(".!?…‽؟۔।")
_QUOTES = frozenset("\"'”’»›")
_CANDIDATE = (
    re.compile(  # possessive and bounded, so that a megabyte of dots takes no longer than one of words
        r"(?<![.!?…‽؟۔।])(?P<stop>[.!?…‽؟۔।]++)"
        rf"(?P<close>[.!?…\"'”’»›)\]}}{_INVISIBLE}]{{0,16}}+)(?:\[\d{{1,3}}\]){{0,4}}+(?=\s)"
        r"|[。！？]++[」』”’）]{0,16}+"
    )
)
_OPENING = re.compile(rf"[\"'“”‘’„«»‹(\[{{¿¡*{_INVISIBLE}]*")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_IN_CAPITALS = frozenset(title.upper() for title in abbreviations.TITLES)
_INITIALS = re.compile(r"(?:[^\W\d_]\.&?)*[^\W\d_]")
_NUMBER = re.compile(r"\d|(?!I\b)[IVXLC]+\b")
_ENUMERATION = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z])")
_SPEECH = re.compile(r"(?:[\"“„«]|'')(?!\w+[\"”»'])")  # and no nickname: 'Gov. C.L. "Butch" Otter'
_SAID_BY = re.compile(
    r"\s+(?P<first>[^\W\d_]+)[\w.'’-]*,?\s+(?:[^\W\d_][\w.'’-]*,?\s+|\d{1,3},\s+){0,8}?"
    rf"(?:{'|'.join(sorted(abbreviations.SAID))})\b(?:\s*[.,;:!?]|\s*$|\s+(?!(?:{'|'.join(abbreviations.SAYS_WHAT)})\b)\w)"
)
_LOOK = 240
"""Characters that a decision may look ahead: the time for a text grows with its length alone."""


def sentence_ends(text: str, paragraph: Span) -> Iterator[int]:
    """Where the sentences of a paragraph end, in order; the last ends with the paragraph itself."""
    start = paragraph.start
    for match in _CANDIDATE.finditer(text, paragraph.start, paragraph.end):
        if match.end() < paragraph.end and _is_end(text, match, Span(start, paragraph.end)):
            start = match.end()
            yield start
    yield paragraph.end


def _is_end(text: str, match: re.Match[str], here: Span) -> bool:
    """Whether the stop found ends a sentence that begins with `here`, of a paragraph that ends with it."""
    stop, close = match.group("stop", "close")
    if stop is None:  # Chinese and Japanese put no space after their stops
        return True
    rest = text[match.end() : min(match.end() + _LOOK, here.end)]
    after = rest.lstrip()
    following = _OPENING.sub("", after, count=1)
    if not following or _goes_on(following, opened=following != after):
        return False
    if not _STOPS.isdisjoint(close):  # "(R-Ky.)." and "...'.''"
        return True
    quoted = not _QUOTES.isdisjoint(close)
    if "." not in stop and "…" not in stop:
        return not (quoted and _said_by(rest))
    space_before = match.start() == here.start or text[match.start() - 1].isspace()
    token = (
        ""
        if space_before
        else text[max(here.start, match.start() - 40) : match.start()].rsplit(maxsplit=1)[-1]
    )
    if stop != ".":
        return not space_before or _starts(following) or _follows_stop(text, match.start())
    before = match.start() - len(token) - here.start
    if before < 8 and _ENUMERATION.fullmatch(token) and not text[here.start : here.start + before].strip():
        return False  # "1. The first point"
    return _ends_after(token, following, quoted=quoted or _SPEECH.match(after) is not None)


def _goes_on(following: str, *, opened: bool) -> bool:
    """Whether what follows a stop cannot begin a sentence."""
    first = following[0]
    if first.islower():
        return not following[1:2].isupper()  # "iPhone"
    return first in ",;:.…!?%&/=+<>|)]}" or (first in "-–—―" and not opened)


def _said_by(rest: str) -> bool:
    """Whether a clause that names who asked or shouted comes next ('"Why now?" Ana Ruiz asked.')."""
    match = _SAID_BY.match(rest)
    return match is not None and match.group("first") not in abbreviations.STARTERS


def _starts(following: str) -> bool:
    """Whether `following` begins with a word that begins sentences and is no name and no initial."""
    word = _WORD.match(following)
    if word is None or word.group() not in abbreviations.STARTERS:
        return False
    return len(word.group()) > 1 or following[word.end() : word.end() + 1] != "."


def _follows_stop(text: str, place: int) -> bool:
    """Whether the sentence had ended before the spaced ellipsis at `place` ("It is over. ... They left")."""
    before = text[max(0, place - 8) : place].rstrip()
    return bool(before) and before[-1] in ".!?\"'”’"


def _ends_after(token: str, following: str, *, quoted: bool) -> bool:
    """Whether a sentence ends with the full stop after `token`, where `following` could begin another.

    `quoted`: a quotation ends with it, or begins after it.
    """
    word = token.lstrip("\"'“”‘’„«»‹([{*")
    if word in abbreviations.BEFORE_NUMBERS:
        return _NUMBER.match(following) is None
    tail = word.rpartition("-")[2].rpartition("/")[2]  # "then-Sen.", "R-Ky."
    if tail in abbreviations.TITLES or word in abbreviations.NEVER_LAST:
        return False
    if quoted:
        return True
    after = _WORD.match(following)
    next_word = after.group() if after else ""
    if tail in _IN_CAPITALS and len(next_word) > 1 and next_word.isupper():
        return False  # a transcript's "MS. RUIZ: ..."
    if word in abbreviations.CLOCK:
        return _starts(following) or (bool(next_word) and next_word not in abbreviations.AFTER_CLOCK)
    if tail in abbreviations.PLACES:
        return _starts(following)
    if tail in abbreviations.MAY_END or _INITIALS.fullmatch(tail):
        return _starts(following) or next_word in abbreviations.COURTESIES
    return True
