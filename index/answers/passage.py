"""Passages: what an answer shows of an article, and where it stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from index.spans import Span


class PassageKind(StrEnum):
    """How much of what is shown are somebody's own words; `NARRATION` is the article's."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NARRATION = "narration"


class Matched(StrEnum):
    """What a passage was found by: words of the topic, nearness in meaning, or no topic at all."""

    WORDS = "words"
    MEANING = "meaning"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """Which article a passage stands in; what the article does not tell is None."""

    id: str
    title: str
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """The form of `ask --json`."""
        return {
            "id": self.id,
            "title": self.title,
            "path": self.path,
            "url": self.url,
            "publisher": self.publisher,
            "published": self.published,
        }


class Reason(NamedTuple):
    """One part of a passage's score: what was found, where, and what it was worth."""

    what: str
    where: str
    worth: float


class Piece(NamedTuple):
    """A run of a passage's text that is set alike."""

    text: str
    quoted: bool  # the quotation's own words
    matched: bool  # a word that was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One quotation, or one sentence of narration, as an answer shows it.

    Spans count characters of the article's text, and every text is a slice of it. `spans` are the
    quotation's own words in order; `text` is those words, parts that do not touch joined by " … ", and
    ending in " …" where `cut`. `shown` is the text of `passage`: whole sentences, with what stands
    between the parts. `speaker` is the person's fullest name in the archive, None where the article does
    not settle it; `source` and `cue` are as written. `before` and `after` are the sentences around;
    `lead` is `before` where the quotation leans on it ("He", "that plan") and None elsewhere. `context` is
    the article from `before` to `after`, with the passage between them.
    """

    rank: int
    score: float
    kind: PassageKind
    text: str
    speaker: str | None
    role: str | None
    source: str | None
    cue: str | None
    spans: tuple[Span, ...]
    passage: Span
    confidence: float
    article: ArticleRef
    matched: Matched = Matched.WORDS
    corrected: bool = False  # by a person
    copies: tuple[ArticleRef, ...] = ()
    shown: str
    cut: bool = False
    matches: tuple[Span, ...] = ()
    before: str | None = None
    after: str | None = None
    lead: str | None = None
    context: str | None = None
    id: str | None = None  # the quotation's own, as long as its article's text stays; None for narration
    quotation: int | None = None  # the archive's number of the quotation, None for narration
    page: str | None = None  # the address of the quotation's own page, where the archive has a site
    reasons: tuple[Reason, ...] = field(default=(), repr=False)

    def pieces(self) -> list[Piece]:
        """`shown` from start to end in pieces that are quoted or not, matched or not."""
        start, end = self.passage.start, self.passage.start + len(self.shown)
        edges = {start, end}
        for span in (*self.spans, *self.matches):
            edges.update(place for place in span if start < place < end)
        places = sorted(edges)
        found: list[Piece] = []
        for first, last in pairwise(places):
            found.append(
                Piece(
                    self.shown[first - start : last - start],
                    any(s.start <= first and last <= s.end for s in self.spans),
                    any(s.start <= first and last <= s.end for s in self.matches),
                )
            )
        return found

    def to_dict(self, *, context: bool = False) -> dict[str, object]:
        """The form of `ask --json`, with the sentences around it where `context` is asked for."""
        return {
            "rank": self.rank,
            "score": round(self.score, 4),
            "id": self.id,
            "kind": self.kind.value,
            "text": self.text,
            "speaker": self.speaker,
            "role": self.role,
            "source": self.source,
            "cue": self.cue,
            "spans": [list(span) for span in self.spans],
            "passage": list(self.passage),
            **({"context": self.context} if context else {}),
            "confidence": round(self.confidence, 4),
            "matched": self.matched.value,
            "corrected": self.corrected,
            "copies": [{"article": copy.id} for copy in self.copies],
            "article": self.article.to_dict(),
        }


def each_once(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages as a reader is shown them, in their order and numbered anew: of one speaker's quotations in
    the same sentences the first stands for all, with their words and what matched in them marked too.
    """
    seen: dict[tuple[str, Span, object], Passage] = {}
    for one in passages:
        whose = one.speaker or (one.source, one.kind is PassageKind.NARRATION)
        key = (one.article.id, one.passage, whose)
        seen[key] = _marked(seen[key], one) if key in seen else one
    return tuple(replace(passage, rank=rank) for rank, passage in enumerate(seen.values(), 1))


def _marked(first: Passage, other: Passage) -> Passage:
    """The first of two quotations in the same sentences, with the words of both."""
    return replace(
        first,
        kind=first.kind if first.kind is other.kind else PassageKind.MIXED,
        spans=tuple(sorted({*first.spans, *other.spans})),
        matches=tuple(sorted({*first.matches, *other.matches})),
    )
