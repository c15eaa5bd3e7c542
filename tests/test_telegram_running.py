"""`onrecord bot` as the person who runs it meets it: in a process of its own."""

import itertools
import json
import re
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.access import Access
from bot.checking import check_token
from bot.state import State
from index.archive import Archive
from tests.telegram_api import RESET_AFTER, TelegramApi, slow
from tests.telegram_bot import BotProcess, BotThread, settings_for
from tests.telegram_talk import ask, inline, press, toast
from tests.telegram_world import GROUP

QUESTION = "What did Hale say about fiction?"

Start = Callable[..., BotProcess]


@pytest.fixture
def start(api: TelegramApi, news_copy: Archive, tmp_path: Path) -> Iterator[Start]:
    """Starts `onrecord bot` on a copy of the archive."""
    begun: list[BotProcess] = []

    def start(**settings: str) -> BotProcess:
        process = BotProcess(api.url, api.token, news_copy.folder, tmp_path / "bot.log", **settings)
        begun.append(process)
        return process

    yield start
    for process in begun:
        if process.process.poll() is None:
            process.end()
        elif process.process.stdout is not None:
            process.process.stdout.close()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


# -- 10. with only a token


def test_a_token_is_enough(api: TelegramApi, start: Start) -> None:
    bot = start()
    assert "a work of fiction" in ask(api, QUESTION)["text"]
    assert bot.end() == 0
    assert "@onrecord_test_bot answers from 4 articles by long polling" in bot.said


@pytest.mark.parametrize(
    ("token", "line"),
    [
        ("", "error: ONRECORD_BOT_TOKEN is not set; get a token from @BotFather and set it"),
        (
            "hunter2",
            "error: ONRECORD_BOT_TOKEN holds what it may not (not shown, it is secret); it may hold a token",
        ),
        (
            "1234567:wrong-token",
            "error: {url} does not take the token in ONRECORD_BOT_TOKEN; check it with @BotFather",
        ),
    ],
)
def test_a_bad_token_is_one_clear_line(
    api: TelegramApi, news: Archive, tmp_path: Path, token: str, line: str
) -> None:
    bot = BotProcess(api.url, token, news.folder, tmp_path / "bot.log")
    assert bot.process.wait(30) == 1
    bot.end()
    assert bot.said.startswith(line.format(url=api.url))
    assert len(bot.said.splitlines()) == 1
    assert token == "" or token not in bot.said


def test_the_test_environment(api: TelegramApi, news: Archive) -> None:
    api.test_environment = True
    with BotThread(api, news, bot_test_environment=True):
        assert "a work of fiction" in ask(api, QUESTION)["text"]


