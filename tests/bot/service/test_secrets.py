"""Who is answered, what stays secret, and what can be watched."""

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.transport.access import Access
from index.records.archive import Archive
from tests.bot.support.bot_process import BotProcess, BotThread, free_port
from tests.bot.support.talk import ask, inline, press, toast
from tests.telegram_server.server import RESET_AFTER, TelegramApi
from tests.telegram_server.world import GROUP

QUESTION = "What did Hale say about fiction?"

Start = Callable[..., BotProcess]


# -- 13. safe


def test_allowed_users(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news, allowed_users=(2,)):
        refused = ask(api, QUESTION)
        assert refused["text"].startswith("This bot is private.")
        assert "is 1." in refused["text"]
        api.say(QUESTION)
        assert "a work of fiction" in ask(api, QUESTION, user=2)["text"]
        api.idle()
        assert len(api.answers(1)) == 1
        assert inline(api, "hale")["results"] == []
        assert inline(api, "hale", user=2)["results"]
        notice = toast(api, lambda: api.press_data(refused["message_id"], "x"))
        assert notice == "This bot is private."


def test_allowed_chats(api: TelegramApi, news: Archive) -> None:
    other = -1001000000999
    api.group()
    api.group(other)
    with BotThread(api, news, allowed_chats=(GROUP,)):
        api.say(f"/ask {QUESTION}", chat=other)
        assert "a work of fiction" in ask(api, f"/ask {QUESTION}", chat=GROUP)["text"]
        api.idle()
        assert api.answers(other) == []


@pytest.mark.parametrize(
    ("access", "user", "chat", "allowed"),
    [
        (Access(), 1, 1, True),
        (Access(), 1, None, True),
        (Access(users=[2]), 1, 1, False),
        (Access(users=[2]), 2, -5, True),
        (Access(users=[2]), 2, None, True),
        (Access(chats=[-5]), 1, -5, True),
        (Access(chats=[-5]), 1, 1, False),
        (Access(chats=[-5]), 1, None, False),
        (Access(chats=[1]), 1, 1, True),
        (Access(users=[2], chats=[-5]), 2, -5, True),
        (Access(users=[2], chats=[-5]), 2, -6, False),
        (Access(users=[2], chats=[-5]), 2, 2, True),
        (Access(users=[2], chats=[-5]), 1, -5, False),
        (Access(users=[2], admins=[1]), 1, 1, True),
        (Access(users=[2], admins=[1]), 1, -5, False),
    ],
)
def test_who_is_answered_where(access: Access, user: int, chat: int | None, allowed: bool) -> None:
    assert access.allows(user, chat) is allowed


def test_the_token_is_in_no_line(api: TelegramApi, news_copy: Archive, start: Start, tmp_path: Path) -> None:
    """A full run with faults at the lowest level of logging, read for the token and what people wrote."""
    port = free_port()
    bot = start(LOG_LEVEL="debug", MONITOR_PORT=str(port))
    api.idle(30)
    from tests.telegram_server.server import BAD_GATEWAY, RESET_BEFORE, TOO_MANY

    api.fail("sendMessage", TOO_MANY, BAD_GATEWAY, RESET_AFTER)
    api.fail("getUpdates", RESET_BEFORE, BAD_GATEWAY)
    api.update({"message": {"message_id": 1}})
    answer = ask(api, QUESTION)
    press(api, answer, "In context")
    inline(api, "hale")
    pages = [httpx.get(f"http://127.0.0.1:{port}/{name}").text for name in ("health", "metrics")]
    api.token = "110201543:another"  # as when it is revoked
    api.say("another question")  # which ends the poll that was open
    assert bot.process.wait(60) == 1
    hidden = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
    assert "no longer accepted" in bot.said
    for text in (bot.said, *pages):
        assert hidden not in text
    assert len(bot.said) > 10_000
    for file in news_copy.folder.rglob("*"):
        if file.is_file():
            assert hidden.encode() not in file.read_bytes()


def test_what_people_write_is_in_no_log_line(api: TelegramApi, start: Start) -> None:
    bot = start()
    ask(api, "What did Hale say about fiction and zeppelins?")
    inline(api, "zeppelins")
    bot.end()
    assert "zeppelins" not in bot.said
    assert "fiction" not in bot.said
    assert "kind=message outcome=" in bot.said


def test_reprs_hold_no_token(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news) as bot:
        ask(api, QUESTION)
        parts = bot.parts
        for thing in (parts, parts.bot, parts.application, parts.handlers, bot._settings, bot._run):
            assert api.token.split(":")[1] not in repr(thing)


# -- 14. watched


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_log_line_an_update(api: TelegramApi, start: Start, form: str) -> None:
    bot = start(LOG_FORMAT=form)
    answer = ask(api, QUESTION)
    press(api, answer, "In context")
    inline(api, "hale")
    bot.end()
    lines = bot.said.splitlines()
    if form == "json":
        found = [json.loads(line) for line in lines]
        updates = [line for line in found if line["message"] == "update"]
        assert [(line["kind"], line["outcome"]) for line in updates] == [
            ("message", "answered"),
            ("press", "context"),
            ("inline", "answered"),
        ]
        assert all(isinstance(line["ms"], float) for line in updates)
    else:
        updates = [line for line in lines if " update id=" in line]
        assert len(updates) == 3
        head = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d INFO bot.transport.handlers update "
        assert re.fullmatch(head + r"id=\d+ kind=message outcome=answered ms=[\d.]+", updates[0])


def test_health_and_metrics(api: TelegramApi, start: Start) -> None:
    port = free_port()
    start(MONITOR_PORT=str(port))
    ask(api, QUESTION)
    health = httpx.get(f"http://127.0.0.1:{port}/health")
    assert health.status_code == 200
    assert health.json()["status"] == "ok"
    assert health.json()["articles"] == 4
    metrics = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert 'onrecord_updates_total{kind="message",outcome="answered"} 1.0' in metrics
    assert "onrecord_update_seconds_bucket" in metrics
    assert "onrecord_articles 4.0" in metrics
    assert httpx.get(f"http://127.0.0.1:{port}/other").status_code == 404


def test_health_when_telegram_is_silent(
    api: TelegramApi, news: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.monitor.STALE", -1.0)
    port = free_port()
    with BotThread(api, news, monitor_port=port):
        health = httpx.get(f"http://127.0.0.1:{port}/health")
    assert health.status_code == 503
    assert health.json()["status"] == "no word from Telegram"


def test_a_port_that_is_taken_is_one_clear_line(api: TelegramApi, start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        bot = start(MONITOR_PORT=str(port))
        assert bot.process.wait(30) == 1
    assert f"error: ONRECORD_MONITOR_PORT holds {port}, which cannot be used" in bot.said
    assert "Traceback" not in bot.said
