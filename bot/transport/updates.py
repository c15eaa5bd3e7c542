"""Where updates come from: long polling, or a webhook."""

import asyncio
import hmac
import json
import logging
import random
import ssl
import time
from typing import Any

import tornado.httpserver
import tornado.web
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.transport.client import BotClient
from bot.transport.intake import KINDS, Intake
from bot.transport.limits import asked_to_wait
from bot.transport.persistence import Backoff

log = logging.getLogger(__name__)

POLL = 30
"""Seconds a poll may stay open."""

YOUNG = 60.0
"""A bot that meets another one gives way at once while it has run for less than this."""

PATIENCE = 6
"""Conflicts in a row after which an older bot gives way too."""


class AnotherInstance(Exception):
    """Another program gets this bot's updates."""


class Polling:
    """Asks Telegram for updates until it is cancelled.

    `beat` is when Telegram last answered, by `time.monotonic`.
    """

    def __init__(self, bot: BotClient, intake: Intake, *, timeout: int = POLL) -> None:
        self._bot = bot
        self._intake = intake
        self._timeout = timeout
        self._offset: int | None = None
        self._begun = time.monotonic()
        self.beat = time.monotonic()
        self.failures = 0

    async def run(self) -> None:
        """Returns never; raises AnotherInstance or InvalidToken."""
        conflicts, backoff = 0, Backoff()
        while True:
            try:
                updates = await self._bot.raw_updates(self._offset, self._timeout, KINDS)
            except Conflict as error:
                conflicts += 1
                if time.monotonic() - self._begun < YOUNG or conflicts >= PATIENCE:
                    raise AnotherInstance(str(error)) from None
                log.warning("another instance is asking for this bot's updates; waiting for it to stop")
                # Not a fixed time: two instances in step would each meet only the other's gaps.
                await asyncio.sleep(random.uniform(1.0, 6.0))
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(asked_to_wait(error))
            except TelegramError as error:
                self.failures += 1
                pause = backoff.failed()
                level = logging.WARNING if isinstance(error, NetworkError) else logging.ERROR
                log.log(level, "getUpdates: %s; trying again in %.0f s", error, pause)
                await asyncio.sleep(pause)
            else:
                conflicts = 0
                backoff.succeeded()
                self.beat = time.monotonic()
                self._take(updates)

    def _take(self, updates: list[Any]) -> None:
        self._intake.take(updates)
        ids = [u["update_id"] for u in updates if isinstance(u, dict) and isinstance(u.get("update_id"), int)]
        if ids:
            self._offset = max(ids) + 1


class Webhook:
    """Serves the address that Telegram sends updates to."""

    def __init__(self, intake: Intake, path: str, secret: str) -> None:
        self._app = tornado.web.Application(
            [(r"/.*", _Hook, {"intake": intake, "path": path, "secret": secret})], log_function=_silent
        )
        self._server: tornado.httpserver.HTTPServer | None = None

    def start(self, listen: str, port: int, cert: str | None = None, key: str | None = None) -> None:
        """Begins to serve; raises OSError where the port cannot be had."""
        context = None
        if cert is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(cert, key)
        self._server = tornado.httpserver.HTTPServer(self._app, ssl_options=context, max_body_size=1 << 20)
        self._server.listen(port, listen)

    async def stop(self) -> None:
        """Ends serving; what has arrived is written down."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


def _silent(_: tornado.web.RequestHandler) -> None:
    """Nothing a stranger sends gets a log line of its own."""


class _Hook(tornado.web.RequestHandler):
    SUPPORTED_METHODS = ("POST",)

    def initialize(self, intake: Intake, path: str, secret: str) -> None:
        self._intake, self._path, self._secret = intake, path, secret

    def set_default_headers(self) -> None:
        self.set_header("Server", "onrecord")

    def write_error(self, *_: Any, **__: Any) -> None:
        self.finish()

    def post(self) -> None:
        given = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(errors="replace"), self._secret.encode()):
            self.set_status(403)
            return
        if self.request.path.rstrip("/") != self._path:
            self.set_status(404)
            return
        try:
            update = json.loads(self.request.body)
        except ValueError:
            self.set_status(400)
            return
        # Whatever shape it has, it is taken: Telegram would send what is refused again and again.
        self._intake.take([update])
