"""What the bot does with each kind of update: check access, work out the reply, send it."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable
from concurrent.futures import Executor
from typing import Any, NamedTuple

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import Forbidden
from telegram.ext import CallbackContext, ExtBot, filters

from bot.conversation.buttons import Action, Press, decode
from bot.conversation.conversation import Conversation
from bot.conversation.desk import Desk
from bot.conversation.replies import Notice, Reply, Who
from bot.conversation.uploads import Uploads
from bot.transport.access import Access
from bot.transport.delivery import InDoubt, Sender, Undelivered
from bot.transport.inline_queries import InlineQueries
from bot.transport.intake import Intake
from bot.transport.limits import PersonLimit
from bot.transport.messages import Wanted, post_of, topic_of, wanted, who_wrote
from bot.transport.metrics import Metrics
from bot.transport.posts import QUEUED, Posts
from bot.transport.visits import Visits
from bot.transport.workshop import Workshop
from index.errors import ArchiveBusy

log = logging.getLogger(__name__)

LATE = 600.0
"""Messages older than this when the bot starts get an apology instead of an answer."""

BACKLOG = 60.0
"""Seconds after the first message in which messages that waited for the start arrive. An old date later than
that means a clock was wrong when the bot started, and the message is answered."""

APOLOGY = "Sorry, I was away when you wrote. Please ask me again."
SORRY = "Something went wrong on my side, and I have logged it. Please try again in a moment."
CLOSED = "This bot is private. Ask its operator to add you; your Telegram id is {user}."
ADMINS_FOLLOW = "In a group, only its administrators can follow somebody. In a private chat with me, you can."
BUSY = "Somebody else is changing the archive right now. Please try again in a minute."


class Limits(NamedTuple):
    """How often one person may ask, press and type inline, a minute."""

    questions: PersonLimit
    presses: PersonLimit
    inline: PersonLimit

    @classmethod
    def of(cls, rate: int) -> "Limits":
        """Limits in proportion to questions a minute."""
        return cls(PersonLimit(rate), PersonLimit(3 * rate), PersonLimit(6 * rate))


class Handlers:
    """Handles updates, one method a kind. Work that takes long goes to `pool`."""

    def __init__(
        self,
        bot: ExtBot[Any],
        conversation: Conversation,
        sender: Sender,
        uploads: Uploads,
        posts: Posts,
        *,
        pool: Executor,
        access: Access,
        rate: int,
        metrics: Metrics,
    ) -> None:
        self._bot = bot
        self._conversation = conversation
        self._sender = sender
        self._uploads = uploads
        self._desk = Desk(conversation.finder, conversation.state, uploads)
        self._work = Workshop(pool, sender)
        self._access = access
        self._rate = rate
        self._limits = Limits.of(rate)
        self._inline = InlineQueries(bot, conversation.finder, self._work, access, self._limits.inline)
        self._visits = Visits(
            bot, conversation, sender, self._work, access, self._limits.questions, self._desk, posts
        )
        self._metrics = metrics
        self._apologised: set[int] = set()
        self._started = time.time()
        self._first: float | None = None
        self._albums: deque[str] = deque(maxlen=100)
        """Those that were answered."""
        self._noted: set[int] = set()
        """Updates whose end was written down together with their answer."""
        self.intake: Intake | None = None

    # -- the way of every update

    async def message(self, update: Update, _: object = None) -> None:
        """A message: a question, a command, a file."""
        if update.message is not None:
            await self._handled("message", update, self._message(update, update.message))

    async def edited(self, update: Update, _: object = None) -> None:
        """A message that was changed."""
        if update.edited_message is not None:
            await self._handled("edit", update, self._edited(update, update.edited_message))

    async def pressed(self, update: Update, _: object = None) -> None:
        """A button that was pressed."""
        if update.callback_query is not None:
            await self._handled("press", update, self._pressed(update.callback_query))

    async def typed(self, update: Update, _: object = None) -> None:
        """Something typed after the bot's name in any chat."""
        if update.inline_query is not None:
            await self._handled("inline", update, self._inline.answer(update.inline_query))

    async def membership(self, update: Update, _: object = None) -> None:
        """The bot was let into a chat, or out of it."""
        if update.my_chat_member is not None:
            await self._handled("membership", update, self._visits.membership(update.my_chat_member))

    async def posted(self, update: Update, _: object = None) -> None:
        """A channel's post, new or edited."""
        if (post := update.channel_post or update.edited_channel_post) is not None:
            await self._handled("post", update, self._visits.posted(update.update_id, post))

    async def other(self, update: Update, _: object = None) -> None:
        """A message to the bot as a guest in a group that it is not in; anything else is skipped."""
        if update.guest_message is not None:
            await self._handled("guest", update, self._visits.guest(update, update.guest_message))
        else:
            await self._handled("other", update, _passed_over())

    async def failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """An error outside of our own handlers: it is logged, and the update is not run again for it."""
        log.error("an update failed", exc_info=context.error)
        if isinstance(update, Update) and self.intake is not None:
            self.intake.finish(update.update_id)

    async def _handled(self, kind: str, update: Update, work: Awaitable[str]) -> None:
        begun = time.perf_counter()
        finished = True
        try:
            outcome = await work
            finished = outcome != QUEUED
        except Undelivered as error:
            finished, outcome = False, "undelivered"
            log.error(
                "update %d: not delivered, kept for the next start: %s", update.update_id, error.__cause__
            )
        except InDoubt as error:
            outcome = "in_doubt"
            log.error(
                "update %d: Telegram never said whether it arrived: %s", update.update_id, error.__cause__
            )
        except Forbidden:
            outcome = "forbidden"
        except asyncio.CancelledError:
            log.warning("update %d: not finished, kept for the next start", update.update_id)
            raise
        except Exception as error:
            outcome = "failed"
            log.exception("update %d (%s) failed", update.update_id, kind)
            await self._sorry(update, error)
        if update.update_id in self._noted:
            self._noted.discard(update.update_id)
        elif finished and self.intake is not None:
            self.intake.finish(update.update_id)
        seconds = time.perf_counter() - begun
        self._metrics.observe(kind, outcome, seconds)
        line = {"id": update.update_id, "kind": kind, "outcome": outcome, "ms": round(seconds * 1000, 1)}
        log.info("update", extra={"update": line})

    async def _sorry(self, update: Update, error: Exception) -> None:
        chat = update.effective_chat
        if update.inline_query is not None or chat is None or chat.type == ChatType.CHANNEL:
            return
        text = BUSY if isinstance(error, ArchiveBusy) else SORRY
        try:
            if update.callback_query is not None:
                await self._sender.notice(update.callback_query.id, text, alert=True)
            elif update.effective_message is not None:
                message = update.effective_message
                await self._sender.send(
                    Reply(html=text), chat.id, question=message.message_id, thread=topic_of(message)
                )
        except Exception as again:  # noqa: BLE001 - whatever it is, the update is not to be run again for it
            log.warning("no apology could be sent: %s", str(again) or type(again).__name__)

    # -- messages

    async def _message(self, update: Update, message: Message) -> str:
        if filters.StatusUpdate.ALL.check_update(update):
            return self._service(message)
        who = who_wrote(message, self._access.admins)
        if who is None:
            return "not_a_person"
        asked = wanted(message, self._bot.username)
        if not self._access.allows(who.user, message.chat.id):
            return await self._refused(update, message, who)
        if asked is None and not who.private:
            return "overheard"
        if self._waited(message):
            return await self._late(update, message)
        if who.private and (message.document is not None or message.forward_origin is not None) and who.admin:
            return await self._upload(update, message, who)
        if asked is None and message.text:
            return "not_for_me"
        if asked is None:
            return await self._no_text(update, message, who)
        if message.media_group_id is not None:
            self._albums.append(message.media_group_id)
        if not self._limits.questions.allow(who.user):
            return await self._too_often(update, message, who)
        log.debug("update %d asks: %s", update.update_id, asked.text)
        reply = self._at_hand(asked, who) or await self._answer(asked, who, message)
        return await self._send(update, message, reply)

    async def _answer(self, asked: Wanted, who: Who, message: Message) -> Reply:
        if asked.command in ("follow", "unfollow") and not await self._may_change(who):
            return Reply(html=ADMINS_FOLLOW, outcome="not_allowed")

        at_desk = self._desk.commands.get(asked.command or "") if who.admin and who.private else None

        def work() -> Reply:
            if at_desk is not None:
                return at_desk(asked.text, who)
            return self._conversation.reply(
                asked.command, asked.text, who, replied=asked.replied, claim=asked.claim
            )

        return await self._work.run(work, chat=who.chat, thread=topic_of(message))

    def _service(self, message: Message) -> str:
        if (migrated := message.migrate_to_chat_id) is not None:
            self._conversation.state.move_chat(message.chat.id, migrated)
        return "service"

    async def _may_change(self, who: Who) -> bool:
        """Whether somebody may decide for a chat: in a group its administrators, anonymous ones too."""
        if who.private or who.user == who.chat:
            return True
        member = await self._bot.get_chat_member(who.chat, who.user)
        return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)

    async def _may_press(self, press: Press, who: Who) -> bool:
        """False for those in a group who press what is its administrators' to decide."""
        if who.private or press.action not in (Action.CHOOSE, Action.STOP, Action.DAILY):
            return True
        view = self._conversation.state.view(press.view)
        if view is None or view.data["kind"] not in ("follow", "following"):
            return True
        return await self._may_change(who)

    async def _send(self, update: Update, message: Message, reply: Reply) -> str:
        await self._sender.send(
            reply,
            message.chat.id,
            question=message.message_id,
            thread=topic_of(message),
            update_id=update.update_id,
            recovered=self.intake is not None and update.update_id in self.intake.recovered,
        )
        self._noted.add(update.update_id)
        return reply.outcome

    def _at_hand(self, asked: Wanted, who: Who) -> Reply | None:
        if (
            asked.replied is None
            and asked.claim is None
            and (asked.command is None or (asked.command == "ask" and asked.text))
        ):
            return self._conversation.at_hand(asked.text, who)
        return None

    async def _refused(self, update: Update, message: Message, who: Who) -> str:
        if who.private and self._conversation.state.tell_once(who.chat, "closed"):
            await self._send(update, message, Reply(html=CLOSED.format(user=who.user)))
        return "not_allowed"

    def _waited(self, message: Message) -> bool:
        """Whether a message was written long before the bot began."""
        if self._first is None:
            self._first = time.monotonic()
        old = message.date.timestamp() < self._started - LATE
        return old and time.monotonic() <= self._first + BACKLOG

    async def _late(self, update: Update, message: Message) -> str:
        if message.chat.id in self._apologised:
            return "late"
        self._apologised.add(message.chat.id)
        await self._send(update, message, Reply(html=APOLOGY))
        return "apologised"

    async def _no_text(self, update: Update, message: Message, who: Who) -> str:
        if message.media_group_id is not None:  # an album is many messages
            if message.media_group_id in self._albums:
                return "no_text"
            self._albums.append(message.media_group_id)
        if not self._limits.questions.allow(who.user):
            return await self._too_often(update, message, who)
        first = self._conversation.state.tell_once(who.chat, "no_text")
        reply = await self._work.run(self._conversation.screens.what_is_read, first)
        return await self._send(update, message, reply)

    async def _too_often(self, update: Update, message: Message, who: Who) -> str:
        if self._limits.questions.notice(who.user):
            text = f"That is a lot at once. I answer up to {self._rate} questions a minute, so please wait."
            await self._send(update, message, Reply(html=text))
        return "too_often"

    async def _upload(self, update: Update, message: Message, who: Who) -> str:
        document = message.document
        if document is None:
            post = post_of(message)
            if post is None:
                return await self._send(
                    update, message, Reply(html="There is no text in that message.", outcome="no_text")
                )
            reply = await self._work.run(self._uploads.add_post, post, who, chat=who.chat)
            return await self._send(update, message, reply)
        name = document.file_name or "unnamed"
        if refusal := self._uploads.refusal(who, name, document.file_size):
            return await self._send(update, message, Reply(html=refusal, outcome="refused"))
        file = await self._bot.get_file(document.file_id)
        data = bytes(await file.download_as_bytearray())
        reply = await self._work.run(self._uploads.add_file, data, name, who, chat=who.chat)
        return await self._send(update, message, reply)

    # -- edits

    async def _edited(self, update: Update, message: Message) -> str:
        earlier = self._conversation.state.answer_to(message.chat.id, message.message_id)
        if earlier is None:
            return await self._message(update, message) if message.text or message.caption else "edit"
        who = who_wrote(message, self._access.admins)
        asked = wanted(message, self._bot.username)
        if who is None or asked is None or not self._access.allows(who.user, message.chat.id):
            return "edit"
        if not self._limits.questions.allow(who.user):
            return "too_often"
        reply = await self._answer(asked, who, message)
        if await self._sender.replace(reply, who.chat, earlier) == "gone":
            return await self._send(update, message, reply)
        self._conversation.state.answered(
            self._bot.id, update.update_id, who.chat, message.message_id, earlier, reply.view
        )
        return reply.outcome

    # -- buttons

    async def _pressed(self, query: CallbackQuery) -> str:
        user, message = query.from_user, query.message
        if message is None or query.data is None:
            await self._sender.notice(query.id)
            return "no_message"
        chat = message.chat.id
        who = Who(user.id, chat, message.chat.type == "private", user.id in self._access.admins)
        if not self._access.allows(user.id, chat):
            await self._sender.notice(query.id, "This bot is private.", alert=True)
            return "not_allowed"
        if not self._limits.presses.allow(user.id):
            await self._sender.notice(query.id, "One moment, please.")
            return "too_often"
        press = decode(query.data)
        if press is not None and not await self._may_press(press, who):
            await self._sender.notice(query.id, ADMINS_FOLLOW, alert=True)
            return "not_allowed"
        deed = self._desk.presses.get(press.action) if press is not None and who.admin else None
        if press is not None and deed is not None:
            result = await self._work.run(deed, press, who)
        else:
            result = await self._work.run(self._conversation.press, query.data, who, message.message_id)
        if isinstance(result, Notice):
            await self._sender.notice(query.id, result.text, alert=result.alert)
            if result.buttons is not None:
                await self._sender.set_buttons(result.buttons, chat, message.message_id)
            return result.outcome
        if result.attachment is not None:
            await self._sender.notice(query.id)
            thread = topic_of(message) if isinstance(message, Message) else None
            await self._sender.send(result, chat, thread=thread)
            return result.outcome
        _, edited = await asyncio.gather(
            self._sender.notice(query.id), self._sender.replace(result, chat, message.message_id)
        )
        return result.outcome if edited != "gone" else "message_gone"


async def _passed_over() -> str:
    return "passed_over"
