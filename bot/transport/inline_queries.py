"""Inline mode: what is typed after the bot's name in any chat is answered with a list of quotations."""

import logging
from typing import Any

from telegram import InlineQuery, InlineQueryResultArticle, InputTextMessageContent
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.conversation import inline
from bot.conversation.answer_cache import AnswerCache
from bot.transport.access import Access
from bot.transport.delivery import NO_PREVIEW
from bot.transport.limits import PersonLimit
from bot.transport.workshop import Workshop

log = logging.getLogger(__name__)


class InlineQueries:
    """Answers inline queries of those who are let in, as often as `limit` allows."""

    def __init__(
        self, bot: ExtBot[Any], finder: AnswerCache, work: Workshop, access: Access, limit: PersonLimit
    ) -> None:
        self._bot = bot
        self._finder = finder
        self._work = work
        self._access = access
        self._limit = limit

    async def answer(self, query: InlineQuery) -> str:
        """Answers one query; the outcome as a word for the log."""
        items = inline.Items((), None)
        outcome = "answered"
        if not self._access.allows(query.from_user.id, None):
            outcome = "not_allowed"
        elif not self._limit.allow(query.from_user.id):
            outcome = "too_often"
        else:
            items = await self._work.run(inline.results, self._finder, query.query, query.offset)
        closed = bool(self._access.users or self._access.chats)
        try:
            # No empty string for the offset: with defaults set the library would send it as a list.
            await self._bot.answer_inline_query(
                query.id,
                [_result(item) for item in items.items],
                cache_time=inline.KEEP if outcome == "answered" else 5,
                is_personal=closed or outcome != "answered",
                next_offset=items.next_offset,
            )
        except BadRequest as error:
            log.info("answerInlineQuery: %s", error)
            return "too_late" if "too old" in str(error) else "refused"
        except TelegramError as error:
            # The person has typed on by now; the next query has its own answer.
            log.warning("answerInlineQuery: %s", error)
            return "undelivered"
        return outcome if items.items or outcome != "answered" else "no_quotation"


def _result(item: inline.InlineResult) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        item.id,
        item.title,
        InputTextMessageContent(item.html, "HTML", link_preview_options=NO_PREVIEW),
        description=item.description,
    )
