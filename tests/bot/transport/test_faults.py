"""What the bot does when Telegram, the network or the machine fails: every answer, at most twice."""

import math
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.transport.limits import OutgoingLimiter, PersonLimit, RateWindow
from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, labels, press, toast
from tests.telegram_server.server import (
    BAD_GATEWAY,
    BAD_GATEWAY_AFTER,
    RESET_AFTER,
    RESET_BEFORE,
    TOO_MANY,
    Fault,
    TelegramApi,
    slow,
)
from tests.telegram_server.world import GROUP

QUESTION = "What did Hale say about fiction?"


@pytest.mark.parametrize(
    ("faults", "times"),
    [
        ([TOO_MANY], 1),
        ([BAD_GATEWAY], 1),
        ([RESET_BEFORE], 1),
        ([Fault(status=500)], 1),
        ([TOO_MANY, BAD_GATEWAY, TOO_MANY], 1),
        ([BAD_GATEWAY_AFTER], 2),
        ([RESET_AFTER], 2),
        ([Fault(status=504, after=True)], 2),
        ([RESET_BEFORE, RESET_AFTER], 1),
        ([RESET_AFTER, BAD_GATEWAY_AFTER, RESET_AFTER], 2),
    ],
    ids=lambda held: str(held) if isinstance(held, int) else "-".join(_named(fault) for fault in held),
)
def test_an_answer_comes_at_least_once_and_at_most_twice(
    api: TelegramApi, news: Archive, faults: list[Fault], times: int
) -> None:
    with BotThread(api, news) as bot:
        api.fail("sendMessage", *faults)
        api.say(QUESTION)
        api.wait(lambda: len(api.answers()) == times)
        api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])
        assert [("a work of fiction" in shown["text"]) for shown in api.answers()] == [True] * times
        assert len({shown["reply_to_message"]["message_id"] for shown in api.answers()}) == 1
        api.faults.clear()
        ask(api, "What did Lindholm say?")
        assert len(api.answers()) == times + 1
        assert api.made("editMessageText") == []


def _named(fault: Fault) -> str:
    return f"{fault.status or 'reset'}{'-after' * fault.after}"


def test_the_buttons_of_a_twin_work(api: TelegramApi, news: Archive) -> None:
    """An answer that seemed lost, and the one that was sent in its place."""
    with BotThread(api, news):
        api.fail("sendMessage", BAD_GATEWAY_AFTER)
        api.say(QUESTION)
        api.wait(lambda: len(api.answers()) == 2)
        first, second = api.answers()
        for twin in (second, first, second):
            assert "‹ Back" in labels(press(api, twin, "In context"))
            assert press(api, twin, "‹ Back")["text"] == first["text"]
        # An answer whose place is known has buttons that work on it alone.
        single = ask(api, "What did Brandt say?")
        moved = api.buttons(single["message_id"])["2 of 2 ›"]
        assert "have expired" in toast(api, lambda: api.press_data(first["message_id"], moved))


def test_an_answer_of_which_nothing_is_known_twice_is_left(
    api: TelegramApi, news: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    with BotThread(api, news) as bot:
        api.fail("sendMessage", RESET_AFTER, RESET_AFTER)
        api.say(QUESTION)
        api.wait(lambda: len(api.answers()) == 2)
        api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])
        assert "Telegram never said whether it arrived" in caplog.text


