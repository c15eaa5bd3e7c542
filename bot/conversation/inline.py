"""Inline mode: passages as they are typed for, in any chat."""

import re
from collections.abc import Iterable
from hashlib import blake2b
from itertools import zip_longest
from typing import NamedTuple

from bot.conversation import render
from bot.conversation.answer_cache import MOST, AnswerCache, Request
from bot.conversation.directory import quoted
from bot.conversation.followups import said
from bot.conversation.markup import escape, one_line
from index.answers.answer import Outcome
from index.answers.passage import Passage
from index.people.lookup import people_like

A_PAGE = 10

MOST_NAMESAKES = 5

_PEOPLE = re.compile(r"people\b\s*(.*)", re.IGNORECASE | re.DOTALL)

KEEP = 120
"""Seconds that Telegram may show the same results to the same words."""


class InlineResult(NamedTuple):
    """One result: what the list shows of it, and the message it sends."""

    id: str
    title: str
    description: str
    html: str


class Items(NamedTuple):
    """A page of results, and where the next begins; None where there is none."""

    items: tuple[InlineResult, ...]
    next_offset: str | None


def results(finder: AnswerCache, query: str, offset: str) -> Items:
    """Quotations on what is typed; the newest articles' where nothing is.

    Offsets come from clients: what is no place in the results gives none.
    """
    start = int(offset) if offset.isascii() and offset.isdecimal() and len(offset) < 6 else 0
    if offset.startswith("-") or start >= MOST * A_PAGE:
        return Items((), None)
    if found := _PEOPLE.match(query.strip()):
        return _people(finder, found[1], start)
    passages = _passages(finder, query.strip())
    some = passages[start : start + A_PAGE]
    rest = len(passages) > start + A_PAGE
    return Items(tuple(_item(passage) for passage in some), str(start + A_PAGE) if rest else None)


def _people(finder: AnswerCache, typed: str, start: int) -> Items:
    """Those of whom every word typed begins a word of a name or role, the most quoted first; chosen, they are
    asked about."""
    found = people_like(finder.archive.people, typed) if typed.strip() else finder.archive.people.persons
    items = [
        InlineResult(
            id=blake2b(person.name.encode(errors="replace"), digest_size=12).hexdigest(),
            title=one_line(person.name, 120) or "…",
            description=quoted(person.quotations, person.articles),
            html=escape(said([person.name], "")),
        )
        for person in found[start : start + A_PAGE]
    ]
    return Items(tuple(items), str(start + A_PAGE) if len(found) > start + A_PAGE else None)


def _passages(finder: AnswerCache, query: str) -> tuple[Passage, ...]:
    if not query:
        return finder.newest(MOST)
    found: dict[str, Passage] = {}
    for passage in _answers(finder, query):
        found.setdefault(_id(passage), passage)
    return tuple(found.values())


def _answers(finder: AnswerCache, query: str) -> Iterable[Passage]:
    """The passages of an answer; of a name that several people bear, each one's by turns."""
    asked = finder.find(Request(query))
    if asked.answer.outcome is not Outcome.AMBIGUOUS_SPEAKER:
        return asked.answer.answers
    each = [
        finder.find(Request(said([one], asked.topic))).answer.answers
        for one in asked.answer.suggestions[:MOST_NAMESAKES]
    ]
    return [passage for turn in zip_longest(*each) for passage in turn if passage is not None]


def _item(passage: Passage) -> InlineResult:
    return InlineResult(
        id=_id(passage),
        title=render.inline_title(passage),
        description=one_line(passage.text, 180) or "…",
        html=render.passage_html(passage),
    )


def _id(passage: Passage) -> str:
    place = f"{passage.article.id}\0{passage.passage}\0{passage.spans}"
    return blake2b(place.encode(errors="replace"), digest_size=12).hexdigest()
