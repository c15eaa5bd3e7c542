"""Articles sent by chat: files and forwarded posts, added by admins, who can undo it."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

from bot.conversation.answer_cache import AnswerCache
from bot.conversation.buttons import Action, encode
from bot.conversation.markup import name, one_line
from bot.conversation.replies import Button, Notice, Reply, Who
from bot.store.state import State
from index.archive.database import waiting
from index.archive.reports import AddReport
from index.articles.article import Article
from index.articles.kinds import KINDS, is_known
from index.articles.reading import read_articles
from index.errors import ArticleError
from index.fetching.client import Fetcher
from index.fetching.pages import read_address
from index.records.archive import Archive

MOST_BYTES = 10 << 20
MOST_ARTICLES = 500
"""In one file."""
MOST_A_DAY = 200
"""Uploads of one person."""

MOST_TITLES, MOST_NAMED = 5, 5
"""Articles of an upload that are told by title, and people of each that are told by name."""

WAIT = 20.0
"""Seconds to wait for another writer."""

SPELL = 0.5
"""Seconds that a channel's post waits for another writer before it is put off: the bot can end meanwhile."""


class Post(NamedTuple):
    """A post of a channel, forwarded or as it appeared: its text and where it comes from."""

    text: str
    id: str
    publisher: str | None
    url: str | None
    published: str


class Uploads:
    """Adds articles for the people in `ADMINS`. May be used from several threads.

    `private`: addresses from chat may be of a private network.
    """

    def __init__(
        self,
        finder: AnswerCache,
        state: State,
        *,
        kept: bool = True,
        private: bool = False,
        how: Literal["auto", "model", "rules"] = "auto",
    ) -> None:
        self._finder = finder
        self._state = state
        self._kept = kept
        self._private = private
        self._how = how

    @property
    def not_kept(self) -> str | None:
        """Why nothing can be added at all; None where it can."""
        if self._kept:
            return None
        return (
            "I am running on the small archive I came with, and nothing added to it would be kept. "
            "Create an archive first: onrecord add FOLDER."
        )

    def refusal(self, who: Who, file_name: str, size: int | None) -> str | None:
        """Why a file is refused, before any of it is downloaded; None if it is accepted."""
        if self.not_kept:
            return self.not_kept
        if not is_known(file_name):
            return f"I can read files that end in {', '.join(KINDS)}."
        if size is None or size > MOST_BYTES:
            return f"That file is too large; I accept up to {MOST_BYTES >> 20} MB."
        return self._too_many(who)

    def _too_many(self, who: Who) -> str | None:
        if self._state.uploads_since(who.user, 86400.0) >= MOST_A_DAY:
            return f"That is more than {MOST_A_DAY} uploads in one day; please continue tomorrow."
        return None

    def add_file(self, data: bytes, file_name: str, who: Who) -> Reply:
        """Adds the articles of a file."""
        safe = re.sub(r"[^\w.() -]", "_", one_line(PurePosixPath(file_name.replace("\\", "/")).name, 120))
        safe = safe.lstrip(".") or "article.txt"
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            path = Path(folder) / safe
            path.write_bytes(data)
            items = list(islice(read_articles(path), MOST_ARTICLES + 1))
        if len(items) > MOST_ARTICLES:
            text = f"That file contains more than {MOST_ARTICLES} articles, which is what I accept at once."
            return _said(text, "too_many")
        articles: list[Article | ArticleError] = []
        for item in items:
            if isinstance(item, ArticleError):
                articles.append(ArticleError(str(item).replace(f"{path}", safe), field=item.field))
            else:
                own = item.path is not None or item.id.startswith(safe)
                articles.append(replace(item, id=f"chat/{item.id}" if own else item.id, path=None))
        return self._add(articles, who)

    def add_post(self, post: Post, who: Who) -> Reply:
        """Adds a forwarded post as an article whose title is its first line."""
        if self.not_kept:
            return _said(self.not_kept, "not_kept")
        if refusal := self._too_many(who):
            return _said(refusal, "too_many")
        return self._add([_article_of(post)], who)

    def take_in(self, post: Post) -> str:
        """Adds or updates a post of a channel, about which nothing is said; what came of it, as a word.

        Raises ArchiveBusy where somebody else is writing.
        """
        if self.not_kept:
            return "not_kept"
        with Archive.open(self._finder.archive.folder) as archive, waiting(SPELL):
            report = archive.add([_article_of(post)], finder=self._how)
        return "added" if report.added + report.updated else "rejected" if report.rejected else "unchanged"

    def add_address(self, view: str, who: Who) -> Reply | Notice:
        """Adds the articles at the address of a view that offered it, fetched now."""
        held = self._state.view(view)
        if held is None or held.person != who.user or "address" not in held.data:
            return Notice("That button no longer works. Please send the link again.", True, "too_old")
        return self.add_from(held.data["address"], who)

    def add_from(self, address: str, who: Who) -> Reply:
        """Adds the articles at a web address."""
        if self.not_kept:
            return _said(self.not_kept, "not_kept")
        if refusal := self._too_many(who):
            return _said(refusal, "too_many")
        with Fetcher(private=self._private) as fetcher:
            items = list(islice(read_address(address, fetcher), MOST_ARTICLES))
        return self._add(items, who)

    def take_out(self, ids: Sequence[str], who: Who) -> Reply:
        """Takes articles out of the archive, which can be undone."""
        if self.not_kept:
            return _said(self.not_kept, "not_kept")
        with Archive.open(self._finder.archive.folder) as archive, waiting(WAIT):
            before = [held for id_ in ids if (held := _held(archive, id_)) is not None]
            removed = archive.remove(ids)
        upload = self._state.add_upload(who.user, {"added": [], "before": before})
        titles = [f"• {name(held['title'], 120)}" for held in before[:MOST_TITLES]]
        return Reply(
            html="\n".join([f"{_articles(len(removed))} taken out:", *titles]),
            buttons=((Button("Undo", encode(Action.UNDO, upload)),),),
            outcome="removed",
        )

    def _add(self, items: Sequence[Article | ArticleError], who: Who) -> Reply:
        ids = [item.id for item in items if isinstance(item, Article)]
        with Archive.open(self._finder.archive.folder) as archive:
            before = {id_: _held(archive, id_) for id_ in ids}
            with waiting(WAIT):
                report = archive.add(items, finder=self._how)
            quotations, speakers = _found(archive, ids)
            brought = _brought(archive, ids)
        if not report.added + report.updated:
            return _said(_rejections(report) or "I already have that; nothing has changed.", "unchanged")
        upload = self._state.add_upload(
            who.user,
            {
                "added": [id_ for id_ in ids if before[id_] is None],
                "before": [held for held in before.values() if held is not None],
            },
        )
        return Reply(
            html="\n".join(
                line
                for line in (_summary(report, quotations, speakers), *brought, _rejections(report))
                if line
            ),
            buttons=((Button("Undo", encode(Action.UNDO, upload)),),),
            outcome="added",
        )

    def undo(self, upload: str, who: Who) -> Reply | Notice:
        """Removes what an upload added and restores what it replaced."""
        held = self._state.take_upload(who.user, upload)
        if held is None:
            return Notice("That has already been undone, or it was too long ago.", True, "no_undo")
        with Archive.open(self._finder.archive.folder) as archive, waiting(WAIT):
            removed = archive.remove(held["added"]) if held["added"] else []
            restored = [Article(**article) for article in held["before"]]
            if restored:
                archive.add(restored, finder=self._how)
        lines = [f"Undone: {_articles(len(removed))} removed"]
        if restored:
            lines.append(f"{_articles(len(restored))} restored")
        return _said(", ".join(lines) + ".", "undone")