def test_a_message_is_not_spent_on_a_server_that_is_still_down(
    api: TelegramApi, news: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transport.delivery.PAUSE", 0.1)
    with BotThread(api, news):
        made = len(api.made("getMe"))
        api.fail("sendMessage", BAD_GATEWAY)
        api.fail("getMe", BAD_GATEWAY, RESET_BEFORE)
        assert "a work of fiction" in ask(api, QUESTION)["text"]
        assert len(api.made("getMe")) - made == 3
        assert len(api.made("sendMessage")) == 2


def test_ten_chats_at_once_cost_twenty_calls(api: TelegramApi, news: Archive) -> None:
    for user in range(1, 11):
        api.person(user)
    with BotThread(api, news, limited=True):
        api.idle()
        before = len(api.calls)
        api.fail("sendMessage", *[BAD_GATEWAY] * 10)
        begun = time.monotonic()
        for user in range(1, 11):
            api.say(QUESTION, user=user)
        api.wait(lambda: all(api.answers(user) for user in range(1, 11)))
        assert time.monotonic() - begun < 8
        assert len(api.calls) - before <= 20
        assert [len(api.answers(user)) for user in range(1, 11)] == [1] * 10


def test_typing_and_toasts_cost_no_answer(
    api: TelegramApi, news: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transport.workshop.SLOW", 0.0)
    with BotThread(api, news):
        api.fail("sendChatAction", BAD_GATEWAY, TOO_MANY, RESET_BEFORE)
        api.fail("answerCallbackQuery", BAD_GATEWAY)
        answer = ask(api, QUESTION)
        assert "‹ Back" in labels(press(api, answer, "In context"))


def test_an_edit_is_made_again(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news):
        answer = ask(api, QUESTION)
        api.fail("editMessageText", RESET_BEFORE, BAD_GATEWAY_AFTER)
        assert "‹ Back" in labels(press(api, answer, "In context"))


def test_an_update_delivered_twice_is_answered_once(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news):
        ask(api, QUESTION)
        api.idle()
        api.repeat(api.delivered[-1]["update_id"])
        api.idle()
        ask(api, "What did Lindholm say?")
        assert len(api.answers()) == 2


def test_polling_goes_on_after_failures(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news):
        api.idle()
        api.fail("getUpdates", BAD_GATEWAY, RESET_BEFORE, TOO_MANY, RESET_AFTER)
        api.say(QUESTION)
        api.wait(api.answers, 20)
        api.idle(20)
        assert len(api.answers()) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"message": {"message_id": 1}},
        {"message": "text"},
        {"message": {"message_id": 1, "date": "soon", "chat": {"id": "x", "type": "private"}, "text": "a"}},
        {"callback_query": {"id": "1"}},
        {"inline_query": {"id": "1", "query": "a"}},
        {"something_new": {"a": 1}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "from": None}},
        {},
        {"message": None},
    ],
    ids=str,
)
def test_malformed_and_unknown_updates_are_passed_over(
    api: TelegramApi, news: Archive, body: dict[str, Any]
) -> None:
    with BotThread(api, news) as bot:
        api.update(body)
        assert "a work of fiction" in ask(api, QUESTION)["text"]
        api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])


