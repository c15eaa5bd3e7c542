"""Chats, people and messages as Telegram's servers keep them, and what people do there."""

import copy
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.telegram_server.entities import utf16

T = TypeVar("T")

BOT: dict[str, Any] = {
    "id": 110201543,
    "is_bot": True,
    "first_name": "On Record",
    "username": "onrecord_test_bot",
}

GROUP = -1001000000100
CHANNEL = -1001000000900

ADMINISTRATORS_MAY = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)

DEFAULT_UPDATES = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "my_chat_member",
    "guest_message",
]


@dataclass
class Chat:
    """A chat as its members see it; `messages` by number, deleted ones gone."""

    info: dict[str, Any]
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    topics: set[int] = field(default_factory=set)
    blocked: bool = False
    admins: set[int] = field(default_factory=set)
    migrated: int | None = None
    """The supergroup that a group has become."""

    @property
    def private(self) -> bool:
        return bool(self.info["type"] == "private")


@dataclass
class World:
    """Everything that exists, with the people in it. Ids of people are positive, of groups negative."""

    port: int = 0
    chats: dict[int, Chat] = field(default_factory=dict)
    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    pending: deque[dict[str, Any]] = field(default_factory=deque)
    delivered: list[dict[str, Any]] = field(default_factory=list)
    allowed_updates: list[str] | None = None
    update_ids: Iterator[int] = field(default_factory=lambda: itertools.count(1000))
    uploaded: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Files of the call that is being answered, by the parameter they are."""
    sent_files: dict[int, bytes] = field(default_factory=dict)
    """What the bot sent, by the message's number."""
    callbacks: dict[str, bool] = field(default_factory=dict)
    inline: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    guests: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    commands: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    """By kind and language."""
    typing: dict[int, float] = field(default_factory=dict)
    toasts: list[dict[str, Any]] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)
    private_numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _serial: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def within(self, work: Callable[[], T]) -> T:
        """Overridden where the world is served from another thread."""
        return work()

    def update(self, body: dict[str, Any], *, update_id: int | None = None) -> int:
        """Overridden where the world is served."""
        raise NotImplementedError

    # -- what exists

    def person(self, number: int = 1, name: str = "Ann", **more: Any) -> dict[str, Any]:
        """The person of this id, made with a private chat where new."""
        if number not in self.people:
            self.people[number] = {
                "id": number,
                "is_bot": False,
                "first_name": name,
                "language_code": "en",
            } | more
            info = {"id": number, "type": "private", "first_name": name}
            # Private chats share one run of message numbers, as they do in the account of a bot.
            self.chats.setdefault(number, Chat(info, numbers=self.private_numbers))
        return self.people[number]

    def group(self, number: int = GROUP, title: str = "Desk", *, topics: tuple[int, ...] = ()) -> Chat:
        """The group of this id, made where new; a forum where it has topics."""
        if number not in self.chats:
            info: dict[str, Any] = {"id": number, "type": "supergroup", "title": title}
            if topics:
                info["is_forum"] = True
            self.chats[number] = Chat(info, topics=set(topics))
        return self.chats[number]

    def channel(self, number: int = CHANNEL, title: str = "Town News", username: str | None = None) -> Chat:
        """The channel of this id, made where new."""
        if number not in self.chats:
            info = {"id": number, "type": "channel", "title": title}
            self.chats[number] = Chat(info | ({"username": username} if username else {}))
        return self.chats[number]

    def shown(self, chat: int = 1) -> list[dict[str, Any]]:
        """The messages of a chat as they stand now, oldest first."""
        return self.within(lambda: copy.deepcopy(list(self.chats[chat].messages.values())))

    def answers(self, chat: int = 1) -> list[dict[str, Any]]:
        """The bot's messages of a chat as they stand now."""
        return [m for m in self.shown(chat) if m["from"]["id"] == BOT["id"]]

    # -- what people do

    def say(self, text: str, *, user: int = 1, chat: int | None = None, **more: Any) -> int:
        """A person writes; returns the message's number. `reply_to` and `thread` are numbers."""
        return self.send({"text": text}, user=user, chat=chat, **more)

    def send(
        self,
        content: dict[str, Any],
        *,
        user: int = 1,
        chat: int | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
        date: int | None = None,
        seen: bool | None = None,
    ) -> int:
        """A person sends a message with `content`; in a group the bot gets what privacy mode lets through.

        Whether a bare mention reaches a bot in privacy mode is told differently, so `seen` decides there.
        """
        sender = self.person(user)
        place = self.chats[chat if chat is not None else user]

        def put() -> tuple[dict[str, Any], bool]:
            message = self.new_message(place, sender, thread) | content
            if date is not None:
                message["date"] = date
            for key, entities in (("text", "entities"), ("caption", "caption_entities")):
                if key in content and (found := _entities(content[key])):
                    message.setdefault(entities, found)
            if reply_to is not None and reply_to in place.messages:
                message["reply_to_message"] = {
                    k: v for k, v in place.messages[reply_to].items() if k != "reply_to_message"
                }
            place.messages[message["message_id"]] = message
            return copy.deepcopy(message), self._reaches(place, message) if seen is None else seen

        message, reaches = self.within(put)
        if reaches:
            self.update({"message": message})
        return int(message["message_id"])

    def post(self, content: dict[str, Any], *, chat: int = CHANNEL, number: int | None = None) -> int:
        """A channel posts, or edits the post of this number; returns the number. Bots in it are told."""
        place = self.chats[chat]

        def put() -> dict[str, Any]:
            at = next(place.numbers) if number is None else number
            message = {"message_id": at, "date": int(time.time()), "chat": place.info}
            place.messages[at] = message | {"from": {"id": 0}} | content
            return message | {"sender_chat": place.info} | content

        message = self.within(put)
        self.update({"channel_post" if number is None else "edited_channel_post": message})
        return int(message["message_id"])

    def edit(self, number: int, text: str, *, chat: int = 1) -> int:
        """A person edits a message of theirs; returns the update's id."""

        def put() -> dict[str, Any]:
            message = self.chats[chat].messages[number]
            message["text"] = text
            message["entities"] = _entities(text)
            message["edit_date"] = int(time.time())
            return copy.deepcopy(message)

        return self.update({"edited_message": self.within(put)})

    def delete(self, number: int, *, chat: int = 1) -> None:
        """A person deletes a message; bots are not told."""
        self.within(lambda: self.chats[chat].messages.pop(number))

    def press(self, number: int, label: str, *, user: int = 1, chat: int | None = None) -> str:
        """A person presses the button whose label begins so; returns the callback's id."""
        place = chat if chat is not None else user
        buttons = self.buttons(number, chat=place)
        data = next((d for text, d in buttons.items() if text.startswith(label)), None)
        assert data is not None, f"no button {label!r} among {list(buttons)}"
        return self.press_data(number, data, user=user, chat=place)

    def press_data(self, number: int | None, data: str, *, user: int = 1, chat: int = 1) -> str:
        """A person's client sends this callback data, whether or not a button holds it."""
        sender = self.person(user)

        def put() -> tuple[str, dict[str, Any]]:
            serial = str(next(self._serial) + (user << 32))
            self.callbacks[serial] = True
            body = {"id": serial, "from": sender, "chat_instance": str(chat), "data": data}
            message = self.chats[chat].messages.get(number) if number is not None else None
            if number is not None:
                gone = {"message_id": number, "date": 0, "chat": self.chats[chat].info}
                body["message"] = copy.deepcopy(message) if message else gone
            return serial, body

        serial, body = self.within(put)
        self.update({"callback_query": body})
        return serial

    def buttons(self, number: int, *, chat: int = 1) -> dict[str, str]:
        """Label to callback data (or address) of a message's buttons."""
        message = next(m for m in self.shown(chat) if m["message_id"] == number)
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return {
            button["text"]: button.get("callback_data")
            or button.get("url")
            or button.get("switch_inline_query_current_chat")
            or button.get("copy_text", {}).get("text", "")
            for row in rows
            for button in row
        }

    def ask_inline(self, query: str, *, user: int = 1, offset: str = "") -> str:
        """A person types `@bot query` somewhere; returns the inline query's id."""
        sender = self.person(user)
        serial = self.within(lambda: str(next(self._serial)))
        self.inline[serial] = None
        self.update(
            {
                "inline_query": {
                    "id": serial,
                    "from": sender,
                    "query": query,
                    "offset": offset,
                    "chat_type": "private",
                }
            }
        )
        return serial

    def ask_as_guest(self, text: str, *, user: int = 1, claim: str | None = None) -> str:
        """A person writes to the bot in a group that it is not in; returns the guest query's id."""
        sender = self.person(user)
        serial = self.within(lambda: f"G{next(self._serial)}")
        self.guests[serial] = None
        chat = {"id": -1001000000555, "type": "supergroup", "title": "Elsewhere"}
        message = {"message_id": 4, "date": int(time.time()), "chat": chat, "from": sender, "text": text}
        if claim is not None:
            other = {"id": 77, "is_bot": False, "first_name": "Claimant"}
            body = {"message_id": 3, "date": int(time.time()), "chat": chat, "from": other}
            message["reply_to_message"] = body | {"text": claim}
        self.update({"guest_message": message | {"guest_query_id": serial, "entities": _entities(text)}})
        return serial

    def put_in(self, chat: int, *, user: int = 1, out: bool = False) -> None:
        """A person adds the bot to a group, or puts it out; to a channel as one of its administrators."""
        away: dict[str, Any] = {"user": BOT, "status": "left"}
        there: dict[str, Any] = {"user": BOT, "status": "member"}
        if self.chats[chat].info["type"] == "channel":
            there = {"user": BOT, "status": "administrator"} | dict.fromkeys(ADMINISTRATORS_MAY, False)
        old, new = (there, away) if out else (away, there)
        body = {"chat": self.chats[chat].info, "from": self.person(user), "date": int(time.time())}
        self.update({"my_chat_member": body | {"old_chat_member": old, "new_chat_member": new}})

    def upload(
        self, name: str, data: bytes, *, mime: str = "text/plain", caption: str | None = None
    ) -> dict[str, Any]:
        """The content of a message with a file, for `send`."""
        number = str(next(self._serial))
        self.files[f"documents/{number}"] = data
        document = {
            "file_id": f"F{number}",
            "file_unique_id": f"U{number}",
            "file_name": name,
            "mime_type": mime,
        }
        content: dict[str, Any] = {"document": document | {"file_size": len(data)}}
        return content | ({"caption": caption} if caption else {})

    # -- what servers do

    def new_message(self, chat: Chat, sender: dict[str, Any], thread: int | None) -> dict[str, Any]:
        message = {
            "message_id": next(chat.numbers),
            "from": sender,
            "chat": chat.info,
            "date": int(time.time()),
        }
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        return message

    def batch(self, limit: int) -> list[dict[str, Any]]:
        """The oldest updates that wait, of the kinds asked for."""
        kinds = self.allowed_updates or DEFAULT_UPDATES
        wanted: list[dict[str, Any]] = []
        for update in list(self.pending):
            if len(wanted) == limit:
                break
            known = [kind for kind in update if kind != "update_id"]
            if known and known[0] in DEFAULT_UPDATES and known[0] not in kinds:
                self.pending.remove(update)
            else:
                wanted.append(update)
        return wanted

    def confirm(self, offset: int) -> None:
        """Forgets every update below `offset`."""
        kept = deque(u for u in self.pending if u["update_id"] >= offset)
        self.delivered += [u for u in self.pending if u["update_id"] < offset]
        del self.delivered[:-2000]
        self.pending.clear()
        self.pending.extend(kept)

    def _reaches(self, chat: Chat, message: dict[str, Any]) -> bool:
        """Whether privacy mode lets the bot see it: commands, and replies to the bot."""
        if chat.private:
            return True
        text = message.get("text") or message.get("caption") or ""
        if text.startswith("/"):
            name, _, owner = text.split()[0].partition("@")
            return len(name) > 1 and (not owner or owner.lower() == BOT["username"].lower())
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        return bool(replied == BOT["id"])


def _entities(text: str) -> list[dict[str, Any]]:
    """The command and mentions that Telegram finds in what a person typed."""
    found = []
    for at, word in _words(text):
        kind = (
            "bot_command"
            if word.startswith("/") and len(word) > 1
            else "mention"
            if word.startswith("@")
            else ""
        )
        if kind:
            found.append({"type": kind, "offset": utf16(text[:at]), "length": utf16(word.rstrip("?!.,:"))})
    return found


def _words(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in text.split(" "):
        yield at, word.split("\n")[0]
        at += len(word) + 1
