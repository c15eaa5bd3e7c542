"""Manners towards servers: one request at a time, not too soon after the last, none where none is wanted."""

import time
from collections.abc import Callable

import httpx

from index.errors import FetchError
from index.feeds.robots import Robots
from index.fetching.addresses import shown
from index.fetching.client import Fetched, Fetcher, Origin

PAUSE = 1.0
"""Seconds between two requests to one server of the public internet."""
_FAILURES = 2
"""So many times in a row that a server did not answer, and it is left alone for this round."""


class Resting(Exception):
    """A server that is left alone for this round."""


class Visitor:
    """Fetches for one round; `pause` is what is left between two requests to a public server."""

    def __init__(
        self, fetcher: Fetcher, *, pause: float = PAUSE, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._fetcher = fetcher
        self._robots = Robots(fetcher)
        self._pause = pause
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._failed: dict[str, int] = {}
        self._resting: set[str] = set()

    def feed(self, address: str, trusted: Origin | None, headers: dict[str, str], limit: int) -> Fetched:
        """A feed; raises FetchError."""
        return self._fetched(address, trusted, headers, limit)

    def page(self, address: str, trusted: Origin | None) -> Fetched:
        """The page that an entry leads to; raises FetchError, or Resting where its server was not asked."""
        host = httpx.URL(address).host
        if host in self._resting:
            raise Resting
        try:
            self._look_up(address, trusted)
            fetched = self._fetched(address, trusted, {}, None)
        except FetchError as error:
            self._note(host, error)
            raise
        self._failed.pop(host, None)
        return fetched

    def _look_up(self, address: str, trusted: Origin | None) -> None:
        """Raise FetchError where robots.txt says no, or cannot be had now."""
        try:
            allowed = self._robots.allows(address, trusted)
        except FetchError as error:
            raise FetchError(
                error.reason, address=shown(address), status=error.status, again=error.again, wait=error.wait,
                refused=error.refused,
            ) from None  # fmt: skip
        if not allowed:
            problem = "its server asks programs to stay away from it (robots.txt)"
            raise FetchError(problem, address=shown(address))

    def _note(self, host: str, error: FetchError) -> None:
        """Leave a server alone that asked for it, or that does not answer."""
        asked_for_it = error.wait is not None or error.status in (429, 503)
        if error.again and error.status is None:
            self._failed[host] = self._failed.get(host, 0) + 1
        if asked_for_it or self._failed.get(host, 0) >= _FAILURES:
            self._resting.add(host)

    def _fetched(
        self, address: str, trusted: Origin | None, headers: dict[str, str], limit: int | None
    ) -> Fetched:
        host = httpx.URL(address).host
        is_own = trusted is not None and trusted.covers(Origin.of(address))
        pause = 0.0 if is_own else max(self._pause, self._robots.delay(address))
        left = self._last.get(host, -pause) + pause - time.monotonic()
        if left > 0:
            self._sleep(left)
        try:
            return self._fetcher.fetch(address, trusted=trusted, headers=headers, limit=limit)
        finally:
            self._last[host] = time.monotonic()
