"""Load on the bot: answers a second, waiting times and memory, beside an echo bot in the same run.

    python -m tests.benchmarks.telegram ARCHIVE QUESTIONS [--updates 3000] [--memory 20000] [--limits]

The Bot API server, which plays the people too, runs in this process and the bot in another, as the floor
does: python-telegram-bot's own Application with the same pool and concurrency, sending every message back.
Both are given the same messages: each chat has one question under way, and asks the next when its answer
is there.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.paths import ROOT
from tests.telegram_server.server import TelegramApi

ECHO = """
import os, sys
from telegram.ext import ApplicationBuilder, MessageHandler, filters
from telegram.request import HTTPXRequest
url = os.environ["ONRECORD_BOT_API_URL"]
async def echo(update, context):
    await update.message.reply_text(update.message.text)
app = (
    ApplicationBuilder().token(os.environ["ONRECORD_BOT_TOKEN"])
    .base_url(url + "/bot").base_file_url(url + "/file/bot").concurrent_updates(16)
    .request(HTTPXRequest(connection_pool_size=64, read_timeout=15, pool_timeout=5))
    .get_updates_request(HTTPXRequest(connection_pool_size=2)).build()
)
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling(timeout=30)
"""

BOT = """
import os, sys
from pathlib import Path
from bot.service.run import run_bot
from config.settings import load_settings
from index.records.archive import Archive
with Archive.open(Path(sys.argv[1])) as archive:
    sys.exit(run_bot(load_settings(), archive, state=Path(sys.argv[2]), limited=sys.argv[3] == "limits"))
"""


class Figures(NamedTuple):
    """What one run showed; times in milliseconds from the update to the answer's arrival."""

    a_second: float
    p50: float
    p99: float
    memory: list[int]
    most_a_second: int
    cpu: float = 0.0
    """Milliseconds of processor time for one answer, which others on the machine hardly change."""


class Load:
    """The people: `chats` of them, each with one question under way."""

    def __init__(self, api: TelegramApi, questions: list[str], chats: int) -> None:
        self._api = api
        self._questions = itertools.cycle(questions)
        self._asked: dict[int, float] = {}
        self.waits: list[float] = []
        self.times: list[float] = []
        self.left = 0
        self._users = range(1, chats + 1)
        for user in self._users:
            api.person(user)
        api.heard = self._answered

    def _answered(self, chat: int) -> None:
        now = time.monotonic()
        begun = self._asked.pop(chat, None)
        if begun is None:
            return
        self.waits.append(now - begun)
        self.times.append(now)
        if self.left > 0:
            self._ask(chat)

    def _ask(self, user: int) -> None:
        self.left -= 1
        self._asked[user] = time.monotonic()
        self._api.queue_text(user, next(self._questions))

    def run(self, updates: int, at_once: int | None = None) -> float:
        """Asks so many questions; how many seconds until the last was answered."""
        self.waits.clear()
        self.times.clear()
        self.left = updates
        begun = time.monotonic()

        def begin() -> None:
            for user in self._users[: at_once or len(self._users)]:
                if self.left > 0:
                    self._ask(user)

        self._api.within(begin)
        while len(self.times) < updates:
            time.sleep(0.02)
            if time.monotonic() - (self.times[-1] if self.times else begun) > 60:
                raise SystemExit(f"stuck after {len(self.times)} of {updates} answers")
        return time.monotonic() - begun


