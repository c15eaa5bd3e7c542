"""Endpoints that read the archive: one snapshot each, in a thread, with an ETag for what is unchanged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from index.archive.store import digest
from index.web.problems import Problem
from index.web.service import Service, View, today

_WAITING = 400
"""Requests that wait for a thread, at most."""

Made = TypeVar("Made")
Endpoint = Callable[[Request, View], Response]


class Readers:
    """Two threads that read, one for what takes long, and how many requests are with them.

    More would only take turns, at a cost: with four, 40 questions a second on 400,000 sentences took 28 ms of
    processor time each and waited 3.5 s (p99), with one 17 ms and 0.7 s.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._quick = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._slow = ThreadPoolExecutor(1, thread_name_prefix="slow-reader")
        self._held = 0
        self._stopping = False

    async def run(self, work: Callable[[View], Made], *, slow: bool = False) -> Made:
        """What `work` makes of the newest snapshot; a Problem where too many are waiting."""
        if self._stopping:
            raise _stopped()
        if self._held >= _WAITING:
            raise Problem(503, "too many requests at a time", headers={"Retry-After": "2"})
        self._held += 1
        try:
            loop = asyncio.get_running_loop()
            pool = self._slow if slow else self._quick
            return await loop.run_in_executor(pool, lambda: work(self._service.view()))
        except asyncio.CancelledError:
            if self._stopping:
                raise _stopped() from None
            raise
        finally:
            self._held -= 1

    def stop(self) -> None:
        """Tell those who wait, and whoever comes yet, that it is over; what is being read is finished."""
        self._stopping = True
        for pool in (self._quick, self._slow):
            pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Stop, and wait for what is being read."""
        self.stop()
        for pool in (self._quick, self._slow):
            pool.shutdown()


def _stopped() -> Problem:
    return Problem(503, "the server is being stopped; ask again later", headers={"Retry-After": "30"})


def reading(endpoint: Endpoint, *, slow: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint as Starlette calls it, of one that is handed a view of the archive.

    What a client has already, by its ETag, is not made again.
    """

    async def answer(request: Request) -> Response:
        readers: Readers = request.app.state.readers
        return await readers.run(lambda view: _conditional(endpoint, request, view), slow=slow)

    return answer


def _conditional(endpoint: Endpoint, request: Request, view: View) -> Response:
    tag = etag(view, request)
    kept = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=kept)
    response = endpoint(request, view)
    if response.status_code == 200:
        response.headers.update(kept)
    return response


def etag(view: View, request: Request) -> str:
    """What changes when the answer to a request may: with the archive, the program, the site and the day."""
    query = request.scope["query_string"].decode("latin-1")
    known = (view.archive.identity, view.archive.version, view.site, today(), _VERSION)
    return f'"{digest(repr(known), request.url.path, query).hex()}"'


def _tags(header: str) -> set[str]:
    return {part.strip().removeprefix("W/") for part in header.split(",")}


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return ""


_VERSION = _version()
