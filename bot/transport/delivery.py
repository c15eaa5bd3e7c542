"""Carrying replies to Telegram: again after a failure, and never twice as new messages."""

import asyncio
import itertools
import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from telegram import InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.conversation.markup import visible
from bot.conversation.replies import Button, Reply
from bot.store.state import State
from bot.transport.client import BotClient
from bot.transport.limits import PROBE

log = logging.getLogger(__name__)

GIVE_UP = 120.0
"""Seconds after which an answer that cannot be carried is left for the next start."""

PROBES = 48
"""How far above the highest message seen to look for one whose sending seemed to fail."""

SETTLE = 2.0
"""Seconds in which the highest message seen may still rise; a failed poll is made again after one."""

SUPERGROUP = -1_000_000_000_000
"""Chats below this id number their own messages; all others share the bot's numbers."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Undelivered(Exception):
    """A reply could not be carried within `GIVE_UP`; what kept it is its cause."""


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> dict[str, Any] | None:
    """The buttons in the Bot API's form."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> dict[str, str]:
    if button.data is not None:
        return {"text": button.label, "callback_data": button.data}
    return {"text": button.label, "url": button.url or ""}


class Sender:
    """Sends and edits messages for one bot.

    When a call fails in a way that leaves open whether it took effect (a reset, a time-out, a 502, or the
    end of the process), the numbers that the message can have got are tried with an edit to the same text
    before it is sent again: Telegram numbers messages upwards, and a bot can edit its own only. So an
    answer comes once, and where it seemed lost, as one message and an edit of it.
    """

    def __init__(self, bot: BotClient, state: State) -> None:
        self._bot = bot
        self._state = state
        self._highest: dict[int, int] = {}

    def saw(self, chat: int, message: int) -> None:
        """Notes a message's number, above which the next ones will be."""
        space = chat if chat < SUPERGROUP else 0
        if message > self._highest.get(space, 0):
            self._highest[space] = message
            if len(self._highest) > 5000:
                self._highest.pop(next(iter(self._highest)))

    async def send(
        self,
        reply: Reply,
        chat: int,
        *,
        question: int | None = None,
        thread: int | None = None,
        update_id: int | None = None,
        recovered: bool = False,
    ) -> int:
        """The number of the message that now shows the reply.

        `update_id` is done with from then on. `recovered` says that an earlier run may have sent it.
        Raises Undelivered, or the TelegramError where sending it again cannot help.
        """
        if recovered and update_id is not None:
            floor = self._state.sent_after(self._bot.id, update_id)
            if floor is not None and (message := await self._find(reply, chat, floor)) is not None:
                self._note(reply, chat, question, message, update_id)
                return message
        if question is not None:
            self.saw(chat, question)
        message = await self._send(reply, chat, question, thread, update_id)
        self.saw(chat, message)
        self._note(reply, chat, question, message, update_id)
        return message

    def _note(
        self, reply: Reply, chat: int, question: int | None, message: int, update_id: int | None
    ) -> None:
        with _written():
            self._state.answered(self._bot.id, update_id, chat, question, message, reply.view)

    def _top(self, chat: int) -> int:
        """The highest message seen where the chat's are numbered; 0 where none was."""
        return self._highest.get(chat if chat < SUPERGROUP else 0, 0)

    def _begin(self, chat: int, update_id: int | None) -> int:
        """The number above which a message sent from now on stands, written down for a later run."""
        floor = self._top(chat)
        if update_id is not None:
            with _written():
                self._state.sending(self._bot.id, update_id, floor)
        return floor

    async def _send(
        self, reply: Reply, chat: int, question: int | None, thread: int | None, update_id: int | None
    ) -> int:
        end, pause = time.monotonic() + GIVE_UP, 0.5
        plain = False
        while True:
            # Anew for each attempt: while it waits, others' messages take up the numbers that are searched.
            floor = self._begin(chat, update_id)
            try:
                return await self._bot.send_html(
                    chat,
                    visible(reply.html) if plain else reply.html,
                    plain=plain,
                    keyboard=keyboard(reply.buttons),
                    question=question,
                    thread=thread,
                )
            except RetryAfter as error:
                raise Undelivered from error
            except BadRequest as error:
                if plain or "parse entities" not in str(error):
                    raise
                log.error("Telegram refused an answer's markup: %s", error)
                plain = True
            except NetworkError as error:
                log.warning("sendMessage: %s", error)
                if not unsent(error) and (message := await self._find(reply, chat, floor)) is not None:
                    return message
                if time.monotonic() > end:
                    raise Undelivered from error
                await asyncio.sleep(pause)
                pause = min(pause * 2, 15.0)

    async def _find(self, reply: Reply, chat: int, floor: int) -> int | None:
        """The message above `floor` that is the bot's and not yet known, now showing the reply.

        Messages of others that have a number already may still be on their way here, more of them than
        `PROBES` after a poll that failed: for `SETTLE` seconds the search goes on as they come in.
        """
        until, last = time.monotonic() + SETTLE, 0
        for number in itertools.count(floor + 1):
            while number > last:
                if last and time.monotonic() > until:
                    return None
                grown = max(floor, self._top(chat)) + PROBES
                if grown == last:
                    await asyncio.sleep(0.1)
                last = grown
            if self._state.is_known(chat, number):
                continue
            if await self.replace(reply, chat, number, rate_limit_args=PROBE) != "gone":
                return number
        return None

    async def replace(
        self, reply: Reply, chat: int, message: int, *, rate_limit_args: str | None = None
    ) -> str:
        """Makes an earlier message show the reply: "edited", "same" or "gone" (deleted, or not the bot's)."""
        end, pause = time.monotonic() + GIVE_UP, 0.5
        while True:
            try:
                await self._bot.edit_html(
                    chat,
                    message,
                    reply.html,
                    keyboard=keyboard(reply.buttons),
                    rate_limit_args=rate_limit_args,
                )
            except BadRequest as error:
                if "not modified" in str(error):
                    return "same"
                if "not found" in str(error) or "can't be edited" in str(error):
                    return "gone"
                raise
            except RetryAfter as error:
                raise Undelivered from error
            except NetworkError as error:
                log.warning("editMessageText: %s", error)
                if time.monotonic() > end:
                    raise Undelivered from error
                await asyncio.sleep(pause)
                pause = min(pause * 2, 15.0)
            else:
                return "edited"

    async def set_buttons(self, rows: tuple[tuple[Button, ...], ...], chat: int, message: int) -> None:
        """Puts other buttons under a message; that they cannot be is passed over."""
        markup = InlineKeyboardMarkup.de_json(keyboard(rows) or {"inline_keyboard": []}, self._bot)
        try:
            await self._bot.edit_message_reply_markup(chat, message, reply_markup=markup)
        except (BadRequest, NetworkError, RetryAfter) as error:
            log.info("editMessageReplyMarkup: %s", error)

    async def typing(self, chat: int, thread: int | None) -> None:
        """Shows "typing" for some seconds; that it cannot be shown costs nothing."""
        try:
            await self._bot.send_chat_action(chat, "typing", message_thread_id=thread)
        except TelegramError as error:
            log.info("sendChatAction: %s", error)

    async def notice(self, callback: str, text: str | None = None, *, alert: bool = False) -> None:
        """Answers a press, with or without a notice. Too late, or failing, it is passed over."""
        for _ in range(2):
            try:
                await self._bot.answer_callback_query(
                    callback, text[:200] if text else None, show_alert=alert
                )
            except (BadRequest, Forbidden, RetryAfter) as error:
                log.info("answerCallbackQuery: %s", error)
                return
            except NetworkError as error:
                log.info("answerCallbackQuery: %s", error)
            else:
                return


@contextmanager
def _written() -> Iterator[None]:
    """A disk that is full costs the bot its memory, but nobody an answer."""
    try:
        yield
    except sqlite3.Error as error:
        log.error("the bot's memory cannot be written: %s", error)


def unsent(error: NetworkError) -> bool:
    """Whether a failed call certainly never reached the server."""
    cause = error.__cause__
    if isinstance(error, TimedOut):
        return isinstance(cause, httpx.PoolTimeout | httpx.ConnectTimeout)
    return isinstance(cause, httpx.ConnectError)
