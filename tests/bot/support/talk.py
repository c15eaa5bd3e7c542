"""Talking to the bot in tests: say something, wait for what comes, look at it."""

from collections.abc import Callable
from typing import Any

from tests.telegram_server.server import TelegramApi

Message = dict[str, Any]


def ask(api: TelegramApi, text: str, *, user: int = 1, chat: int | None = None, **more: Any) -> Message:
    """The bot's answer to a message."""
    place = chat if chat is not None else user
    api.person(user)
    before = len(api.answers(place))
    api.say(text, user=user, chat=chat, **more)
    api.wait(lambda: len(api.answers(place)) > before)
    return api.answers(place)[-1]


def changed(api: TelegramApi, message: Message, act: Callable[[], object], *, chat: int = 1) -> Message:
    """The message after `act` has led to an edit of it."""

    def find() -> Message:
        return next(m for m in api.answers(chat) if m["message_id"] == message["message_id"])

    before = find()
    act()
    return api.wait(lambda: found if (found := find()) != before else None) or {}


def press(api: TelegramApi, message: Message, label: str, *, user: int = 1, chat: int = 1) -> Message:
    """The message after a button was pressed."""
    return changed(
        api, message, lambda: api.press(message["message_id"], label, user=user, chat=chat), chat=chat
    )


def toast(api: TelegramApi, act: Callable[[], object]) -> str:
    """The notice that answers a press."""
    before = len(api.toasts)
    act()
    api.wait(lambda: len(api.toasts) > before)
    return str(api.toasts[-1].get("text", ""))


def pieces(message: Message, kind: str) -> list[str]:
    """The text of the message's entities of a kind."""
    units = message["text"].encode("utf-16-le")
    return [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message.get("entities", [])
        if e["type"] == kind
    ]


def labels(message: Message) -> list[str]:
    """The labels of its buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def inline(api: TelegramApi, query: str, offset: str = "", user: int = 1) -> dict[str, Any]:
    """What answers an inline query."""
    serial = api.ask_inline(query, offset=offset, user=user)
    return api.wait(lambda: api.inline[serial]) or {}


def upload(api: TelegramApi, content: dict[str, Any], *, user: int = 1) -> Message:
    """The bot's answer to a message with this content."""
    before = len(api.answers(user))
    api.send(content, user=user)
    api.wait(lambda: len(api.answers(user)) > before)
    return api.answers(user)[-1]
