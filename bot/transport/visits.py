"""Where the bot is let in, put out, reads along in a channel, or is a guest of a group that it is not in."""

from typing import Any

from telegram import ChatMemberUpdated, InlineQueryResultArticle, InputTextMessageContent, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ExtBot

from bot.conversation.conversation import Conversation
from bot.conversation.desk import Desk
from bot.conversation.replies import Who
from bot.transport.access import Access
from bot.transport.delivery import NO_PREVIEW, Sender
from bot.transport.limits import PersonLimit
from bot.transport.messages import Wanted, post_of, wanted, who_wrote
from bot.transport.posts import Posts
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
        desk: Desk,
        posts: Posts,
    ) -> None:
        self._bot = bot
        self._conversation = conversation
        self._sender = sender
        self._work = work
        self._access = access
        self._limit = limit
        self._desk = desk
        self._posts = posts

    async def membership(self, change: ChatMemberUpdated) -> str:
        """Greets a group once; where the bot is put out or blocked, nobody is followed any more."""
        chat, state = change.chat, self._conversation.state
        if chat.type == ChatType.CHANNEL:
            return await self._channel(change)
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

    async def _channel(self, change: ChatMemberUpdated) -> str:
        """One of the bot's administrators who makes it a channel's is asked about its posts."""
        chat, person = change.chat, change.from_user.id
        if change.new_chat_member.status != ChatMemberStatus.ADMINISTRATOR:
            self._conversation.state.leave_channel(chat.id)
            return "left"
        if person not in self._access.admins:
            return "not_allowed"
        if change.old_chat_member.status == ChatMemberStatus.ADMINISTRATOR:
            return "membership"
        who = Who(person, person, True, True)
        reply = await self._work.run(self._desk.channels.offer, chat.id, chat.title or "", who)
        await self._sender.send(reply, person)
        return "channel"

    async def posted(self, update_id: int, message: Message) -> str:
        """Has a post of a channel taken in where an administrator said so; nothing is said in the channel."""
        state = self._conversation.state
        if not any(channel.taken for channel in state.channels(message.chat.id)):
            return "not_for_me"
        post = post_of(message)
        return "no_text" if post is None else self._posts.put(update_id, post)

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
