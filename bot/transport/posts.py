"""Posts of channels, taken into the archive one after another, in a thread that answers nobody."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor

from bot.conversation.uploads import Post
from bot.transport.metrics import Metrics
from index.errors import ArchiveBusy

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds after which a post that found the archive busy is tried again."""

QUEUED = "queued"
"""The outcome of an update whose post waits here: it is not finished yet."""


class Posts:
    """Takes posts in, in the order they came; a busy archive is waited for, however long it takes.

    An update is finished once its post is in the archive, so that what waits outlives a restart.
    """

    def __init__(self, take_in: Callable[[Post], str], metrics: Metrics) -> None:
        self._take_in = take_in
        self._metrics = metrics
        self._queue: deque[tuple[int, Post, float]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._closed = False
        self.pool: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="posts")
        self.finish: Callable[[int], None] = lambda _: None
        """Told of each update that needs nothing more."""

    @property
    def waiting(self) -> int:
        """Posts that are not in the archive yet."""
        return len(self._queue)

    def put(self, update_id: int, post: Post) -> str:
        """Lets a post wait for its turn."""
        self._queue.append((update_id, post, time.perf_counter()))
        if self._task is None and not self._closed:
            self._task = asyncio.create_task(self._work())
        return QUEUED

    async def _work(self) -> None:
        loop, told = asyncio.get_running_loop(), False
        while self._queue:
            update_id, post, begun = self._queue[0]
            try:
                outcome = await loop.run_in_executor(self.pool, self._take_in, post)
            except ArchiveBusy:
                if not told:
                    log.warning("the archive is busy; channels' posts wait for it")
                told = True
                await asyncio.sleep(PAUSE)
                continue
            except Exception:
                outcome = "failed"
                log.exception("update %d: the post was not taken in", update_id)
            self._queue.popleft()
            told = False
            self.finish(update_id)
            self._metrics.observe("post", outcome, time.perf_counter() - begun)
            log.info("update", extra={"update": {"id": update_id, "kind": "post", "outcome": outcome}})
        self._task = None

    async def close(self) -> int:
        """Begins nothing new; how many posts are left for the next start."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        return self.waiting
