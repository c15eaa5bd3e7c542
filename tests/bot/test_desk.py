"""The commands of administrators, over real HTTP."""

from collections.abc import Iterator

import pytest

from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, press, toast
from tests.support.web import serving, story
from tests.telegram_server.server import TelegramApi

WRONG = "What did Reyes say about the journalist?"


@pytest.fixture
def desk(api: TelegramApi, news_copy: Archive) -> Iterator[BotThread]:
    with BotThread(api, news_copy, admins=(1,), finder="rules", fetch_private=True) as bot:
        yield bot


def report(api: TelegramApi) -> None:
    """Two people report the same words."""
    for user in (2, 3):
        answer = ask(api, WRONG, user=user)
        toast(api, lambda user=user, at=answer["message_id"]: api.press(at, "Wrong speaker?", user=user))  # type: ignore[misc]


def test_an_address_is_added(api: TelegramApi, desk: BotThread) -> None:
    with serving() as site:
        page = story(
            "Library opens", '"It is no warehouse," librarian Noor Haddad said.', "It rained all day."
        )
        added = ask(api, "/add " + site.add("/library", page))
        assert added["text"].startswith("1 article added: ")
        assert "Noor Haddad" in added["text"]
    assert ask(api, "/add")["text"].startswith("Tell me the address, for example: /add ")


@pytest.mark.parametrize("which", ["ferry", "https://coast.example/bridge?a=1&b=2"])
def test_an_article_is_taken_out_and_put_back(api: TelegramApi, desk: BotThread, which: str) -> None:
    removed = ask(api, f"/remove {which}")
    assert removed["text"].startswith("1 article taken out:\n• ")
    assert "3 articles" in ask(api, "/articles")["text"]
    assert press(api, removed, "Undo")["text"] == "Undone: 0 articles removed, 1 article restored."
    assert "4 articles" in ask(api, "/articles")["text"]
    assert ask(api, "/remove nothing")["text"] == "There is no article nothing."


def test_reports_are_listed_and_accepted(api: TelegramApi, desk: BotThread) -> None:
    assert ask(api, "/reports")["text"] == "Nobody has reported anything."
    report(api)
    listed = ask(api, "/reports")["text"]
    assert listed.startswith("2 reported:\n\n1. Anton Reyes [bridge]\nWe were told about the bridge")
    accepted = ask(api, "/accept 1 Helga Brandt")
    assert accepted["text"] == "Corrected: these are the words of Helga Brandt."
    assert "We were told about the bridge" in ask(api, "What did Brandt say about the journalist?")["text"]
    assert ask(api, WRONG)["text"].startswith("I found no quotation by Anton Reyes about “journalist”")
    assert desk.state.reports() == []
    assert ask(api, "/accept 1")["text"] == "There is no report of that number; /reports lists them."


def test_a_report_that_names_nobody(api: TelegramApi, desk: BotThread) -> None:
    report(api)
    assert ask(api, "/accept 2")["text"] == "Corrected: these are the words of nobody who is named."
    assert ask(api, WRONG)["text"].startswith("I found no quotation by Anton Reyes about “journalist”")


def test_a_report_is_accepted_by_its_number(api: TelegramApi, desk: BotThread) -> None:
    assert ask(api, "/accept")["text"].startswith("Tell me the number of a report")
    assert ask(api, "/accept 7")["text"].startswith("There is no report of that number")


@pytest.mark.parametrize("text", ["/add https://a.example/", "/remove ferry", "/reports", "/accept 1"])
def test_nobody_else_has_these_commands(api: TelegramApi, desk: BotThread, text: str) -> None:
    assert ask(api, text, user=2)["text"] == "I do not know that command. /help shows what I can do."
    assert "4 articles" in ask(api, "/articles", user=2)["text"]
