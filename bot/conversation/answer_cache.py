"""Answers for the bot: the newest state of the archive, questions already answered kept at hand."""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple, Self

from index.answers.answer import Answer, Outcome
from index.answers.browsing import newest_direct, passages_of
from index.answers.passage import Passage, PassageKind, each_once
from index.questions.question import QuestionKind
from index.records.archive import Archive

MOST = 30
"""Answers to one question that are looked up at first; every further step looks up ten times as many."""

DEEPEST = 3
"""Steps: 3,000 answers are more than anybody reads."""

KEPT = 1000
"""Answers kept at hand."""


class Request(NamedTuple):
    """A question as it is put to the archive.

    `without` leaves out what that speaker said, `direct` everything but direct speech. `depth` is how many
    answers are looked up: `MOST`, and ten times as many for each step more.
    """

    question: str
    speaker: str | None = None
    article: str | None = None
    without: str | None = None
    direct: bool = False
    depth: int = 1

    @property
    def most(self) -> int:
        """Answers that are looked up."""
        return int(MOST * 10 ** (self.depth - 1))

    @property
    def deeper(self) -> Self | None:
        """The same with more answers; None where there would be too many."""
        return self._replace(depth=self.depth + 1) if self.depth < DEEPEST else None

    @classmethod
    def from_list(cls, held: list[Any]) -> Self:
        """What `list(asked)` was made of."""
        return cls(*held)


@dataclass(frozen=True, kw_only=True)
class CachedAnswer:
    """An answer, as what it was asked, and a short mark that is equal where the passages are.

    `rendered` keeps what has been rendered of it, by whatever names it.
    """

    asked: Request
    answer: Answer
    passages: tuple[Passage, ...]
    mark: str
    more: bool = False
    """Whether there may be more than was looked up."""
    rendered: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def topic(self) -> str:
        """The words searched for, spelt as the passages spell them, else as the question does."""
        return " ".join(self._spelt(word) for word in self.answer.topic)

    @property
    def topic_in_passing(self) -> str:
        """The topic as a button names it: "this" where words were checked, or where it is many."""
        sentence = self.answer.kind in (QuestionKind.CHECK, QuestionKind.WHO_SAID)
        return "this" if sentence or len(self.topic.split()) > 3 else self.topic

    def _spelt(self, word: str) -> str:
        for passage in self.passages[:5]:
            for piece in passage.pieces():
                if piece.matched and piece.text.casefold() == word.casefold():
                    return piece.text
        found = re.search(rf"\b{re.escape(word)}\b", self.asked.question, re.IGNORECASE)
        return found[0] if found else word


class AnswerCache:
    """Asks the newest archive; may be used from several threads.

    `site` is the address at which the archive is served, without a slash at its end; passages lead there.
    """

    def __init__(self, archive: Archive, *, site: str | None = None) -> None:
        self._archive = archive
        self._site = site
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, date, Request], CachedAnswer] = OrderedDict()
        self._newest: tuple[int, tuple[Passage, ...]] = (-1, ())
        self.told: Callable[[str, str, float], None] = lambda *_: None
        """Called with each question that is looked up: its kind, how it ended, and the seconds it took."""

    @property
    def archive(self) -> Archive:
        """The archive as it stands now, whoever wrote to it."""
        with self._lock:
            self._archive = self._archive.latest()
            return self._archive

    def newest(self, limit: int) -> tuple[Passage, ...]:
        """A direct quotation from each of the newest articles."""
        archive = self.archive
        with self._lock:
            version, held = self._newest
            if version == archive.version:
                return held
        found = self._linked(newest_direct(archive, limit))
        with self._lock:
            self._newest = (archive.version, found)
        return found

    def kept(self, asked: Request) -> CachedAnswer | None:
        """The answer where it is at hand; takes microseconds."""
        key = (self.archive.version, _today(), asked)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def find(self, asked: Request) -> CachedAnswer:
        """The answer to a question; at most `MOST` passages, best first."""
        found = self.kept(asked)
        if found is not None:
            return found
        archive, today, begun = self.archive, _today(), time.perf_counter()
        if asked.article is not None and not asked.question:
            answer = _everything(archive, asked.article, asked.most)
        else:
            answer = archive.ask(
                asked.question, limit=asked.most, speaker=asked.speaker, article=asked.article, today=today
            )
        if self._site is not None:
            answer = replace(
                answer, answers=self._linked(answer.answers), related=self._linked(answer.related)
            )
        found = _found(asked, answer)
        self.told(answer.kind.value, answer.outcome.value, time.perf_counter() - begun)
        with self._lock:
            self._kept[archive.version, today, asked] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _linked(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Passages that lead to their own pages, where the archive has a site; narration has no page."""
        if self._site is None:
            return tuple(passages)
        at = f"{self._site}/quotations/"
        return tuple(one if one.id is None else replace(one, page=at + one.id) for one in passages)


def _today() -> date:
    """The day the machine's clock shows: "last week" is said by somebody beside it."""
    return datetime.now().astimezone().date()


def _everything(archive: Archive, article: str, most: int) -> Answer:
    """All quotations of one article, in reading order."""
    key = archive.key_of(article)
    passages = passages_of(archive, key, most) if key is not None else ()
    return Answer(
        question="",
        outcome=Outcome.ANSWERED if passages else Outcome.NO_QUOTATION,
        kind=QuestionKind.SEARCH,
        answers=passages,
    )


def _found(asked: Request, answer: Answer) -> CachedAnswer:
    passages = answer.answers or answer.related[:3]
    more = len(answer.answers) >= asked.most and asked.deeper is not None
    if asked.without is not None or asked.direct:
        kept = [passage for passage in passages if _wanted(asked, passage)]
        passages = tuple(replace(passage, rank=rank) for rank, passage in enumerate(kept, 1))
        if answer.outcome is Outcome.ANSWERED:
            outcome = Outcome.ANSWERED if passages else Outcome.NO_QUOTATION
            answer = replace(answer, outcome=outcome, answers=passages)
    passages = each_once(passages)
    places = [(p.article.id, tuple(p.passage), p.spans, p.speaker) for p in passages]
    mark = blake2b(repr((answer.outcome.value, places)).encode(errors="replace"), digest_size=8).hexdigest()
    return CachedAnswer(asked=asked, answer=answer, passages=passages, mark=mark, more=more)


def _wanted(asked: Request, passage: Passage) -> bool:
    if asked.without is not None and (passage.speaker in (None, asked.without)):
        return False
    return not asked.direct or passage.kind is PassageKind.DIRECT
