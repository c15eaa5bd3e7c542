"""Two texts compared word by word, as people compare them: case, marks and white space make no difference.

An ellipsis and a bracketed insertion are words of their own, since whoever puts one into a quotation changes
it. The words are compared by difflib, within the stretch of the longer text that is most like the shorter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from index.answers.verdicts import Change, Side
from index.spans import Span

_TOKEN = re.compile(
    r"(?P<bracket>\[[^\[\]]{1,200}\])"
    r"|(?P<ellipsis>…|\.\s?\.\s?\.(?:\s?\.)*)"
    r"|(?P<initials>(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?!\w)))"
    r"|(?P<word>\d+(?:[.,]\d+)+(?!\w)|[\w\u0300-\u036f\u00ad]+(?:['’‘ʼ`´][\w\u0300-\u036f\u00ad]+)*|[$£€¥₹%])"
)
_DOTS = re.compile(r"[.…\s]*")
_END = re.compile(r"[\"'”’)\s]*[.!?]")
ELLIPSIS = "…"
_BEGINS = 20  # places where a like stretch can begin
_OMITTED = 60
"""Words that an ellipsis may stand for."""


class Token(NamedTuple):
    """A word of a text: as it is compared, where it stands, in which part of what was said, and whether a
    sentence ends with it."""

    word: str
    span: Span
    part: int = 0
    ends: bool = False


class Comparison(NamedTuple):
    """What was typed beside the like of it: the changes in order, where the words that are the same stand in
    the other text, and how much of both texts they are, from 0 to 1."""

    changes: tuple[Change, ...] = ()
    same: tuple[Span, ...] = ()
    likeness: float = 0.0

    @property
    def exact(self) -> bool:
        """Whether every word is the same."""
        return bool(self.changes) and all(change.side is Side.SAME for change in self.changes)


def tokens(text: str, span: Span | None = None, *, part: int = 0) -> list[Token]:
    """The words of a text, or of a part of it, in order."""
    start, end = span or (0, len(text))
    found = []
    for match in _TOKEN.finditer(text, start, end):
        kind, written = match.lastgroup, match.group()
        if kind == "ellipsis":
            word = ELLIPSIS
        elif kind == "bracket":
            inner = written[1:-1]
            word = ELLIPSIS if _DOTS.fullmatch(inner) else "[" + " ".join(t.word for t in tokens(inner)) + "]"
        else:
            word = _plain(written, initials=kind == "initials")
        ends = _END.match(text, match.end(), end) is not None
        found.append(Token(word, Span(*match.span()), part, ends))
    return found


def _plain(word: str, *, initials: bool) -> str:
    """A word as it is compared: "'" for "’", "1000" for "1,000", "us" for "U.S.", composed letters."""
    folded = unicodedata.normalize("NFKC", word).replace("\u00ad", "").casefold()
    if initials:
        return folded.replace(".", "")
    folded = re.sub(r"['’‘ʼ`´]", "'", folded)
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded)


def written(text: str, run: Sequence[Token]) -> str:
    """A run of words as the text has them; what stands between the parts of what was said is left out."""
    parts = (list(some) for _, some in groupby(run, key=lambda token: token.part))
    return " ".join(text[some[0].span.start : some[-1].span.end] for some in parts)


def compared(typed: str, text: str, theirs: Sequence[Token]) -> Comparison:
    """What was typed beside the stretch of `theirs`, words of `text`, that is most like it.

    An ellipsis that stands in the text alone is passed over: it may be a pause. No word in common gives
    nothing, of likeness 0.
    """
    mine = tokens(typed)
    own = [token.word for token in mine]
    if ELLIPSIS not in own:
        theirs = [token for token in theirs if token.word != ELLIPSIS]
    other = [token.word for token in theirs]
    place = _place_of(own, other)
    if place is not None:
        run = theirs[place : place + len(own)]
        return Comparison((Change(Side.SAME, written(text, run)),), tuple(t.span for t in run), 1.0)
    first, last = _bounds(own, other, theirs)
    changes: list[Change] = []
    same: list[Span] = []
    alike = 0  # words; an ellipsis is none
    for tag, a, b, c, d in SequenceMatcher(None, own, other[first:last], autojunk=False).get_opcodes():
        run = theirs[first + c : first + d]
        if tag == "equal":
            changes.append(Change(Side.SAME, written(text, run)))
            same += [token.span for token in run]
            alike += len(run) - own[a:b].count(ELLIPSIS)
            continue
        if b > a:
            changes.append(Change(Side.TYPED, typed[mine[a].span.start : mine[b - 1].span.end]))
        if run:
            changes.append(Change(Side.SAID, written(text, run)))
    if not alike:
        return Comparison()
    if ELLIPSIS in own:  # what it stands for counts against nothing
        return Comparison(tuple(changes), tuple(same), alike / (len(own) - own.count(ELLIPSIS)))
    return Comparison(tuple(changes), tuple(same), 2 * alike / (len(own) + last - first))


def _place_of(own: Sequence[str], other: Sequence[str]) -> int | None:
    """Where `own` stands in `other` word for word; None where it does not, or is empty."""
    wanted = list(own)
    for start in range(len(other) - len(wanted) + 1 if wanted else 0):
        if other[start] == wanted[0] and list(other[start : start + len(wanted)]) == wanted:
            return start
    return None


def _bounds(own: Sequence[str], other: Sequence[str], theirs: Sequence[Token]) -> tuple[int, int]:
    """From where to where `other` is like `own`: of the stretches that begin as `own` does, and of the whole,
    the one that is most like it."""
    start, end = _stretch(own, other)
    begins = [place for place in range(start, end) if other[place] in own[:2]]
    found = [
        _fitted(own, other, theirs, place, (start, end))
        for place in dict.fromkeys([start, *begins[:_BEGINS]])
    ]
    return max(found, key=lambda fitted: fitted[0])[1:]


def _fitted(
    own: Sequence[str], other: Sequence[str], theirs: Sequence[Token], start: int, room: tuple[int, int]
) -> tuple[float, int, int]:
    """How alike, and from where to where: to the first and the last word that are shared from `start` on, and
    beyond them to what stands in the place of other words at either end, as far as the sentence goes."""
    least, end = room
    matcher = SequenceMatcher(None, own, other[start:end], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, 0, 0
    first, last = start + blocks[0].b, start + blocks[-1].b + blocks[-1].size
    before, after = own[: blocks[0].a], own[blocks[-1].a + blocks[-1].size :]
    for _ in _spoken(before):
        first -= first > least and not theirs[first - 1].ends
    for _ in _spoken(after):
        last += last < end and not theirs[last - 1].ends
    return 2 * sum(block.size for block in blocks) / (len(own) + last - first), first, last


def _spoken(words: Sequence[str]) -> list[str]:
    """Those of some words that stand for others: no ellipsis, and nothing that is put in in brackets."""
    return [word for word in words if word != ELLIPSIS and not word.startswith("[")]


def _stretch(own: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """The part of `other` that holds most of the words of `own`, with room around it."""
    size = len(own)
    wanted, held, shared = Counter(own), Counter[str](), 0
    best, at = -1, 0
    for place, word in enumerate(other):
        held[word] += 1
        shared += held[word] <= wanted[word]
        if place >= size:
            gone = other[place - size]
            shared -= held[gone] <= wanted[gone]
            held[gone] -= 1
        if shared > best:
            best, at = shared, max(0, place - size + 1)
    slack = size // 2 + 3 + _OMITTED * own.count(ELLIPSIS)
    return max(0, at - slack), min(len(other), at + size + slack)