def _article_of(post: Post) -> Article:
    """A post as an article whose title is its first line."""
    return Article(
        id=f"chat/{post.id}",
        title=one_line(post.text.strip().split("\n")[0], 160),
        text=post.text,
        url=post.url,
        publisher=post.publisher,
        published=post.published,
    )


def _held(archive: Archive, article_id: str) -> dict[str, Any] | None:
    key = archive.key_of(article_id)
    return None if key is None else asdict(archive.article(key))


def _found(archive: Archive, ids: Sequence[str]) -> tuple[int, int]:
    """Quotations and distinct speakers in these articles."""
    quotations, speakers = 0, set()
    for id_ in ids:
        key = archive.key_of(id_)
        if key is not None:
            rows = archive.quotations_of(key)
            quotations += len(rows)
            speakers |= {number for row in rows for number in row.names}
    return quotations, len(speakers)


def _brought(archive: Archive, ids: Sequence[str]) -> list[str]:
    """The titles of the first articles, each with the people who are quoted in it."""
    lines = []
    for id_ in ids[:MOST_TITLES]:
        key = archive.key_of(id_)
        if key is None:
            continue
        people = dict.fromkeys(
            person.name
            for row in archive.quotations_of(key)
            for number in row.names
            if (person := archive.people.of(number)) is not None
        )
        some = [name(one, 60) for one in list(people)[:MOST_NAMED]]
        more = f" and {len(people) - len(some)} more" if len(people) > len(some) else ""
        lines.append(f"• {name(archive.article(key).title, 120)}: {', '.join(some) or 'nobody named'}{more}")
    return lines + ([f"… and {len(ids) - MOST_TITLES} more."] if len(ids) > MOST_TITLES else [])


def _summary(report: AddReport, quotations: int, speakers: int) -> str:
    done = []
    if report.added:
        done.append(f"{_articles(report.added)} added")
    if report.updated:
        done.append(f"{_articles(report.updated)} updated")
    if report.unchanged:
        done.append(f"{report.unchanged} unchanged")
    people = f"{speakers} {'person or institution' if speakers == 1 else 'people and institutions'}"
    return f"{', '.join(done)}: {quotations} quotation{'s' if quotations != 1 else ''} from {people}."


def _rejections(report: AddReport) -> str:
    lines = [f"Not added: {name(str(error), 300)}" for error in report.rejected[:5]]
    if len(report.rejected) > 5:
        lines.append(f"… and {len(report.rejected) - 5} more.")
    return "\n".join(lines)


def _articles(count: int) -> str:
    return f"{count} article{'s' if count != 1 else ''}"


def _said(html: str, outcome: str) -> Reply:
    return Reply(html=html, outcome=outcome)
