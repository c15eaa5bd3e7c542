"""Health and metrics on a local port."""

import json
import time
from collections.abc import Callable
from typing import Any

import tornado.httpserver
import tornado.web
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.transport.metrics import Metrics

STALE = 120.0
"""Seconds without a word from Telegram after which the bot is not well."""


class Monitor:
    """Serves /health and /metrics on 127.0.0.1."""

    def __init__(
        self, metrics: Metrics, beat: Callable[[], float | None], facts: Callable[[], dict[str, Any]]
    ) -> None:
        where = {"metrics": metrics, "beat": beat, "facts": facts}
        self._app = tornado.web.Application(
            [(r"/health", _Health, where), (r"/metrics", _Metrics, where)], log_function=lambda _: None
        )
        self._server: tornado.httpserver.HTTPServer | None = None

    def start(self, port: int) -> None:
        """Begins to serve; raises OSError where the port cannot be had."""
        self._server = tornado.httpserver.HTTPServer(self._app)
        self._server.listen(port, "127.0.0.1")

    async def stop(self) -> None:
        """Ends serving."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


class _Page(tornado.web.RequestHandler):
    def initialize(
        self, metrics: Metrics, beat: Callable[[], float | None], facts: Callable[[], dict[str, Any]]
    ) -> None:
        self._metrics, self._beat, self._facts = metrics, beat, facts


class _Health(_Page):
    def get(self) -> None:
        beat = self._beat()
        quiet = None if beat is None else round(time.monotonic() - beat, 1)
        well = quiet is None or quiet < STALE
        self.set_status(200 if well else 503)
        self.set_header("Content-Type", "application/json")
        facts = {"status": "ok" if well else "no word from Telegram", "seconds_since_telegram": quiet}
        self.finish(json.dumps(facts | self._facts()))


class _Metrics(_Page):
    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(generate_latest(self._metrics.registry))
