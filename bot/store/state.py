"""What the bot remembers between runs: updates in hand, answers sent, views, reports, settings. SQLite."""

import json
import secrets
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bot.store.channels import ChannelStore
from bot.store.follows import FollowStore

KEEP_UPDATES = 48 * 3600.0
"""Seconds an update's number is kept, twice what Telegram keeps updates for."""

_KNOWN_PEOPLE = 5000
"""People whose settings are kept at hand."""

KEEP_VIEWS = 30 * 86400.0
"""Seconds that the buttons under an answer go on working."""


class View(NamedTuple):
    """What a message of the bot shows and to whom; its buttons name it by `id`."""

    id: str
    chat: int
    person: int
    message: int | None
    data: dict[str, Any]
    at: float
    twin: bool = False
    """Whether two messages may show it: `message`, and one of which Telegram did not say that it arrived."""


class Report(NamedTuple):
    """Somebody's word that a passage stands under the wrong name; places count the article's characters."""

    number: int
    at: float
    person: int
    question: str
    passage: str
    speaker: str | None
    article: str
    start: int
    stop: int


class State(FollowStore, ChannelStore):
    """What the bot remembers. Safe to use from several threads; see `Database` for what its files promise."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path)
        self._settings: dict[int, dict[str, Any]] = {}

    # -- updates

    def receive(self, bot: int, updates: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Writes the updates down; those of them that were not known before, in order."""
        fresh = []
        now = time.time()
        with self._write() as db:
            for update in updates:
                row = (bot, update["update_id"], now, json.dumps(update))
                if db.execute(
                    "INSERT OR IGNORE INTO updates (bot, id, at, body) VALUES (?, ?, ?, ?)", row
                ).rowcount:
                    fresh.append(update)
        return fresh

    def unfinished(self, bot: int) -> list[dict[str, Any]]:
        """Updates that were written down and never finished, oldest first."""
        rows = self._rows("SELECT body FROM updates WHERE bot = ? AND body IS NOT NULL ORDER BY id", bot)
        return [json.loads(body) for (body,) in rows]

    def sending(self, bot: int, update_id: int, times: int) -> None:
        """Notes how often the answer to an update may have been sent."""
        with self._write() as db:
            db.execute("UPDATE updates SET sending = ? WHERE bot = ? AND id = ?", (times, bot, update_id))

    def sendings(self, bot: int, update_id: int) -> int:
        """How often that is: what `sending` noted in a run that ended before `finish`."""
        rows = self._rows("SELECT sending FROM updates WHERE bot = ? AND id = ?", bot, update_id)
        return int(rows[0][0] or 0) if rows else 0

    def finish(self, bot: int, update_id: int) -> None:
        """Notes that an update is done with and forgets what it held."""
        with self._write() as db:
            db.execute(
                "UPDATE updates SET body = NULL, sending = NULL WHERE bot = ? AND id = ?", (bot, update_id)
            )
        self._clear_journal()

    # -- answers

    def answered(
        self,
        bot: int,
        update_id: int | None,
        chat: int,
        question: int | None,
        message: int,
        view: str | None,
        *,
        twin: bool = False,
    ) -> None:
        """Notes in one commit which message answers which, what it shows, and that the update is done.

        `twin`: another message may show the same.
        """
        now = time.time()
        with self._write() as db:
            key = question if question is not None else -message
            db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (chat, key, message, now))
            if view is not None:
                db.execute("UPDATE views SET message = ?, twin = ? WHERE id = ?", (message, int(twin), view))
            if update_id is not None:
                db.execute(
                    "UPDATE updates SET body = NULL, sending = NULL WHERE bot = ? AND id = ?",
                    (bot, update_id),
                )

    def answer_to(self, chat: int, question: int) -> int | None:
        """The message that answers a question's message."""
        rows = self._rows("SELECT message FROM answers WHERE chat = ? AND question = ?", chat, question)
        return rows[0][0] if rows else None

    def move_chat(self, old: int, new: int) -> None:
        """What is stored of a group is that of the supergroup it has become."""
        with self._write() as db:
            for table in ("told", "follows"):
                db.execute(f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?", (new, old))
            # A supergroup numbers its messages anew.
            db.execute("UPDATE views SET chat = ?, message = 0 WHERE chat = ?", (new, old))
            db.execute("DELETE FROM answers WHERE chat = ?", (old,))

    # -- views

    def add_view(self, chat: int, person: int, data: dict[str, Any]) -> str:
        """Stores what a message is going to show; the new view's name, which cannot be guessed."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            # Written down with whatever is next: before the message is sent, that is, and in one commit.
            self._new_views.append((name, chat, person, json.dumps(data), time.time()))
        return name

    def change_view(self, name: str, data: dict[str, Any]) -> None:
        """Stores what a view shows from now on."""
        with self._write() as db:
            db.execute("UPDATE views SET data = ? WHERE id = ?", (json.dumps(data), name))

    def view(self, name: str) -> View | None:
        """The view of that name, None where it is unknown or too old."""
        sql = "SELECT id, chat, person, message, data, at, twin FROM views WHERE id = ? AND at > ?"
        rows = self._rows(sql, name, time.time() - KEEP_VIEWS)
        return _view(*rows[0]) if rows else None

    def last_view(self, chat: int, person: int, seconds: float) -> View | None:
        """The person's newest view of an answer in that chat, no aside, made within the last `seconds`.

        The newest is the one with the highest message: a clock that is set back makes later ones look older.
        """
        now = time.time()
        rows = self._rows(
            "SELECT id, chat, person, message, data, at, twin FROM views WHERE chat = ? AND person = ? "
            "AND at BETWEEN ? AND ? AND json_extract(data, '$.kind') = 'answer' "
            "AND json_extract(data, '$.aside') IS NULL ORDER BY message DESC, at DESC LIMIT 1",
            chat,
            person,
            now - seconds,
            now + seconds,
        )
        return _view(*rows[0]) if rows else None

    def view_of(self, chat: int, message: int) -> View | None:
        """The answer that a message shows; None where it shows none, or is too old."""
        rows = self._rows(
            "SELECT id, chat, person, message, data, at, twin FROM views WHERE chat = ? AND message = ? "
            "AND at > ? AND json_extract(data, '$.kind') = 'answer' ORDER BY at DESC LIMIT 1",
            chat,
            message,
            time.time() - KEEP_VIEWS,
        )
        return _view(*rows[0]) if rows else None

    # -- reports

    def add_report(
        self, person: int, question: str, passage: str, speaker: str | None, article: str, span: Sequence[int]
    ) -> bool:
        """Stores a report; False where that person has reported that passage before."""
        row = (time.time(), person, question, passage, speaker, article, span[0], span[1])
        with self._write() as db:
            columns = "at, person, question, passage, speaker, article, start, stop"
            sql = f"INSERT OR IGNORE INTO reports ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            return bool(db.execute(sql, row).rowcount)

    def reports(self) -> list[Report]:
        """Every report, oldest first."""
        return [Report(*row) for row in self._rows("SELECT * FROM reports ORDER BY number")]

    def remove_report(self, number: int) -> bool:
        """Takes a report off the list; False where there is none of that number."""
        with self._write() as db:
            return bool(db.execute("DELETE FROM reports WHERE number = ?", (number,)).rowcount)

    # -- people

    def settings(self, person: int) -> dict[str, Any]:
        """What a person has set; {} where nothing."""
        held = self._settings.get(person)
        if held is None:
            rows = self._rows("SELECT settings FROM people WHERE person = ?", person)
            if len(self._settings) >= _KNOWN_PEOPLE:
                self._settings.clear()
            held = self._settings[person] = dict(json.loads(rows[0][0])) if rows else {}
        return dict(held)

    def set_settings(self, person: int, settings: dict[str, Any]) -> None:
        """Stores what a person has set."""
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO people VALUES (?, ?)", (person, json.dumps(settings)))
        self._settings.pop(person, None)

    def held(self, person: int) -> dict[str, int]:
        """How many questions and reports of a person are stored."""
        views = self._rows("SELECT count(*) FROM views WHERE person = ?", person)[0][0]
        reports = self._rows("SELECT count(*) FROM reports WHERE person = ?", person)[0][0]
        follows = len(self.follows(person=person))
        settings = int(bool(self.settings(person)))
        channels = sum(channel.person == person for channel in self.channels())
        held = {"questions": views, "reports": reports, "settings": settings, "follows": follows}
        return held | {"channels": channels}

    def forget(self, person: int) -> None:
        """Deletes everything stored about a person; once what is in hand is finished, from the file, too."""
        with self._write() as db:
            mine = "chat = ? OR (chat, message) IN (SELECT chat, message FROM views WHERE person = ?)"
            db.execute(f"DELETE FROM answers WHERE {mine}", (person, person))
            for table in ("views", "reports", "people", "uploads", "follows", "channels"):
                db.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
            db.execute("DELETE FROM told WHERE chat = ?", (person,))
            db.execute("DELETE FROM news WHERE follow NOT IN (SELECT number FROM follows)")
            db.execute("DELETE FROM remarks WHERE whom NOT IN (SELECT whom FROM follows)")
            self._forgotten = True
        self._settings.pop(person, None)

    def tell_once(self, chat: int, what: str) -> bool:
        """True the first time that `what` is to be told in a chat, False from then on."""
        with self._write() as db:
            row = (chat, what, time.time())
            return bool(db.execute("INSERT OR IGNORE INTO told VALUES (?, ?, ?)", row).rowcount)

    # -- uploads

    def add_upload(self, person: int, data: dict[str, Any]) -> str:
        """Stores what an upload changed, so that it can be undone; its name."""
        name = secrets.token_urlsafe(9)
        with self._write() as db:
            db.execute(
                "INSERT INTO uploads VALUES (?, ?, ?, ?)", (name, person, time.time(), json.dumps(data))
            )
        return name

    def take_upload(self, person: int, name: str) -> dict[str, Any] | None:
        """What that person's upload changed, once; None where there is none, or it was taken."""
        with self._write() as db:
            row = db.execute(
                "SELECT data FROM uploads WHERE id = ? AND person = ?", (name, person)
            ).fetchone()
            db.execute("DELETE FROM uploads WHERE id = ? AND person = ?", (name, person))
        return dict(json.loads(row[0])) if row else None

    def uploads_since(self, person: int, seconds: float) -> int:
        """How many uploads of a person can be undone that are younger than `seconds`."""
        sql = "SELECT count(*) FROM uploads WHERE person = ? AND at > ?"
        return int(self._rows(sql, person, time.time() - seconds)[0][0])

    def prune(self) -> None:
        """Forgets what is older than it needs to be."""
        now = time.time()
        with self._write() as db:
            db.execute("DELETE FROM updates WHERE at < ? AND body IS NULL", (now - KEEP_UPDATES,))
            db.execute("DELETE FROM views WHERE at < ?", (now - KEEP_VIEWS,))
            db.execute("DELETE FROM answers WHERE at < ?", (now - KEEP_VIEWS,))
            db.execute("DELETE FROM uploads WHERE at < ?", (now - KEEP_VIEWS,))


def _view(name: str, chat: int, person: int, message: int | None, data: str, at: float, twin: int) -> View:
    return View(name, chat, person, message, json.loads(data), at, bool(twin))


def state_path(folder: Path) -> Path:
    """The file of a bot's memory that is kept in `folder`: its archive's, or one of its own."""
    return folder / "bot.sqlite"
