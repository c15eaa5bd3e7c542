"""Running the bot: from the token to an orderly end."""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.service.contents import watch_archive
from bot.service.feeds import watch_feeds
from bot.service.logs import Redactor, set_up_logs
from bot.service.monitor import Monitor
from bot.store.database import StateError
from bot.store.state import State
from bot.transport.application import Parts, build_application
from bot.transport.intake import KINDS, Intake
from bot.transport.introducing import introduce
from bot.transport.persistence import Backoff, persistently
from bot.transport.updates import POLL, AnotherInstance, Polling, Webhook
from config.settings import Settings
from index.records.archive import Archive

log = logging.getLogger(__name__)

GRACE = 8.0
"""Seconds that what is in hand has after SIGTERM; with closing down it stays under ten."""

LAST = 1.0
"""Seconds more for threads at work: they read the archive, which is closed after them."""

PRUNE = 3600.0


class CannotRun(Exception):
    """Why the bot ends, in one line for the person who runs it."""


def run_bot(
    settings: Settings,
    archive: Archive,
    *,
    state: Path | str,
    seeds: bool = False,
    limited: bool = True,
    poll: int = POLL,
    ready: Callable[[], None] | None = None,
) -> int:
    """Runs the bot until SIGTERM or SIGINT; the exit code.

    `state` is the file of its memory (`state_path`), `seeds` says that the archive is the temporary one.
    What keeps it from running is one line on standard error. `ready` is called once it answers.
    """
    if settings.bot_token is None:
        return _fault("ONRECORD_BOT_TOKEN is not set; get a token from @BotFather and set it")
    token = settings.bot_token.get_secret_value()
    secrets = [token] + ([settings.webhook_secret.get_secret_value()] if settings.webhook_secret else [])
    redact = set_up_logs(settings.log_level, settings.log_format, secrets)
    try:
        with State(state) as memory:
            parts = build_application(settings, archive, memory, seeds=seeds, limited=limited)
            try:
                asyncio.run(Run(settings, parts, memory, poll, ready).run())
            finally:
                if not all(let_go(pool, LAST) for pool in (parts.pool, parts.posts.pool)):
                    log.warning("work that will not end is left; its updates are kept for the next start")
                    logging.shutdown()
                    os._exit(0)
    except (CannotRun, StateError) as error:
        return _fault(str(error), redact)
    except KeyboardInterrupt:
        return 0
    return 0


def let_go(pool: Executor, seconds: float) -> bool:
    """Begins nothing new in a pool; whether what is under way ends within so many seconds."""
    waiter = threading.Thread(target=pool.shutdown, kwargs={"cancel_futures": True}, daemon=True)
    waiter.start()
    waiter.join(seconds)
    return not waiter.is_alive()


def _fault(text: str, redact: Redactor | None = None) -> int:
    line = " ".join(text.split())
    sys.stderr.write(f"error: {redact(line) if redact else line}\n")
    return 1


