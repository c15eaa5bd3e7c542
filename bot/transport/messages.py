"""What a message wants: pure readings of Telegram's objects, without doing anything about them."""

import re
from collections.abc import Collection
from typing import NamedTuple

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)
from telegram.constants import ChatType

from bot.conversation.replies import Who
from bot.conversation.uploads import Post

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+|$)")


class Wanted(NamedTuple):
    """A command with its argument, or a plain question where `command` is None."""

    command: str | None
    text: str
    replied: int | None = None
    """The message of the bot's that it replies to."""
    claim: str | None = None
    """The text of somebody else's that it replies to."""


def wanted(message: Message, username: str) -> Wanted | None:
    """What a message asks of this bot; None where it is not meant for it.

    In a private chat everything is. In a group: commands with or without the bot's name, replies to the
    bot, and its name anywhere in the text. A picture's caption is as good as a text.
    """
    text = (message.text or message.caption or "").strip()
    private = message.chat.type == "private"
    replied = _own_message(message.reply_to_message, username)
    claim = None if replied is not None else _text_of(message)
    if found := _COMMAND.match(text):
        if found[2] is not None and found[2].lower() != username.lower():
            return None
        return Wanted(found[1].lower(), text[found.end() :].strip(), replied, claim)
    if private:
        return Wanted(None, text, replied, claim) if text else None
    mention = re.compile(rf"@{re.escape(username)}\b[,:]?", re.IGNORECASE)
    if mention.search(text):
        asked = " ".join(mention.sub(" ", text).split())
        return Wanted(None, asked, replied, claim) if asked or claim else Wanted("help", "")
    return Wanted(None, text, replied) if replied is not None and text else None


def who_wrote(message: Message, admins: Collection[int]) -> Who | None:
    """Who wrote a message; None for bots. An anonymous administrator is the group itself."""
    chat, private = message.chat.id, message.chat.type == "private"
    if message.sender_chat is not None:
        return None if message.is_automatic_forward else Who(message.sender_chat.id, chat, private)
    user = message.from_user
    if user is None or user.is_bot:
        return None
    return Who(user.id, chat, private, user.id in admins, user.language_code)


def _text_of(message: Message) -> str | None:
    """What a message points at: a quotation of another message, else all of that."""
    if message.quote is not None:
        return message.quote.text
    pointed = message.reply_to_message
    return None if pointed is None else pointed.text or pointed.caption


def _own_message(message: Message | None, username: str) -> int | None:
    """The number of a message that is the bot's."""
    if message is None or message.from_user is None or message.from_user.username != username:
        return None
    return message.message_id


def post_of(message: Message) -> Post | None:
    """The post that a message is, of a channel or forwarded, where it has text."""
    origin = message.forward_origin
    text = message.text or message.caption
    if origin is None and message.chat.type == ChatType.CHANNEL:
        origin = MessageOriginChannel(message.date, message.chat, message.message_id)
    if origin is None or not text:
        return None
    published = origin.date.isoformat()
    if isinstance(origin, MessageOriginChannel):
        name = origin.chat.username
        url = f"https://t.me/{name}/{origin.message_id}" if name else None
        return Post(text, f"{name or origin.chat.id}/{origin.message_id}", origin.chat.title, url, published)
    if isinstance(origin, MessageOriginUser):
        publisher: str | None = origin.sender_user.full_name
    elif isinstance(origin, MessageOriginHiddenUser):
        publisher = origin.sender_user_name
    elif isinstance(origin, MessageOriginChat):
        publisher = origin.sender_chat.title
    else:
        publisher = None
    return Post(text, f"{message.chat.id}/{message.message_id}", publisher, None, published)


def topic_of(message: Message) -> int | None:
    """The topic of a forum that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None
