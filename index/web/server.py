"""The server: one process, which listens until it is told to stop."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from index.errors import OnRecordError
from index.records.archive import Archive
from index.web.app import application
from index.web.reading import Readers
from index.web.service import Service
from index.web.site import Site

_PATIENCE = 5
"""Seconds that requests get to end in when the server is stopped."""
_IDLE = 60
"""Seconds that a connection stays open without a request."""
_WARMING = "What did anybody say about the weather?"
"""A question that has what answers all questions read: the lexicon, the vectors, the order's weights."""
_COLLECTED = (50_000, 20, 50)
"""New objects, and younger collections, from which the garbage of a generation is collected."""
_STOP = (signal.SIGINT, signal.SIGTERM)


class CannotListen(OnRecordError):
    """The address and port cannot be listened on."""


class _Server(uvicorn.Server):
    """A server that ends in order when it is told to, and is then done."""

    def __init__(self, config: uvicorn.Config, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._stop = stop

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer those who wait that it is over, give what is running its time, and end."""
        self._stop()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at a signal; uvicorn's own would raise it once more at the end."""
        before = {one: signal.signal(one, self.handle_exit) for one in _STOP}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any that is free."""
    try:
        family = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][
            0
        ]
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotListen(f"cannot listen on {host}, port {port}: {reason}; try another --port") from None


def serve(archive: Archive, site: Site, listening: socket.socket, started: Callable[[], None]) -> None:
    """Serve until a signal says to stop; nothing is logged of who asked what."""
    service = Service(archive, site)
    app = application(service, site)
    readers: Readers = app.state.readers
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        log_level="error",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
        timeout_keep_alive=_IDLE,
        ws="none",
    )
    _settle(service)
    started()
    _Server(config, readers.stop).run(sockets=[listening])


def _settle(service: Service) -> None:
    """Have what every question needs in memory, and garbage looked for past it, and seldom.

    Else a full collection stops all requests for .2 s every 60 questions.
    """
    service.view().ask(_WARMING)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