class Run:
    """One run, from the first word with Telegram to the last."""

    def __init__(
        self, settings: Settings, parts: Parts, state: State, poll: int, ready: Callable[[], None] | None
    ) -> None:
        self._settings = settings
        self._parts = parts
        self._state = state
        self._poll = poll
        self._ready = ready
        self.stop = asyncio.Event()
        """Set, it brings about an orderly end."""
        self._polling: Polling | None = None
        self._webhook: Webhook | None = None
        self._monitor: Monitor | None = None

    async def run(self) -> None:
        """Returns after an orderly end; raises CannotRun."""
        stop = self.stop
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError, ValueError, RuntimeError):  # not the main thread, or Windows
                loop.add_signal_handler(number, stop.set)
        parts = self._parts
        await self._until(stop, self._greet())
        if stop.is_set():
            await parts.bot.shutdown()
            return
        intake = Intake(parts.bot, self._state, parts.application.process_update)
        parts.handlers.intake = intake
        parts.posts.finish = intake.finish
        try:
            await parts.application.initialize()
            await parts.application.start()
            self._watch(intake)
            self._state.prune()
            if left := intake.recover():
                log.info("resuming %d updates left over from an earlier run", left)
            await self._serve(intake, stop)
        finally:
            await self._close(intake)

    async def _until(self, stop: asyncio.Event, work: "asyncio.Future[None] | object") -> None:
        """Awaits work unless the bot is told to stop first; raises what the work raises."""
        task: asyncio.Task[None] = asyncio.ensure_future(work)  # type: ignore[arg-type]
        waiter = asyncio.create_task(stop.wait())
        await asyncio.wait([task, waiter], return_when=asyncio.FIRST_COMPLETED)
        waiter.cancel()
        if task.done():
            task.result()
            return
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _greet(self) -> None:
        """Log in to Telegram, trying again for as long as it cannot be reached."""
        bot = self._parts.bot
        try:
            await persistently(bot.initialize, self._settings.bot_api_url, again=_passes, backoff=Backoff())
        except InvalidToken:
            raise CannotRun(
                f"{self._settings.bot_api_url} rejects the token in ONRECORD_BOT_TOKEN; "
                "check it with @BotFather (and ONRECORD_BOT_TEST_ENVIRONMENT, if it is a test token)"
            ) from None
        if fault := await introduce(bot, self._state, self._settings.admins):
            log.warning("the commands could not be registered: %s", fault)

    def _watch(self, intake: Intake) -> None:
        metrics, finder = self._parts.metrics, self._parts.finder
        metrics.gauge("onrecord_updates_in_hand", "Updates being handled", lambda: intake.in_hand)
        metrics.gauge("onrecord_updates_waiting", "Updates waiting to be handled", lambda: intake.waiting)
        metrics.gauge("onrecord_updates_malformed", "Updates skipped as malformed", lambda: intake.malformed)
        posts = self._parts.posts
        metrics.gauge("onrecord_posts_waiting", "Channels' posts to be taken in", lambda: posts.waiting)
        finder.told = metrics.asked
        watch_archive(metrics, lambda: finder.archive.folder)
        watch_feeds(metrics, lambda: finder.archive.folder)
        if self._settings.monitor_port is None:
            return
        self._monitor = Monitor(
            metrics,
            lambda: self._polling.beat if self._polling else None,
            lambda: {
                "articles": finder.archive.article_count,
                "in_hand": intake.in_hand,
                "waiting": intake.waiting,
            },
        )
        try:
            self._monitor.start(self._settings.monitor_port)
        except OSError as error:
            held = self._settings.monitor_port
            raise CannotRun(
                f"ONRECORD_MONITOR_PORT holds {held}, which cannot be used: {error.strerror}"
            ) from None

    async def _serve(self, intake: Intake, stop: asyncio.Event) -> None:
        beside = [asyncio.create_task(self._prune()), asyncio.create_task(self._parts.follower.run())]
        try:
            if self._settings.webhook_url is not None:
                await self._begin_webhook(intake)
                self._say_ready("webhook")
                await stop.wait()
            else:
                await self._until(stop, self._end_webhook())
                if not stop.is_set():
                    self._polling = Polling(self._parts.bot, intake, timeout=self._poll)
                    self._say_ready("long polling")
                    await self._until(stop, self._polling.run())
        except AnotherInstance:
            raise CannotRun(
                "another program is receiving this bot's updates (409); "
                "stop it, or give one of the two its own token"
            ) from None
        except InvalidToken:
            raise CannotRun(
                "the token in ONRECORD_BOT_TOKEN is no longer accepted; was it revoked?"
            ) from None
        finally:
            for task in beside:
                task.cancel()

    def _say_ready(self, how: str) -> None:
        bot, archive = self._parts.bot, self._parts.finder.archive
        log.info("@%s answers from %d articles by %s", bot.username, archive.article_count, how)
        if self._ready is not None:
            self._ready()

    async def _prune(self) -> None:
        while True:
            await asyncio.sleep(PRUNE)
            self._state.prune()

    async def _end_webhook(self) -> None:
        """A webhook that was set once keeps polling from working."""
        # Not drop_pending_updates, which would lose what was asked during a restart.
        await persistently(self._parts.bot.delete_webhook, "deleteWebhook", again=_passes, backoff=Backoff())

    async def _begin_webhook(self, intake: Intake) -> None:
        settings = self._settings
        assert settings.webhook_url is not None
        assert settings.webhook_secret is not None
        secret = settings.webhook_secret.get_secret_value()
        self._webhook = Webhook(intake, urlsplit(settings.webhook_url).path.rstrip("/"), secret)
        cert = str(settings.webhook_cert) if settings.webhook_cert else None
        try:
            self._webhook.start(
                settings.webhook_listen,
                settings.webhook_port,
                cert,
                str(settings.webhook_key) if settings.webhook_key else None,
            )
        except OSError as error:
            raise CannotRun(
                f"the webhook cannot be served on {settings.webhook_listen}:{settings.webhook_port} "
                f"({error.strerror or error}); see ONRECORD_WEBHOOK_LISTEN, _PORT, _CERT and _KEY"
            ) from None
        try:
            await self._parts.bot.set_webhook(
                settings.webhook_url,
                certificate=settings.webhook_cert,
                secret_token=secret,
                allowed_updates=KINDS,
            )
        except TelegramError as error:
            raise CannotRun(f"Telegram rejects ONRECORD_WEBHOOK_URL: {error}") from None

    async def _close(self, intake: Intake) -> None:
        if self._webhook is not None:
            await self._webhook.stop()
        left = await intake.drain(GRACE) + await self._parts.posts.close()
        if left:
            log.info("%d updates are kept for the next start", left)
        if self._monitor is not None:
            await self._monitor.stop()
        with suppress(TelegramError, RuntimeError):
            await self._parts.application.stop()
        with suppress(TelegramError, RuntimeError):
            await self._parts.application.shutdown()
        log.info("ended")


def _passes(error: TelegramError) -> bool:
    """Whether waiting can help."""
    return not isinstance(error, InvalidToken)
