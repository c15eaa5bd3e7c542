"""What is new by those whom people follow: looked for when articles were added, put into messages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from bot.conversation import render
from bot.conversation.answer_cache import AnswerCache, Request
from bot.conversation.following import Following, described
from bot.conversation.followups import said
from bot.conversation.markup import fits
from bot.conversation.replies import Reply
from bot.store.follows import Follow, News
from bot.store.state import State
from index.answers.passage import Matched, Passage
from index.archive.selection import Selection
from index.people.lookup import find_people
from index.people.people import People
from index.records.reading import Reader

MOST_SHOWN = 5
"""Passages in one message; of more it tells how many there are."""


class Told(NamedTuple):
    """A message for a follow, and the articles it tells of; no message where they are gone meanwhile."""

    follow: Follow
    reply: Reply | None
    articles: list[str]


class NewsDesk:
    """Looks through added articles, and writes the messages. Of one thread at a time."""

    def __init__(self, finder: AnswerCache, state: State, following: Following) -> None:
        self._finder = finder
        self._state = state
        self._following = following
        self._looked = -1

    def look(self) -> list[Told]:
        """The messages that are due now."""
        archive = self._finder.archive
        if archive.version != self._looked:
            self._search()
            self._looked = archive.version
        return [self._message(follow, news) for follow, news in self._state.due()]

    def _search(self) -> None:
        """Notes what is new in articles added since the last time, near-copies of what was there left out."""
        archive, follows = self._finder.archive, self._state.follows()
        if not follows:
            return
        wanted = {whom: _numbers(archive.people, whom) for whom in {one.whom for one in follows}}
        names = tuple(sorted({number for numbers in wanted.values() for number in numbers}))
        since = self._state.watched()
        keys = [key for key in archive.selected(Selection(names=names)) if key > since] if names else []
        known = {whom: self._state.known_remarks(whom) for whom in wanted}
        met: list[tuple[str, str]] = []
        fresh: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row, record in Reader(archive).articles(keys):
            for whom, numbers in wanted.items():
                if numbers.isdisjoint(row.names) or record.remark_id in known[whom]:
                    continue
                known[whom].add(record.remark_id)
                met.append((whom, record.remark_id))
                fresh[whom, record.article_id].append(record.id)
        news = [
            (follow.number, News(article, kept))
            for (whom, article), ids in fresh.items()
            for follow in follows
            if follow.whom == whom and (kept := self._on_topic(follow, article, ids))
        ]
        self._state.add_news(max(archive.newest(), since), met, news)

    def _on_topic(self, follow: Follow, article: str, ids: list[str]) -> list[str]:
        return [passage.id or "" for passage in self._passages(follow, article, ids)] if follow.topic else ids

    def _passages(self, follow: Follow, article: str, ids: Iterable[str]) -> list[Passage]:
        asked = Request(said([follow.whom], follow.topic), article=article)
        kept = set(ids)
        return [
            passage
            for passage in self._finder.find(asked).answer.answers
            if passage.id in kept and passage.matched is not Matched.MEANING
        ]

    def _message(self, follow: Follow, news: list[News]) -> Told:
        articles = [one.article for one in news]
        passages = [p for one in news for p in self._passages(follow, one.article, one.quotations)]
        if not passages:
            return Told(follow, None, articles)
        view = self._state.add_view(follow.chat, follow.person, {"kind": "follow", "follow": follow.number})
        shown = [replace(passage, rank=rank) for rank, passage in enumerate(passages[:MOST_SHOWN], 1)]
        while not fits(html := self._html(follow, passages, shown)) and len(shown) > 1:
            shown.pop()
        buttons = self._following.buttons(view, follow)
        return Told(follow, Reply(html=html, buttons=buttons, view=view, outcome="news"), articles)

    def _html(self, follow: Follow, passages: list[Passage], shown: list[Passage]) -> str:
        count = "a new quotation" if len(passages) == 1 else f"{len(passages)} new quotations"
        left = len(passages) - len(shown)
        more = f"\n\n<i>… and {left} more.</i>" if left else ""
        why = f"You follow {described(follow)}: {count}."
        return f"{why}\n\n{render.passages_html(shown)}{more}"


def _numbers(people: People, whom: str) -> frozenset[int]:
    """The archive's numbers of the names of the person of that full name."""
    found = [person for person in find_people(people, whom) if person.name == whom] or find_people(
        people, whom
    )
    return frozenset(number for person in found[:1] for number in person.name_ids)
