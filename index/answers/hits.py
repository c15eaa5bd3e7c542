"""What is looked for and what is found, before it is an answer: terms, where to look, candidates, scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from index.answers.passage import Matched, Reason
from index.archive.rows import QuotationRow
from index.spans import Span


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """A term that was asked for, the word it came from, and its weight; `verb` where a cue may tell it.

    `also` are terms that stand for it: "Russian" for "Russia". `where` tells that it is asked for as a place
    or an occasion of what was said ("in Ohio", "at the debate").
    """

    term: str
    word: str
    frequency: int
    weight: float
    verb: bool = False
    also: frozenset[str] = frozenset()
    where: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation, or a sentence of narration where `row` is None, in the sentences `first` to `last`."""

    article: int
    first: int
    last: int
    row: QuotationRow | None = None


@dataclass(slots=True)
class Scored:
    """A candidate with what it is worth.

    `coverage` is the share of the topic's weight that it holds, `apart` the share without the verbs asked for
    (1 where there is nothing else); `done` whether its cue is one of these, `told` the terms asked for that
    narration holds. `matched` is what it was found by; by meaning, `around` is the share of the topic that
    stands in it or around it.
    """

    candidate: Candidate
    score: float
    coverage: float
    reasons: list[Reason] = field(default_factory=list)
    matches: list[Span] = field(default_factory=list)
    same: list[Candidate] = field(default_factory=list)
    done: bool = False
    told: frozenset[str] = frozenset()
    apart: float = 1.0
    matched: Matched = Matched.WORDS
    nearness: float = 0.0
    around: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Where to look: keys that a sentence must bear (of each group one), and days."""

    require: tuple[tuple[str, ...], ...] = ()
    since: int | None = None
    until: int | None = None

    @property
    def open(self) -> bool:
        """Whether everything is looked at."""
        return not self.require and self.since is None and self.until is None

    @property
    def period(self) -> str | None:
        """The days in words: "from 2016-10-01 to 2016-10-31"; None where any day will do."""
        if self.since is not None and self.since == self.until:
            return f"of {date.fromordinal(self.since)}"
        first = f"from {date.fromordinal(self.since)}" if self.since is not None else ""
        last = f"to {date.fromordinal(self.until)}" if self.until is not None else ""
        return f"{first} {last}".strip() or None

    def with_keys(self, keys: Iterable[str]) -> Bounds:
        """These bounds and one of `keys`."""
        return Bounds(require=(*self.require, tuple(keys)), since=self.since, until=self.until)
