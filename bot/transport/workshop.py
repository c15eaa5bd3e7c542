"""Work beside the event loop, with "typing" shown while it takes long."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar

from bot.transport.delivery import Sender

T = TypeVar("T")

SLOW = 0.3
"""Seconds of work after which "typing" is shown."""

STILL = 4.0
"""Seconds after which it is shown again."""


class Workshop:
    """Does work in `pool`."""

    def __init__(self, pool: Executor, sender: Sender) -> None:
        self._pool = pool
        self._sender = sender

    async def run(
        self, work: Callable[..., T], *values: Any, chat: int | None = None, thread: int | None = None
    ) -> T:
        """The result of `work`; `chat` is where "typing" is shown."""
        task = asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(*values))
        if chat is None:
            return await task
        wait = SLOW
        while not (await asyncio.wait([task], timeout=wait))[0]:
            await self._sender.typing(chat, thread)
            wait = STILL
        return task.result()
