"""Telling people what is new by those whom they follow."""

import asyncio
import logging

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.conversation.news import NewsDesk, Told
from bot.store.state import State
from bot.transport.delivery import InDoubt, Sender, Undelivered
from bot.transport.workshop import Workshop

log = logging.getLogger(__name__)

EVERY = 15.0
"""Seconds between two looks at the archive, which take microseconds while nothing was added."""


class Follower:
    """Looks for news until it is cancelled. What cannot be sent now waits in the bot's memory."""

    def __init__(self, desk: NewsDesk, state: State, sender: Sender, work: Workshop) -> None:
        self._desk = desk
        self._state = state
        self._sender = sender
        self._work = work
        self._unwritten: set[tuple[int, str]] = set()
        """Follows and articles that were told while the memory could not be written."""

    async def run(self) -> None:
        """Returns never."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                due = await self._work.run(self._desk.look)
                for failure in await asyncio.gather(*map(self._tell, due), return_exceptions=True):
                    if isinstance(failure, Exception):
                        log.error("telling news failed", exc_info=failure)
            except Exception:
                log.exception("looking for news failed")

    async def _tell(self, told: Told) -> None:
        """Sends one message; a chat that is closed to the bot follows nobody any more."""
        follow = told.follow
        keys = {(follow.number, article) for article in told.articles}
        try:
            if told.reply is not None and not keys <= self._unwritten:
                await self._sender.send(told.reply, follow.chat)
        except Undelivered as error:
            log.warning("news for follow %d wait: %s", follow.number, error.__cause__)
            return
        except (Forbidden, BadRequest) as error:
            log.info("follow %d ends: %s", follow.number, error)
            self._state.unfollow([follow.number])
            return
        except InDoubt:
            log.warning("news for follow %d: Telegram never said whether they arrived", follow.number)
        except TelegramError as error:
            log.error("news for follow %d wait: %s", follow.number, error)
            return
        self._unwritten |= keys
        self._state.told_news(follow.number, told.articles)
        self._unwritten -= keys
