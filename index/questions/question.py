"""Questions as understood: who is asked about, on what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.analysis.dates import OPEN, Period
from index.questions.counting import Counting
from index.questions.person_linking import Asked


class QuestionKind(StrEnum):
    """What is wanted: somebody's words, who spoke some words, several people's words, any passage, how often
    something was said, or whether words are somebody's."""

    SAID = "said"
    WHO_SAID = "who_said"
    COMPARE = "compare"
    SEARCH = "search"
    COUNT = "count"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word to be searched for and its terms; `verb` for what was done ("deny"), which a cue may tell;
    `where` for the place or the occasion ("in Ohio"), which the article may tell elsewhere."""

    word: str
    terms: tuple[str, ...]
    verb: bool = False
    where: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as understood.

    `typed` is what follows "about", as typed; `phrase` a run of words between quotation marks, to be found as
    it stands, or of a check to be checked. `narrative` tells that the article's own words may answer it.
    `leaning` are people named among bare words, whose quotations come first where they bear on the topic.
    `claim` is a check of the words that somebody is asked to have said ("did Gates say Iran is bad?"), which
    answers where they are quoted so or nearly so. `plain` is a check of words that were typed without marks,
    as a question on what they are about, which answers where the words are not found. `counting` tells what
    is asked of a count of what the rest of the question asks for. `notes` are sentences on how it was read
    that the asker should see.
    """

    text: str
    kind: QuestionKind
    asked: tuple[Asked, ...] = ()
    topic: tuple[TopicWord, ...] = ()
    typed: str | None = None
    phrase: str | None = None
    period: Period = OPEN
    publishers: tuple[str, ...] = ()
    narrative: bool = False
    leaning: tuple[Asked, ...] = ()
    claim: Question | None = None
    plain: Question | None = None
    counting: Counting | None = None
    notes: tuple[str, ...] = ()
