"""The bot's end while threads are at work: they are waited for a moment, and no longer."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.service.run import let_go
from tests.bot.support.bot_process import BotProcess
from tests.support.web import Handler, serving
from tests.telegram_server.server import TelegramApi

Start = Callable[..., BotProcess]

PAGE = b"<html><body><article><p>Mayor Ana Sol said the pool would open.</p></article></body></html>"


def test_what_threads_are_at_is_waited_for_a_moment() -> None:
    """The archive is closed behind them: a thread that still read it ended the process by SIGSEGV."""
    done, hold = threading.Event(), threading.Event()

    def work() -> None:
        time.sleep(0.2)
        done.set()

    pool = ThreadPoolExecutor(1)
    pool.submit(work)
    left = pool.submit(hold.set)
    assert let_go(pool, 5.0)
    assert done.is_set()
    assert left.cancelled()
    busy = ThreadPoolExecutor(1)
    busy.submit(hold.wait, 20.0)
    begun = time.monotonic()
    assert not let_go(busy, 0.1)
    assert time.monotonic() - begun < 2.0
    hold.set()


@pytest.mark.slow
def test_what_will_not_end_is_left_and_the_next_start_takes_it_up(api: TelegramApi, start: Start) -> None:
    hold, asked = threading.Event(), threading.Event()

    def late(handler: Handler) -> None:
        asked.set()
        hold.wait(60.0)
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(PAGE)))
        handler.end_headers()
        handler.wfile.write(PAGE)

    with serving() as site:
        address = site.add("/late", late)
        bot = start(ADMINS="1", FETCH_PRIVATE="true")
        api.idle(30)
        api.say(f"/add {address}")
        api.wait(asked.is_set)
        begun = time.monotonic()
        assert bot.end() == 0
        assert time.monotonic() - begun < 12
        hold.set()
        start(ADMINS="1", FETCH_PRIVATE="true")
        api.wait(lambda: any("1 article added" in one["text"] for one in api.answers()), 30)
        assert len(api.answers()) == 1