def resident(pid: int) -> int:
    """Kilobytes of memory a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def processor(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_within(times: list[float], seconds: float = 1.0) -> int:
    """The most of `times` within any span of so many seconds."""
    most, first = 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def measure(
    command: list[str], questions: list[str], *, chats: int, updates: int, memory: int, one: int = 300
) -> tuple[Figures, Figures]:
    """Figures with one chat asking at a time, and with all at once."""
    with TelegramApi(keep_calls=False) as api:
        env = os.environ | {
            "ONRECORD_BOT_TOKEN": api.token,
            "ONRECORD_BOT_API_URL": api.url,
            "ONRECORD_RATE_LIMIT": "10000",
            "ONRECORD_LOG_LEVEL": "warning",
            "PYTHONPATH": str(ROOT),
        }
        bot = subprocess.Popen([sys.executable, *command], env=env)
        try:
            load = Load(api, questions, chats)
            api.idle(60)
            load.run(min(updates, len(questions) + 200))  # everything imported, connections open
            alone = load.run(one, at_once=1)
            single = _figures(load, alone, [resident(bot.pid)])
            begun = processor(bot.pid)
            together = load.run(updates)
            spent = (processor(bot.pid) - begun) / updates * 1000
            crowd = _figures(load, together, [resident(bot.pid)])._replace(cpu=spent)
            held = [resident(bot.pid)]
            for _ in range(memory // 2000):
                load.run(2000)
                held.append(resident(bot.pid))
            return single, crowd._replace(memory=held)
        finally:
            bot.terminate()
            bot.wait(20)


def _figures(load: Load, seconds: float, memory: list[int]) -> Figures:
    waits = sorted(load.waits)
    p99 = waits[int(len(waits) * 0.99)] * 1000
    a_second = len(waits) / seconds
    return Figures(a_second, statistics.median(waits) * 1000, p99, memory, most_within(load.times))


def _rows(name: str, single: Figures, crowd: Figures) -> Iterator[str]:
    alone = f"{single.p50:.1f} | {single.p99:.1f}"
    yield f"| {name} | {alone} | {crowd.a_second:.0f} | {crowd.p50:.0f} | {crowd.p99:.0f} | {crowd.cpu:.2f} |"


def main() -> None:
    """Prints a table, and the figures as one line of JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path, help="the archive that answers")
    parser.add_argument("questions", type=Path, help="questions, one a line")
    parser.add_argument("--updates", type=int, default=3000)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--memory", type=int, default=0, help="updates more, with memory read every 2,000")
    parser.add_argument("--limits", action="store_true", help="with Telegram's limits kept")
    given = parser.parse_args()
    questions = [line for line in given.questions.read_text().splitlines() if line.strip()]
    sizes: dict[str, Any] = {"chats": given.chats, "updates": given.updates}
    # A memory of its own: the server counts updates from the same number in every run.
    with tempfile.TemporaryDirectory() as folder:
        state = str(Path(folder) / "bot.sqlite")
        bot = ["-c", BOT, str(given.archive), state, "limits" if given.limits else "free"]
        compare(bot, questions, sizes, limits=given.limits, memory=given.memory)


def compare(
    bot: list[str], questions: list[str], sizes: dict[str, Any], *, limits: bool, memory: int
) -> None:
    """Runs both and prints what they showed."""
    if limits:
        _, crowd = measure(bot, questions, memory=0, one=3, **sizes)
        print(f"with limits: {crowd.a_second:.1f} a second, at most {crowd.most_a_second} in any second")
        return
    echo = measure(["-c", ECHO], questions, memory=0, **sizes)
    ours = measure(bot, questions, memory=memory, **sizes)
    print("| | one chat: p50 ms | p99 ms | all chats: answers/s | p50 ms | p99 ms | processor ms |")
    print("|---|---|---|---|---|---|---|")
    for line in itertools.chain(_rows("echo", *echo), _rows("onrecord", *ours)):
        print(line)
    p50, a_second = ours[0].p50 / echo[0].p50, ours[1].a_second / echo[1].a_second
    print(f"p50 {p50:.2f} times the echo's; answers a second {a_second:.2f} of the echo's")
    print(f"memory in MB: {[kilobytes // 1024 for kilobytes in ours[1].memory]}")
    print(json.dumps({"echo": echo, "onrecord": ours}))


if __name__ == "__main__":
    main()
