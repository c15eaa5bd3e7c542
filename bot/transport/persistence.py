"""Trying a call again while Telegram cannot be reached: one way of waiting for all who do."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import TelegramError

T = TypeVar("T")

log = logging.getLogger(__name__)


class Backoff:
    """Seconds to wait after each failure in a row: twice as long each time, up to `most`."""

    def __init__(self, first: float = 1.0, most: float = 30.0) -> None:
        self._first, self._most = first, most
        self._next = first

    def failed(self) -> float:
        """How long to wait now."""
        pause, self._next = self._next, min(self._next * 2, self._most)
        return pause

    def succeeded(self) -> None:
        """The next failure is the first of a row."""
        self._next = self._first


async def persistently(
    call: Callable[[], Awaitable[T]],
    name: str,
    *,
    again: Callable[[TelegramError], bool],
    backoff: Backoff,
    seconds: float | None = None,
) -> T:
    """The result of `call`, made again after every error that `again` is true of.

    Raises the error where it is not, or after `seconds` of trying.
    """
    end = None if seconds is None else time.monotonic() + seconds
    while True:
        try:
            return await call()
        except TelegramError as error:
            if not again(error) or (end is not None and time.monotonic() > end):
                raise
            pause = backoff.failed()
            log.warning("%s: %s; trying again in %.1f s", name, error, pause)
            await asyncio.sleep(pause)
