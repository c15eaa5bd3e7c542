"""`onrecord bot` as the person who runs it meets it: in a process of its own."""

import itertools
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.service.token_check import check_token
from bot.store.state import State
from index.records.archive import Archive
from tests.bot.support.bot_process import BotProcess, BotThread, free_port, settings_for
from tests.bot.support.talk import ask, press, toast
from tests.support.certificates import self_signed
from tests.support.paths import ROOT
from tests.telegram_server.server import TelegramApi, slow

QUESTION = "What did Hale say about fiction?"

Start = Callable[..., BotProcess]


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
            (
                "error: ONRECORD_BOT_TOKEN has an invalid value (not shown, because it is secret); "
                "it must be a token"
            ),
        ),
        (
            "1234567:wrong-token",
            "error: {url} rejects the token in ONRECORD_BOT_TOKEN; check it with @BotFather",
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
    return self_signed(tmp_path)


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


def test_an_answer_sent_just_before_the_process_is_killed_comes_at_most_twice(
    api: TelegramApi, start: Start
) -> None:
    bot = start()
    api.idle(30)
    # The answer is there, but the bot is killed before it hears so.
    api.fail("sendMessage", slow(30.0, after=True))
    api.say(QUESTION)
    api.wait(api.answers)
    bot.kill()
    api.faults.clear()
    start()
    api.wait(lambda: len(api.answers()) == 2, 30)
    ask(api, "What did Lindholm say?")
    first, twin, third = api.answers()
    assert first["text"] == twin["text"]
    assert "a work of fiction" in first["text"]
    assert "Lindholm" in third["text"]
    assert "‹ Back" in str(press(api, twin, "In context"))


def test_a_bot_that_is_killed_twice_while_it_sends_sends_no_third_time(
    api: TelegramApi, start: Start
) -> None:
    bot = start()
    api.idle(30)
    for times in (1, 2):
        api.fail("sendMessage", slow(30.0, after=True))
        if times == 1:
            api.say(QUESTION)
        api.wait(lambda times=times: len(api.answers()) == times, 30)  # type: ignore[misc]
        bot.kill()
        api.faults.clear()
        bot = start()
    api.idle(30)
    ask(api, "What did Lindholm say?")
    assert ["fiction" in shown["text"] for shown in api.answers()] == [True, True, False]


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
    from tests.support.articles import three

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
    assert refused.startswith(f"{api.url} rejects the token in ONRECORD_BOT_TOKEN")
    away = check_token(settings_for(api, bot_api_url=f"http://127.0.0.1:{free_port()}"))
    assert away is not None
    assert "cannot be reached" in away


def test_the_index_checks_the_token_too(api: TelegramApi, news_copy: Archive) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "index", "check", "--archive", news_copy.folder],
        env={**os.environ, "ONRECORD_BOT_API_URL": api.url, "ONRECORD_BOT_TOKEN": "1234567:another"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, f"archive: {news_copy.folder}: OK\n")
    assert ran.stderr.startswith(f"error: {api.url} rejects the token in ONRECORD_BOT_TOKEN")


def test_only_the_seed_article(api: TelegramApi, tmp_path: Path) -> None:
    bot = BotProcess(api.url, api.token, tmp_path / "none", tmp_path / "bot.log", FINDER="rules")
    assert "dogmatic logic" in ask(api, "What did Kamynin say about Iran?")["text"]
    assert "the small archive I come with" in ask(api, "/start")["text"]
    assert bot.end() == 0


# -- the bot's memory


@pytest.mark.parametrize("named", [False, True], ids=["the archive's folder", "a folder of its own"])
def test_a_bot_on_the_seeds_remembers(api: TelegramApi, tmp_path: Path, named: bool) -> None:
    """What it has answered, what its buttons show and what was reported outlive it, as with an archive."""
    archive, memory = tmp_path / "none", tmp_path / "memory" / "bot"

    def begin() -> BotProcess:
        more = {"STATE": str(memory)} if named else {}
        return BotProcess(api.url, api.token, archive, tmp_path / "bot.log", FINDER="rules", **more)

    bot = begin()
    api.idle(60)
    answer = ask(api, "What did Kamynin say about Iran?")
    number = next(u for u in reversed(api.delivered) if "message" in u)["update_id"]
    assert "noted it" in toast(api, lambda: api.press(answer["message_id"], "Wrong speaker?"))
    assert bot.end() == 0
    assert ((memory if named else archive) / "bot.sqlite").is_file()
    api.repeat(number)
    bot = begin()
    api.idle(60)
    ask(api, "What did Gates say?")
    assert len(api.answers()) == 2
    assert "‹ Back" in str(press(api, answer, "In context"))
    assert bot.end() == 0
    ran = onrecord("reports", archive, **({"ONRECORD_STATE": str(memory)} if named else {}))
    assert "Mikhail Kamynin" in ran.stdout
    assert not (archive / "archive.sqlite").exists()


def onrecord(command: str, archive: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """What a command of `onrecord` prints on that archive."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", command, "--archive", archive],
        env={**os.environ, **settings},
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )


@pytest.mark.parametrize("how", ["a file in its place", "damaged"])
def test_a_memory_that_cannot_be_used_is_one_clear_line(
    api: TelegramApi, start: Start, tmp_path: Path, how: str
) -> None:
    folder = tmp_path / "memory"
    if how == "damaged":
        folder.mkdir()
        (folder / "bot.sqlite").write_bytes(b"no database " * 1000)
    else:
        folder.write_text("a file", encoding="utf-8")
    bot = start(STATE=str(folder))
    assert bot.process.wait(60) == 1
    (line,) = bot.said.splitlines()
    assert line.startswith("error: ")
    assert str(folder / "bot.sqlite") in line
    assert ("move it away" if how == "damaged" else "ONRECORD_STATE") in line


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
