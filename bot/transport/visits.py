"""Where the bot is let in, put out, or asked as a guest of a group that it is not in."""

from typing import Any

from telegram import ChatMemberUpdated, InlineQueryResultArticle, InputTextMessageContent, Message, Update
from telegram.constants import ChatMemberStatus
from telegram.ext import ExtBot

from bot.conversation.conversation import Conversation
from bot.transport.access import Access
from bot.transport.delivery import NO_PREVIEW, Sender
from bot.transport.limits import PersonLimit
from bot.transport.messages import Wanted, wanted, who_wrote
from bot.transport.workshop import Workshop


class Visits:
    """Handles memberships and guest messages; each method gives the outcome as a word for the log."""

    def __init__(
        self,
        bot: ExtBot[Any],
        conversation: Conversation,
        sender: Sender,
        work: Workshop,
        access: Access,
        limit: PersonLimit,
    ) -> None:
        self._bot = bot
        self._conversation = conversation
        self._sender = sender
        self._work = work
        self._access = access
        self._limit = limit

    async def membership(self, change: ChatMemberUpdated) -> str:
        """Greets a group once; where the bot is put out or blocked, nobody is followed any more."""
        chat, state = change.chat, self._conversation.state
        gone = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
        if change.new_chat_member.status in gone:
            state.unfollow([follow.number for follow in state.follows(chat.id)])
            return "left"
        if chat.type not in ("group", "supergroup") or change.old_chat_member.status not in gone:
            return "membership"
        if not self._access.allows(change.from_user.id, chat.id) or not state.tell_once(chat.id, "greeted"):
            return "not_allowed"
        reply = await self._work.run(self._conversation.screens.greeting)
        await self._sender.send(reply, chat.id)
        return "greeted"

    async def guest(self, update: Update, message: Message) -> str:
        """The answer is one message without buttons, which could not be pressed where the bot is not."""
        who = who_wrote(message, self._access.admins)
        if who is None or message.guest_query_id is None:
            return "not_a_person"
        if not self._access.allows(who.user, message.chat.id) or not self._limit.allow(who.user):
            return "not_allowed"
        asked = wanted(message, self._bot.username) or Wanted(None, message.text or message.caption or "")
        reply = await self._work.run(
            lambda: self._conversation.reply(asked.command, asked.text, who, claim=asked.claim)
        )
        content = InputTextMessageContent(reply.html, "HTML", link_preview_options=NO_PREVIEW)
        result = InlineQueryResultArticle(str(update.update_id), "Answer", content)
        await self._bot.answer_guest_query(message.guest_query_id, result)
        return reply.outcome
