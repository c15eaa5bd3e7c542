"""The real bot in a thread of the tests, or in a process of its own, before a local Bot API server."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.service.run import Run
from bot.store.state import State
from bot.transport.application import Parts, build_application
from config.settings import Settings
from index.records.archive import Archive
from tests.support.paths import ROOT
from tests.telegram_server.server import TelegramApi


def settings_for(api: TelegramApi, **more: Any) -> Settings:
    """Settings that name the local server, whatever the environment holds."""
    return Settings(_env_file=None, **({"bot_token": api.token, "bot_api_url": api.url} | more))


class BotThread:
    """The bot, answering while the block lasts."""

    def __init__(
        self,
        api: TelegramApi,
        archive: Archive,
        state: Path | str = ":memory:",
        *,
        limited: bool = False,
        seeds: bool = False,
        **settings: Any,
    ) -> None:
        self._settings = settings_for(api, **settings)
        self._archive = archive
        self._limited = limited
        self._seeds = seeds
        self.state = State(state)
        self.parts: Parts
        self.error: BaseException | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def _work(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:
            self.error = error
        finally:
            self._ready.set()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.parts = build_application(
            self._settings, self._archive, self.state, seeds=self._seeds, limited=self._limited
        )
        self._run = Run(self._settings, self.parts, self.state, 5, self._ready.set)
        await self._run.run()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(20), "the bot did not begin"
        if self.error is not None:
            raise self.error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends the bot in order."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._run.stop.set)
            self._thread.join(15)
        self.parts.pool.shutdown()
        self.parts.posts.pool.shutdown()
        self.state.close()
        if self.error is not None and not isinstance(self.error, SystemExit):
            raise self.error

    def handlers_idle(self) -> bool:
        """Whether every update that came has been dealt with."""
        intake = self.parts.handlers.intake
        return intake is not None and not (intake.in_hand or intake.waiting or self.parts.posts.waiting)

    def wait_ended(self, seconds: float = 10) -> BaseException | None:
        """What ended the bot by itself."""
        self._thread.join(seconds)
        assert not self._thread.is_alive()
        error, self.error = self.error, None
        return error


class BotProcess:
    """`onrecord bot` in a process of its own, its standard error in a file."""

    def __init__(self, api_url: str, token: str, archive: Path, log: Path, **settings: str) -> None:
        self._log = log
        env = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
        env |= {
            "ONRECORD_BOT_TOKEN": token,
            "ONRECORD_BOT_API_URL": api_url,
            "ONRECORD_ARCHIVE": str(archive),
            "PYTHONPATH": str(ROOT),
        }
        env |= {f"ONRECORD_{name}": value for name, value in settings.items()}
        with log.open("ab") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot"], env=env, cwd=log.parent, stderr=err, stdout=subprocess.PIPE
            )

    @property
    def said(self) -> str:
        """Its standard error so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """Ends it at once, as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def end(self, seconds: float = 15) -> int:
        """Asks it to end, and its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            if self.process.stdout is not None:
                self.process.stdout.close()


def free_port() -> int:
    """A port that nobody serves at the moment."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