def test_a_slow_question_holds_up_nobody(
    api: TelegramApi, news: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.conversation.answer_cache import AnswerCache

    quick, released = AnswerCache.find, threading.Event()

    def slowly(finder: AnswerCache, asked: Any) -> Any:
        if "Lindholm" in asked.question:
            released.wait(20)
        return quick(finder, asked)

    monkeypatch.setattr(AnswerCache, "find", slowly)
    with BotThread(api, news):
        api.person(2)
        api.say("What did Lindholm say?")
        api.say("What did Reyes say?")
        assert "Viktor Hale" in ask(api, "What did Hale say?", user=2)["text"]
        assert api.answers(1) == []
        released.set()
        api.wait(lambda: len(api.answers(1)) == 2)
        assert "Lindholm" in api.answers(1)[0]["text"]
        assert "Reyes" in api.answers(1)[1]["text"]


def test_a_second_instance_gives_way(api: TelegramApi, news: Archive, tmp_path: Path) -> None:
    with BotThread(api, news, tmp_path / "one.sqlite") as first:
        first._run._polling._begun -= 120  # type: ignore[union-attr]
        api.idle()
        second = BotThread(api, news, tmp_path / "two.sqlite")
        second._thread.start()
        error = second.wait_ended(20)
        assert "another program is receiving this bot's updates (409)" in str(error)
        second.stop()
        assert "a work of fiction" in ask(api, QUESTION)["text"]


def test_a_telegram_that_is_down_is_waited_for(news: Archive) -> None:
    with TelegramApi() as api:
        api.person(1)
        api.fail("getMe", BAD_GATEWAY, RESET_BEFORE)
        api.fail("deleteWebhook", BAD_GATEWAY)
        with BotThread(api, news):
            assert "a work of fiction" in ask(api, QUESTION)["text"]


def test_late_messages_get_one_apology(api: TelegramApi, news: Archive) -> None:
    old = int(time.time()) - 3600
    for text in ("What did Hale say?", "What did Reyes say?", "What did Brandt say?"):
        api.say(text, date=old)
    with BotThread(api, news):
        api.wait(api.answers)
        assert "a work of fiction" in ask(api, QUESTION)["text"]
        texts = [message["text"] for message in api.answers()]
        assert texts[0] == "Sorry, I was away when you wrote. Please ask me again."
        assert len(texts) == 2


def test_what_was_asked_during_a_short_restart_is_answered(api: TelegramApi, news: Archive) -> None:
    api.say(QUESTION)
    with BotThread(api, news):
        api.wait(api.answers)
        assert "a work of fiction" in api.answers()[0]["text"]


# -- limits


def test_one_polite_notice_when_somebody_asks_too_often(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news, rate_limit=3):
        for number in range(6):
            api.say(f"What did Hale say about {number}?")
        api.wait(lambda: len(api.answers()) >= 4)
        api.idle()
        texts = [message["text"] for message in api.answers()]
        assert len(texts) == 4
        assert texts[3].startswith("That is a lot at once. I answer up to 3 questions a minute")
        assert "a work of fiction" in ask(api, QUESTION, user=2)["text"]


def test_presses_and_inline_queries_are_limited_too(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news, rate_limit=1):
        answer = ask(api, "What did Brandt say?")
        notices = [toast(api, lambda: api.press_data(answer["message_id"], "?")) for _ in range(4)]
        assert notices[3] == "One moment, please."


def test_person_limit() -> None:
    limit = PersonLimit(2)
    assert [limit.allow(1, t) for t in (0.0, 1.0, 2.0, 59.9, 60.1)] == [True, True, False, False, True]
    assert limit.allow(2, 2.0)
    assert [limit.notice(1), limit.notice(1)] == [True, False]
    assert limit.allow(1, 200.0)
    assert limit.notice(1)


def test_a_window_never_lets_too_many_begin() -> None:
    window, now, begun = RateWindow(30, 1.0), 0.0, []
    for _ in range(200):
        now += window.wait(now)
        window.begin()
        begun.append(now)
        window.end(now)
    assert all(later - earlier >= 1.0 for earlier, later in zip(begun, begun[30:], strict=False))
    assert now == pytest.approx(6.0)


def test_a_window_counts_what_is_under_way() -> None:
    window = RateWindow(2, 1.0)
    window.begin()
    window.begin()
    assert window.wait(0.0) == math.inf
    window.end(5.0)
    assert window.wait(5.5) == pytest.approx(0.5)
    assert window.wait(6.0) == 0.0
    assert not window.idle(9.0)
    window.end(9.0)
    assert window.idle(10.1)


def begun_within(times: list[float], seconds: float) -> int:
    """The most calls that arrived within any span of so many seconds."""
    return max(sum(1 for other in times if 0 <= other - time < seconds) for time in times)


def test_outgoing_limits_of_all_and_of_one_chat(api: TelegramApi, news: Archive) -> None:
    for user in range(1, 41):
        api.person(user)
    with BotThread(api, news, limited=True):
        for user in range(1, 41):
            api.say(QUESTION, user=user)
        for _ in range(3):
            api.say(QUESTION, user=1)
        api.wait(lambda: len(api.made("sendMessage")) == 43, 30)
    calls = api.made("sendMessage")
    assert begun_within([call.at for call in calls], 1.0) <= 30
    mine = [call.at for call in calls if str(call.params["chat_id"]) == "1"]
    assert len(mine) == 4
    assert begun_within(mine, 1.0) == 1


async def test_outgoing_limit_of_a_group() -> None:
    limiter = OutgoingLimiter(group_minute=3, a_second=1000)
    _, windows = limiter._of(GROUP)
    for _ in range(3):
        windows[1].begin()
        windows[1].end(time.monotonic() - 30.0)
    assert 29.0 < windows[1].wait(time.monotonic()) < 31.0
    assert len(limiter._of(1)[1]) == 1


def test_retry_after_of_one_chat_does_not_stop_the_others(api: TelegramApi, news: Archive) -> None:
    api.person(2)
    with BotThread(api, news):
        api.fail("sendMessage", Fault(status=429, retry_after=3))
        api.say(QUESTION)
        api.wait(lambda: api.made("sendMessage"))
        begun = time.monotonic()
        ask(api, QUESTION, user=2)
        assert time.monotonic() - begun < 2.5
        api.wait(api.answers)
        first, again = [c for c in api.made("sendMessage") if str(c.params["chat_id"]) == "1"]
        assert 3.0 <= again.at - first.at < 6.0


def test_a_slow_telegram_is_waited_for(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news):
        api.fail("sendMessage", slow(1.0))
        ask(api, QUESTION)
        api.idle()
        assert len(api.made("sendMessage")) == 1


# -- the bot's own errors


def test_an_error_of_ours_is_apologised_for(
    api: TelegramApi, news: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from bot.conversation.answer_cache import AnswerCache

    def broken(finder: AnswerCache, asked: Any) -> Any:
        raise ValueError("boom")

    with BotThread(api, news) as bot:
        with monkeypatch.context() as patch:
            patch.setattr(AnswerCache, "find", broken)
            answer = ask(api, QUESTION)
            assert answer["text"].startswith("Something went wrong on my side")
        assert "boom" in caplog.text
        assert "a work of fiction" in ask(api, QUESTION)["text"]
        api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])


