"""Limits: what Telegram lets a bot send, and what one person may ask."""

import asyncio
import logging
import math
import os
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

# Lets RetryAfter be made without a warning about the type of its seconds.
os.environ.setdefault("PTB_TIMEDELTA", "1")

log = logging.getLogger(__name__)

_FREE = frozenset({"sendChatAction"})
"""Calls that show nothing in the chat; one that is refused is not made again."""

_UNSPACED = _FREE | {"editMessageText", "editMessageReplyMarkup"}
"""Calls that add no message and count towards the limit over all chats only: buttons are to act at once."""


class RateWindow:
    """At most `most` calls in any `seconds`, wherever between begin and end each takes effect.

    A call counts from its beginning until `seconds` after its end, so that the promise holds on the
    server's clock too, however long calls are under way.
    """

    __slots__ = ("_most", "_seconds", "_ended", "under_way")

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._ended: deque[float] = deque()
        self.under_way = 0

    def wait(self, now: float) -> float:
        """Seconds until one more may begin; infinite while that hangs on one under way."""
        while self._ended and self._ended[0] + self._seconds <= now:
            self._ended.popleft()
        if self.under_way + len(self._ended) < self._most:
            return 0.0
        return self._ended[0] + self._seconds - now if self._ended else math.inf

    def begin(self) -> None:
        """Counts one that begins."""
        self.under_way += 1

    def end(self, now: float) -> None:
        """Notes that one has ended."""
        self.under_way -= 1
        self._ended.append(now)

    def idle(self, now: float) -> bool:
        """Whether forgetting the window would change nothing."""
        return not self.under_way and (not self._ended or self._ended[-1] + self._seconds < now)


class OutgoingLimiter(BaseRateLimiter[Any]):
    """Keeps to Telegram's limits in sliding windows, first come first served in each chat.

    Not the library's AIORateLimiter: its buckets let 62 messages out in one second, it keeps no second
    between messages to one chat, and a 429 of one chat holds up every other.

    30 calls a second in all, one a second in a chat, 20 a minute in a group. On 429 the chat waits as long
    as it is told to; where a second chat is refused meanwhile, everything waits. `limited` False leaves
    only the waiting after 429.
    """

    def __init__(
        self, *, limited: bool = True, retries: int = 8, a_second: int = 30, group_minute: int = 20
    ) -> None:
        self._limited = limited
        self._retries = retries
        self._group_minute = group_minute
        self._all = RateWindow(a_second, 1.0)
        self._gate = asyncio.Lock()
        self._ended = asyncio.Event()
        self._chats: OrderedDict[int, tuple[asyncio.Lock, list[RateWindow]]] = OrderedDict()
        self._paused: dict[int, float] = {}
        self._all_paused = 0.0

    async def initialize(self) -> None:
        """Nothing to make ready."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Any,  # noqa: ARG002 - the library's signature
    ) -> Any:
        """The result of the call, made as soon as the limits allow, and again after a 429."""
        chat = data.get("chat_id")
        chat = chat if isinstance(chat, int) else None
        counts = endpoint not in _UNSPACED
        for tries in range(self._retries + 1):
            try:
                if chat is None:
                    return await callback(*args, **kwargs)
                if not self._limited:
                    await self._sleep_until_paused(chat)
                    return await callback(*args, **kwargs)
                if not counts and endpoint not in _FREE:
                    await self._sleep_until_paused(chat)
                return await self._in_turn(chat, counts, lambda: callback(*args, **kwargs))
            except RetryAfter as error:
                wait = _seconds(error)
                log.warning("%s: Telegram asks to wait %.0f s", endpoint, wait)
                if tries == self._retries or endpoint in _FREE:
                    raise
                if chat is None:
                    await asyncio.sleep(wait)
                else:
                    self._pause(chat, wait)
        raise AssertionError("the last try returns or raises")

    def _pause(self, chat: int, seconds: float) -> None:
        now = time.monotonic()
        self._paused = {other: until for other, until in self._paused.items() if until > now}
        if any(other != chat for other in self._paused):
            self._all_paused = max(self._all_paused, now + seconds)
        self._paused[chat] = now + seconds

    async def _in_turn(self, chat: int, counts: bool, call: Callable[[], Awaitable[Any]]) -> Any:
        if not counts:
            return await self._among_all(call)
        lock, windows = self._of(chat)
        async with lock:
            await self._sleep_until_paused(chat)
            while (wait := max(window.wait(time.monotonic()) for window in windows)) > 0:
                await asyncio.sleep(wait)
            for window in windows:
                window.begin()
            try:
                return await self._among_all(call)
            finally:
                for window in windows:
                    window.end(time.monotonic())

    async def _among_all(self, call: Callable[[], Awaitable[Any]]) -> Any:
        async with self._gate:
            while (wait := self._all.wait(time.monotonic())) > 0:
                self._ended.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._ended.wait(), None if wait == math.inf else wait)
            self._all.begin()
        try:
            return await call()
        finally:
            self._all.end(time.monotonic())
            self._ended.set()

    async def _sleep_until_paused(self, chat: int) -> None:
        if not self._paused and not self._all_paused:
            return
        while (until := max(self._paused.get(chat, 0.0), self._all_paused)) > time.monotonic():
            await asyncio.sleep(until - time.monotonic())

    def _of(self, chat: int) -> tuple[asyncio.Lock, list[RateWindow]]:
        found = self._chats.get(chat)
        if found is None:
            windows = [RateWindow(1, 1.0)]
            if chat < 0:
                windows.append(RateWindow(self._group_minute, 60.0))
            found = self._chats[chat] = (asyncio.Lock(), windows)
            self._forget()
        self._chats.move_to_end(chat)
        return found

    def _forget(self) -> None:
        """Drops the chats that have been quiet the longest, where there are many."""
        now = time.monotonic()
        while len(self._chats) > 2000:
            chat, (lock, windows) = next(iter(self._chats.items()))
            if lock.locked() or not all(window.idle(now) for window in windows):
                break
            del self._chats[chat]


class PersonLimit:
    """How often one person may ask: `most` a minute."""

    def __init__(self, most: int, seconds: float = 60.0) -> None:
        self._most = most
        self._seconds = seconds
        self._asked: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: set[int] = set()

    def allow(self, person: int, now: float | None = None) -> bool:
        """Counts a question; False where it is one too many."""
        now = time.monotonic() if now is None else now
        times = self._asked.setdefault(person, deque())
        self._asked.move_to_end(person)
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        self._told.discard(person)
        while len(self._asked) > 10_000:
            gone, _ = self._asked.popitem(last=False)
            self._told.discard(gone)
        return True

    def notice(self, person: int) -> bool:
        """True once until the person is allowed again: they are told once, not every time."""
        if person in self._told:
            return False
        self._told.add(person)
        return True


def _seconds(error: RetryAfter) -> float:
    return asked_to_wait(error) + 0.1


def asked_to_wait(error: RetryAfter) -> float:
    """Seconds that Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
