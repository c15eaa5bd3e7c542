"""The channels that the bot is in, and whose posts it takes into the archive."""

from typing import NamedTuple

from bot.store.database import Database


class Channel(NamedTuple):
    """A channel, the administrator of the bot's who let it in, and whether its posts are taken in."""

    chat: int
    title: str
    person: int
    taken: bool


class ChannelStore(Database):
    """The part of the bot's memory that is about channels."""

    def meet_channel(self, chat: int, title: str, person: int) -> None:
        """Notes that somebody let the bot into a channel; whether its posts are taken in stays as it was."""
        with self._write() as db:
            db.execute(
                "INSERT INTO channels (chat, title, person, taken) VALUES (?, ?, ?, 0) "
                "ON CONFLICT (chat) DO UPDATE SET title = excluded.title, person = excluded.person",
                (chat, title, person),
            )

    def take_channel(self, chat: int, taken: bool) -> None:
        """Begins to take in a channel's posts, or ends it."""
        with self._write() as db:
            db.execute("UPDATE channels SET taken = ? WHERE chat = ?", (int(taken), chat))

    def leave_channel(self, chat: int) -> None:
        """Forgets a channel."""
        with self._write() as db:
            db.execute("DELETE FROM channels WHERE chat = ?", (chat,))

    def channels(self, chat: int | None = None) -> list[Channel]:
        """The channels by title, or the one of that id alone."""
        rows = self._rows(
            "SELECT chat, title, person, taken FROM channels WHERE ? IS NULL OR chat = ? "
            "ORDER BY title, chat",
            chat, chat,
        )  # fmt: skip
        return [Channel(number, title, person, bool(taken)) for number, title, person, taken in rows]