def test_a_person_who_blocked_the_bot_stops_nothing(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news) as bot:
        api.person(2)
        api.chats[2].blocked = True
        api.say(QUESTION, user=2)
        assert "a work of fiction" in ask(api, QUESTION)["text"]
        api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])


@pytest.mark.parametrize("gone", ["blocked", "no such chat"])
def test_an_error_that_cannot_be_apologised_for_leaves_nothing_undone(
    api: TelegramApi, news: Archive, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    """The question fails, and so does the apology: the next start is not to meet it again."""
    from bot.conversation.answer_cache import AnswerCache

    quick = AnswerCache.find

    def broken(finder: AnswerCache, asked: Any) -> Any:
        if "fiction" in asked.question:
            raise ValueError("boom")
        return quick(finder, asked)

    monkeypatch.setattr(AnswerCache, "find", broken)
    with BotThread(api, news) as bot:
        api.person(2)
        if gone == "blocked":
            api.chats[2].blocked = True
            api.say(QUESTION, user=2)
        else:
            chat = api.chats[2].info | {"id": 77}
            body = {"message_id": 5, "date": int(time.time()), "chat": chat, "from": api.people[2]}
            api.update({"message": body | {"text": QUESTION}})
        assert "Helga Brandt" in ask(api, "What did Brandt say?")["text"]
        api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])


def test_a_module_that_is_not_installed_is_looked_for_once() -> None:
    """httpcore tries to import sniffio before every lock it makes."""
    import bot.transport.client  # noqa: F401

    assert "sniffio" in sys.modules


async def test_retry_after_of_an_edit_is_waited_for() -> None:
    begun: list[float] = []

    async def edit() -> bool:
        begun.append(time.monotonic())
        if len(begun) == 1:
            raise RetryAfter(1)
        return True

    limiter = OutgoingLimiter()
    assert await limiter.process_request(edit, (), {}, "editMessageText", {"chat_id": 1}, None)
    assert len(begun) == 2
    assert begun[1] - begun[0] >= 1.0
