"""Carrying replies to Telegram: at least once, and at most twice."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import httpx
from telegram import InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.conversation.markup import visible
from bot.conversation.replies import Attachment, Button, Reply
from bot.store.state import State
from bot.transport.client import BotClient
from bot.transport.persistence import Backoff, persistently

log = logging.getLogger(__name__)

GIVE_UP = 120.0
"""Seconds after which a reply that cannot be carried is left for the next start."""

PAUSE = 2.0
"""Seconds before a message is sent once more that may have arrived."""

MOST = 2
"""How often a message may be sent where it is not known whether it arrived."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Undelivered(Exception):
    """A reply could not be carried within `GIVE_UP`; what kept it is its cause."""


class InDoubt(Exception):
    """A reply was sent as often as it may be, and Telegram never said whether it arrived."""


class Place(NamedTuple):
    """Where a reply goes: a chat, the message it replies to, and a forum's topic."""

    chat: int
    question: int | None = None
    thread: int | None = None


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> dict[str, Any] | None:
    """The buttons in the Bot API's form."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> dict[str, Any]:
    if button.data is not None:
        return {"text": button.label, "callback_data": button.data}
    if button.inline is not None:
        return {"text": button.label, "switch_inline_query_current_chat": button.inline}
    if button.copies is not None:
        return {"text": button.label, "copy_text": {"text": button.copies}}
    return {"text": button.label, "url": button.url or ""}


def markup_of(rows: tuple[tuple[Button, ...], ...], bot: BotClient) -> InlineKeyboardMarkup:
    """The buttons in the library's form."""
    return InlineKeyboardMarkup.de_json(keyboard(rows) or {"inline_keyboard": []}, bot)


class Sender:
    """Sends and edits messages for one bot.

    A call that certainly never reached Telegram is made again for `GIVE_UP` seconds, and a 429 is obeyed.
    Where it is not known whether a message arrived (a 5xx, a reset, a time-out, the end of the process), it
    is sent once more, as a reply to the same question, and never a third time: Telegram has no means of
    asking. An edit can be made again without harm.
    """

    def __init__(self, bot: BotClient, state: State) -> None:
        self._bot = bot
        self._state = state
        self._recovery = _Recovery(bot)

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
        Raises Undelivered, InDoubt, or the TelegramError where sending it again cannot help.
        """
        place = Place(chat, question, thread)
        sent = self._state.sendings(self._bot.id, update_id) if recovered and update_id is not None else 0
        if sent >= MOST:
            raise InDoubt
        try:
            message, twin = await self._send(reply, place, update_id, sent)
        except ChatMigrated as error:
            with _written():
                self._state.move_chat(chat, error.new_chat_id)
            log.info("chat %d has become supergroup %d", chat, error.new_chat_id)
            chat, question = error.new_chat_id, None
            message, twin = await self._send(reply, Place(chat), update_id, sent)
        with _written():
            self._state.answered(self._bot.id, update_id, chat, question, message, reply.view, twin=twin)
        return message

    async def _send(self, reply: Reply, place: Place, update_id: int | None, sent: int) -> tuple[int, bool]:
        """The message's number, and whether another one may show the same."""

        async def attempt() -> int:
            under_way = asyncio.ensure_future(self._certainly(reply, place))
            await asyncio.sleep(0)  # the call is on its way while it is written down
            self._note(update_id, sent + 1)
            return await under_way

        try:
            if sent:
                return await attempt(), True
            try:
                return await attempt(), False
            except NetworkError as error:
                if isinstance(error, BadRequest):
                    raise
                log.warning("sendMessage: %s; it may have arrived, and is sent once more", error)
                sent += 1
                return await self._recovery.once_more(attempt), True
        except (RetryAfter, Undelivered) as error:
            self._note(update_id, sent)
            raise Undelivered from (error.__cause__ or error)
        except BadRequest:
            raise
        except NetworkError as error:
            raise InDoubt from error

    def _note(self, update_id: int | None, sendings: int) -> None:
        """Writes down how often a reply may have been sent, for a run after this one."""
        if update_id is not None:
            with _written():
                self._state.sending(self._bot.id, update_id, sendings)

    async def _certainly(self, reply: Reply, place: Place) -> int:
        """The number of the sent message; tries again what never left. Raises Undelivered after `GIVE_UP`."""

        async def once(html: str, plain: bool) -> int:
            if reply.attachment is not None:
                return await self._recovery.watched(self._attached(reply, reply.attachment, place))
            return await self._recovery.watched(
                self._bot.send_html(
                    place.chat,
                    html,
                    plain=plain,
                    keyboard=keyboard(reply.buttons),
                    question=place.question,
                    thread=place.thread,
                )
            )

        async def marked() -> int:
            try:
                return await once(reply.html, False)
            except BadRequest as error:
                if "parse entities" not in str(error):
                    raise
                log.error("Telegram refused an answer's markup: %s", error)
                return await once(visible(reply.html), True)

        try:
            return await persistently(
                marked, "sendMessage", again=unsent, backoff=Backoff(0.5, 15.0), seconds=GIVE_UP
            )
        except NetworkError as error:
            if unsent(error):
                raise Undelivered from error
            raise

    async def _attached(self, reply: Reply, attachment: Attachment, place: Place) -> int:
        replied = None
        if place.question is not None:
            replied = ReplyParameters(place.question, allow_sending_without_reply=True)
        file = InputFile(attachment.data, filename=attachment.name)
        send = self._bot.send_photo if attachment.picture else self._bot.send_document
        sent: Message = await send(
            place.chat,
            file,
            caption=reply.html,
            parse_mode="HTML",
            reply_markup=markup_of(reply.buttons, self._bot) if reply.buttons else None,
            reply_parameters=replied,
            message_thread_id=place.thread,
        )
        return sent.message_id

    async def replace(self, reply: Reply, chat: int, message: int) -> str:
        """Makes an earlier message show the reply: "edited", "same" or "gone" (deleted, or not the bot's).

        A text message cannot become a file: a reply with an attachment finds it "gone".
        """
        if reply.attachment is not None:
            return "gone"
        try:
            await persistently(
                lambda: self._bot.edit_html(chat, message, reply.html, keyboard=keyboard(reply.buttons)),
                "editMessageText",
                again=_network,
                backoff=Backoff(0.5, 15.0),
                seconds=GIVE_UP,
            )
        except BadRequest as error:
            if "not modified" in str(error):
                return "same"
            if "not found" in str(error) or "can't be edited" in str(error):
                return "gone"
            raise
        except (RetryAfter, NetworkError) as error:
            raise Undelivered from error
        return "edited"

    async def set_buttons(self, rows: tuple[tuple[Button, ...], ...], chat: int, message: int) -> None:
        """Puts other buttons under a message; that they cannot be is passed over."""
        try:
            await self._bot.edit_message_reply_markup(chat, message, reply_markup=markup_of(rows, self._bot))
        except TelegramError as error:
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


