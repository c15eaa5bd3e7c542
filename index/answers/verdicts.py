"""What a checked quotation and a count come to, as values that an answer carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from index.questions.counting import Wanted


class Verdict(StrEnum):
    """How words that were typed compare with what articles quote."""

    EXACT = "exact"
    ALTERED = "altered"
    OTHER_SPEAKER = "other_speaker"
    NOT_FOUND = "not_found"


class Side(StrEnum):
    """Where a run of words stands: in both texts, only in what was typed, or only in the article."""

    SAME = "same"
    TYPED = "typed"
    SAID = "said"


class Change(NamedTuple):
    """A run of words of a comparison, and which text has it."""

    side: Side
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a quotation came to; `difference` tells the two texts word by word, in order, and is
    empty where nothing was found to compare with."""

    verdict: Verdict
    difference: tuple[Change, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The form of `ask --json`."""
        return {
            "verdict": self.verdict.value,
            "difference": [[s.value, words] for s, words in self.difference],
        }


class Spoke(NamedTuple):
    """Somebody with the number of their remarks."""

    speaker: str
    remarks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often something was said: `remarks` counts each once, `appearances` every place where one stands.

    `first` and `last` are the days of the oldest and the newest of their `articles`, None where none tells
    its date. `ranking` are the speakers of a question that asks who, the most remarks first; `wanted` is what
    was asked of the count.
    """

    remarks: int = 0
    appearances: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None
    ranking: tuple[Spoke, ...] = ()
    wanted: Wanted = Wanted.OFTEN

    def to_dict(self) -> dict[str, object]:
        """The form of `ask --json`."""
        return {
            "remarks": self.remarks,
            "appearances": self.appearances,
            "articles": self.articles,
            "first": self.first,
            "last": self.last,
        }
