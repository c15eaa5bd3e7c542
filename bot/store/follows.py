"""Whom people follow, what there is of news for them, and which remarks are none any more."""

import json
import time
from collections.abc import Collection, Iterable
from typing import NamedTuple

from bot.store.database import Database

DAY = 86400.0

_COLUMNS = "number, chat, person, whom, topic, daily, told"


class Follow(NamedTuple):
    """That news of somebody (on a topic, where it is not "") go to a chat; `daily`: once a day at most."""

    number: int
    chat: int
    person: int
    whom: str
    topic: str
    daily: bool
    told: float


class News(NamedTuple):
    """Quotations of an article that a follow has not been told of, by their ids."""

    article: str
    quotations: list[str]


class FollowStore(Database):
    """The part of the bot's memory that is about following."""

    def follow(
        self, chat: int, person: int, whom: str, topic: str, *, daily: bool, known: Iterable[str], newest: int
    ) -> Follow:
        """Begins to follow. `known` are the remarks of theirs that are no news, `newest` the newest article's
        key; followed already, only `daily` is changed."""
        with self._write() as db:
            followed = db.execute("SELECT 1 FROM follows WHERE whom = ?", (whom,)).fetchone()
            db.execute(
                "INSERT INTO follows (chat, person, whom, topic, daily, told) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (chat, person, whom, topic) DO UPDATE SET daily = excluded.daily",
                (chat, person, whom, topic, int(daily), time.time()),
            )
            if followed is None:  # else what was not looked at yet would be no news for those before
                remarks = [(whom, remark) for remark in known]
                db.executemany("INSERT OR IGNORE INTO remarks VALUES (?, ?)", remarks)
            if db.execute("SELECT 1 FROM watched").fetchone() is None:
                db.execute("INSERT INTO watched VALUES (?)", (newest,))
        mine = "chat = ? AND person = ? AND whom = ? AND topic = ?"
        row = self._rows(f"SELECT {_COLUMNS} FROM follows WHERE {mine}", chat, person, whom, topic)[0]
        return Follow(*row)

    def follows(self, chat: int | None = None, person: int | None = None) -> list[Follow]:
        """Who is followed, in a chat or by a person or anywhere, in the order in which it began."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM follows WHERE (? IS NULL OR chat = ?) AND (? IS NULL OR person = ?) "
            "ORDER BY number",
            chat, chat, person, person,
        )  # fmt: skip
        return [Follow(*row) for row in rows]

    def set_daily(self, number: int, daily: bool) -> None:
        """Tells a follow's news once a day, or at once."""
        with self._write() as db:
            db.execute("UPDATE follows SET daily = ? WHERE number = ?", (int(daily), number))

    def unfollow(self, numbers: Collection[int]) -> None:
        """Ends some follows."""
        with self._write() as db:
            for number in numbers:
                db.execute("DELETE FROM follows WHERE number = ?", (number,))
                db.execute("DELETE FROM news WHERE follow = ?", (number,))
            db.execute("DELETE FROM remarks WHERE whom NOT IN (SELECT whom FROM follows)")

    def watched(self) -> int:
        """The key of the newest article that was looked at."""
        rows = self._rows("SELECT article FROM watched")
        return int(rows[0][0]) if rows else 0

    def known_remarks(self, whom: str) -> set[str]:
        """The remarks of somebody that are no news."""
        return {remark for (remark,) in self._rows("SELECT remark FROM remarks WHERE whom = ?", whom)}

    def add_news(
        self, newest: int, remarks: Iterable[tuple[str, str]], news: Iterable[tuple[int, News]]
    ) -> None:
        """Notes in one commit how far was looked, whose remarks were met, and for whom they are news."""
        with self._write() as db:
            db.executemany("INSERT OR IGNORE INTO remarks VALUES (?, ?)", remarks)
            for number, one in news:
                row = (number, one.article, json.dumps(one.quotations))
                db.execute("INSERT OR REPLACE INTO news VALUES (?, ?, ?)", row)
            db.execute("UPDATE watched SET article = ?", (newest,))

    def due(self) -> list[tuple[Follow, list[News]]]:
        """The follows that are to be told something now, with all that waits for them."""
        found = []
        for follow in self.follows():
            if follow.daily and time.time() < follow.told + DAY:
                continue
            rows = self._rows("SELECT article, quotations FROM news WHERE follow = ?", follow.number)
            if rows:
                found.append((follow, [News(article, json.loads(held)) for article, held in rows]))
        return found

    def told_news(self, number: int, articles: Iterable[str]) -> None:
        """Notes that a follow was told of these articles."""
        with self._write() as db:
            for article in articles:
                db.execute("DELETE FROM news WHERE follow = ? AND article = ?", (number, article))
            db.execute("UPDATE follows SET told = ? WHERE number = ?", (time.time(), number))
