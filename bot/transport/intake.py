"""Taking updates in: written down before they are confirmed, each chat's in order, chats side by side."""

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import ExtBot

from bot.store.state import State

log = logging.getLogger(__name__)

WORKERS = 16
"""Updates worked on at a time."""

KINDS = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "guest_message",
]


class Intake:
    """Hands updates to `process`, once each.

    An update is in the bot's memory from before its confirmation to Telegram until it has been dealt with:
    what a run leaves unfinished, the next takes up. One that comes again is known by its id.

    The order within a chat is kept here and not by the library's BaseUpdateProcessor, which takes one of its
    places before it looks at the order: sixteen messages of one chat would hold up every other.
    """

    def __init__(
        self,
        bot: ExtBot[Any],
        state: State,
        process: Callable[[Update], Awaitable[None]],
        *,
        workers: int = WORKERS,
    ) -> None:
        self._bot = bot
        self._state = state
        self._process = process
        self._free = asyncio.Semaphore(workers)
        self._queues: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False
        self.recovered: set[int] = set()
        self.in_hand = 0
        self.malformed = 0

    def recover(self) -> int:
        """Takes up what an earlier run left unfinished; how many updates that is."""
        left = self._state.unfinished(self._bot.id)
        self.recovered = {int(update["update_id"]) for update in left}
        for update in left:
            self._dispatch(update)
        return len(left)

    def take(self, updates: list[Any]) -> None:
        """Writes updates down and sets about them. Returns once they may be confirmed."""
        good = [u for u in updates if isinstance(u, dict) and isinstance(u.get("update_id"), int)]
        if len(good) < len(updates):
            self.malformed += len(updates) - len(good)
            log.warning("skipped %d updates without an id", len(updates) - len(good))
        try:
            fresh = self._state.receive(self._bot.id, good)
        except sqlite3.Error as error:
            log.error("the bot's memory cannot be written (%s); updates are answered without it", error)
            fresh = good
        for update in fresh:
            self._dispatch(update)

    def _dispatch(self, raw: dict[str, Any]) -> None:
        try:
            update = Update.de_json(raw, self._bot)
            chat = update.effective_chat
            user = update.effective_user
            key = chat.id if chat is not None else user.id if user is not None else 0
        except Exception as error:  # noqa: BLE001 - whatever its shape, an update must not stop those after it
            self.malformed += 1
            log.warning("skipped malformed update %s: %s", raw["update_id"], type(error).__name__)
            self.finish(raw["update_id"])
            return
        queue = self._queues.get(key)
        if queue is not None:
            queue.append(update)
            return
        self._queues[key] = deque([update])
        task = asyncio.create_task(self._work(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, key: int) -> None:
        queue = self._queues[key]
        while queue and not self._stopped:
            update = queue.popleft()
            async with self._free:
                await self._begin(update)
        del self._queues[key]

    async def _begin(self, update: Update) -> None:
        if self._stopped:  # while it waited for its turn
            return
        self.in_hand += 1
        try:
            await self._process(update)
        finally:
            self.in_hand -= 1

    def finish(self, update_id: int) -> None:
        """Notes that an update needs nothing more."""
        self.recovered.discard(update_id)
        try:
            self._state.finish(self._bot.id, update_id)
        except sqlite3.Error as error:
            log.error("the bot's memory cannot be written: %s", error)

    @property
    def waiting(self) -> int:
        """Updates that have not been begun."""
        return sum(map(len, self._queues.values()))

    async def drain(self, seconds: float) -> int:
        """Begins nothing new and waits for what is in hand; how many updates are left for the next start."""
        self._stopped = True
        waiting = self.waiting
        tasks = set(self._tasks)
        if not tasks:
            return waiting
        _, slow = await asyncio.wait(tasks, timeout=seconds)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return waiting + len(slow)