# -- 11. webhook


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A self-signed certificate and its key."""
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *[
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=127.0.0.1",
            ],
            *("-keyout", str(key), "-out", str(cert)),
        ],
        check=True,
        capture_output=True,
    )
    return cert, key


def test_a_webhook_behind_a_proxy(api: TelegramApi, news: Archive) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook"
    with BotThread(api, news, webhook_url=url, webhook_port=port, webhook_secret="s3cret-word"):
        assert api.webhook is not None
        assert "a work of fiction" in ask(api, QUESTION)["text"]
        update = {"update_id": 1, "message": {"text": QUESTION}}
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            assert httpx.post(url, json=update, headers=headers).status_code == 403
        right = {"X-Telegram-Bot-Api-Secret-Token": "s3cret-word"}
        assert httpx.post(url + "/other", json=update, headers=right).status_code == 404
        assert httpx.post(url, content=b"no json", headers=right).status_code == 400
        assert httpx.get(url, headers=right).status_code == 405
        bodies: list[object] = [[], {"update_id": "x"}, {"update_id": 5, "message": 7}, 3]
        for body in bodies:
            assert httpx.post(url, json=body, headers=right).status_code == 200
        assert "Lindholm" in ask(api, "What did Lindholm say?")["text"]
        assert len(api.answers()) == 2


def test_a_webhook_with_a_certificate(
    api: TelegramApi, news: Archive, certificate: tuple[Path, Path]
) -> None:
    port = free_port()
    url = f"https://127.0.0.1:{port}/hook"
    cert, key = certificate
    with BotThread(
        api, news, webhook_url=url, webhook_port=port, webhook_secret="s", webhook_cert=cert, webhook_key=key
    ):
        assert api.webhook is not None
        assert api.webhook.certificate == cert.read_bytes()
        assert "a work of fiction" in ask(api, QUESTION)["text"]
        context = ssl.create_default_context(cafile=str(cert))
        context.check_hostname = False
        assert httpx.post(url, json={}, verify=context).status_code == 403


# -- 12. steady


def test_an_update_in_hand_when_the_process_is_killed_is_answered_once(
    api: TelegramApi, start: Start
) -> None:
    bot = start()
    api.idle(30)
    api.fail("sendMessage", slow(30.0))
    api.say(QUESTION)
    api.wait(lambda: not api.pending)  # confirmed to Telegram, which will not send it again
    time.sleep(0.3)
    bot.kill()
    api.faults.clear()
    start()
    api.wait(api.answers, 30)
    ask(api, "What did Lindholm say?")
    assert [("fiction" in m["text"]) for m in api.answers()] == [True, False]


def test_an_answer_sent_just_before_the_process_is_killed_comes_once(api: TelegramApi, start: Start) -> None:
    bot = start()
    api.idle(30)
    # The answer is there, but the bot is killed before it hears so.
    api.fail("sendMessage", slow(30.0, after=True))
    api.say(QUESTION)
    api.wait(api.answers)
    bot.kill()
    api.faults.clear()
    start()
    api.idle(30)
    api.wait(lambda: api.made("editMessageText"), 30)
    ask(api, "What did Lindholm say?")
    first, second = api.answers()
    assert "a work of fiction" in first["text"]
    assert "Lindholm" in second["text"]
    # The edit is the second time, and its buttons are the ones that work.
    assert "‹ Back" in str(press(api, first, "In context"))


def test_a_kill_between_getting_and_confirming(api: TelegramApi, start: Start) -> None:
    bot = start()
    api.idle(30)
    api.say(QUESTION)
    api.wait(api.answers, 20)
    bot.kill()
    # Telegram has not heard of the answer and sends the update again.
    number = next(u for u in reversed(api.delivered) if "message" in u)["update_id"]
    api.repeat(number)
    start()
    api.idle(30)
    ask(api, "What did Lindholm say?")
    assert len(api.answers()) == 2


def test_sigterm_finishes_what_is_in_hand(api: TelegramApi, start: Start) -> None:
    bot = start()
    api.idle(30)
    api.fail("sendMessage", slow(1.5))
    api.say(QUESTION)
    api.wait(lambda: not api.pending)
    begun = time.monotonic()
    bot.process.send_signal(signal.SIGTERM)
    assert bot.end() == 0
    assert time.monotonic() - begun < 10
    assert len(api.answers()) == 1


@pytest.mark.slow
def test_sigterm_loses_no_question(api: TelegramApi, start: Start) -> None:
    bot = start()
    api.idle(30)
    api.fail("sendMessage", *[slow(60.0)] * 4)
    for user in range(1, 25):
        api.person(user)
        api.say(QUESTION, user=user)
    api.wait(lambda: not api.pending)
    begun = time.monotonic()
    assert bot.end() == 0
    assert time.monotonic() - begun < 10
    api.faults.clear()
    start()
    api.wait(lambda: all(api.answers(user) for user in range(1, 25)), 30)
    api.idle(30)
    time.sleep(0.5)
    assert [len(api.answers(user)) for user in range(1, 25)] == [1] * 24


def test_new_articles_are_picked_up_without_a_restart(
    api: TelegramApi, news_copy: Archive, start: Start
) -> None:
    from tests.news import three

    start()
    assert "no quotation by" in ask(api, "What did Paul Okafor say?")["text"]
    with Archive.open(news_copy.folder) as writer:
        writer.add(three(), finder="rules")
    assert "Nobody travels at three" in ask(api, "What did Paul Okafor say?")["text"]


def test_two_bots_on_one_archive(api: TelegramApi, news_copy: Archive) -> None:
    memory = news_copy.folder / "bot.sqlite"
    with TelegramApi(update_ids=itertools.count(500_000)) as other:
        other.person(1)
        with Archive.open(news_copy.folder) as second, BotThread(api, news_copy, memory) as one:
            two = BotThread(other, second, memory)
            with two:
                assert "a work of fiction" in ask(api, QUESTION)["text"]
                assert "a work of fiction" in ask(other, QUESTION)["text"]
                assert len(api.answers()) == len(other.answers()) == 1
            assert one.handlers_idle()


def test_the_check_of_a_token(api: TelegramApi) -> None:
    assert check_token(settings_for(api)) is None
    assert check_token(settings_for(api, bot_token=None)) is None
    refused = check_token(settings_for(api, bot_token="1234567:another"))
    assert refused is not None
    assert refused.startswith(f"{api.url} does not take the token in ONRECORD_BOT_TOKEN")
    away = check_token(settings_for(api, bot_api_url=f"http://127.0.0.1:{free_port()}"))
    assert away is not None
    assert "cannot be reached" in away


def test_only_the_seed_article(api: TelegramApi, tmp_path: Path) -> None:
    bot = BotProcess(api.url, api.token, tmp_path / "none", tmp_path / "bot.log", FINDER="rules")
    assert "dogmatic logic" in ask(api, "What did Kamynin say about Iran?")["text"]
    assert "the small archive I come with" in ask(api, "/start")["text"]
    assert bot.end() == 0


# -- 13. safe


def test_allowed_users(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news, allowed_users=(2,)):
        refused = ask(api, QUESTION)
        assert refused["text"].startswith("I answer a closed circle only.")
        assert "is 1." in refused["text"]
        api.say(QUESTION)
        assert "a work of fiction" in ask(api, QUESTION, user=2)["text"]
        api.idle()
        assert len(api.answers(1)) == 1
        assert inline(api, "hale")["results"] == []
        assert inline(api, "hale", user=2)["results"]
        notice = toast(api, lambda: api.press_data(refused["message_id"], "x"))
        assert notice == "I answer a closed circle only."


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
    from tests.telegram_api import BAD_GATEWAY, RESET_BEFORE, TOO_MANY

    api.fail("sendMessage", TOO_MANY, BAD_GATEWAY, RESET_BEFORE, RESET_AFTER)
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
    assert "no longer taken" in bot.said
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
        head = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d INFO bot.handlers update "
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
    monkeypatch.setattr("bot.monitor.STALE", -1.0)
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


# -- the bot's memory


def test_a_memory_of_another_version_is_one_clear_line(
    api: TelegramApi, news_copy: Archive, start: Start
) -> None:
    path = news_copy.folder / "bot.sqlite"
    with State(path) as state:
        state._db.execute("PRAGMA user_version = 99")
    bot = start()
    assert bot.process.wait(30) == 1
    assert "was written by another version of onrecord" in bot.said
    assert len(bot.said.splitlines()) == 1


def test_the_bots_memory_is_no_fault_of_the_archive(
    api: TelegramApi, news_copy: Archive, start: Start
) -> None:
    bot = start()
    ask(api, QUESTION)
    bot.end()
    from bot.cli import main

    assert (news_copy.folder / "bot.sqlite").is_file()
    assert main(["check", "--archive", str(news_copy.folder)]) == 0