class _Recovery:
    """When to send again what may have arrived: once Telegram is heard from, or one message has tried.

    A message may be sent only once more, so that it is not spent on a server that is still failing. Where
    several wait, the first to go on shows the others whether Telegram is back; one that waits alone asks.
    """

    def __init__(self, bot: BotClient) -> None:
        self._bot = bot
        self._gate = asyncio.Lock()
        self._heard = 0.0
        self._waiting = 0
        self._down = False

    async def watched(self, call: Awaitable[int]) -> int:
        """The result of a call, which shows that Telegram is there."""
        result = await call
        self._heard, self._down = time.monotonic(), False
        return result

    async def once_more(self, call: Callable[[], Awaitable[int]]) -> int:
        """The result of a call that is made again when it is time; raises Undelivered where it never is."""
        failed = time.monotonic()
        self._waiting += 1
        try:
            await asyncio.sleep(PAUSE)
            async with self._gate:
                if self._heard < failed and self._waiting > 1 and not self._down:
                    return await self._first(call)
                if self._heard < failed:
                    await self._until_heard()
            return await call()
        finally:
            self._waiting -= 1

    async def _first(self, call: Callable[[], Awaitable[int]]) -> int:
        try:
            return await call()
        except NetworkError:
            self._down = True
            raise

    async def _until_heard(self) -> None:
        try:
            await persistently(
                self._bot.get_me, "getMe", again=_network, backoff=Backoff(1.0, 15.0), seconds=GIVE_UP
            )
        except NetworkError as error:
            raise Undelivered from error
        self._heard, self._down = time.monotonic(), False


def _network(error: TelegramError) -> bool:
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


@contextmanager
def _written() -> Iterator[None]:
    """A disk that is full costs the bot its memory, but nobody an answer."""
    try:
        yield
    except sqlite3.Error as error:
        log.error("the bot's memory cannot be written: %s", error)


def unsent(error: TelegramError) -> bool:
    """Whether a failed call certainly never reached the server."""
    cause = error.__cause__
    if isinstance(error, TimedOut):
        return isinstance(cause, httpx.PoolTimeout | httpx.ConnectTimeout)
    return isinstance(cause, httpx.ConnectError)
