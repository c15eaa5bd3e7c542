"""What people take away: documents, pictures, and text on the clipboard."""

import csv
import io
import sys

import pytest

from bot.conversation.buttons import MOST_COPIED
from index.records.archive import Archive
from index.records.record import COLUMNS
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, labels, pieces, press
from tests.support.articles import made
from tests.telegram_server.server import BAD_GATEWAY, RESET_AFTER, TelegramApi

NAMESAKES = [
    made("one", 'Town news\n\n"The bridge is safe," Bill Norton said.\n', published="2026-01-02"),
    made("two", 'More town news\n\n"The bridge is not safe," Anna Norton said.\n', published="2026-03-02"),
]


def table(api: TelegramApi, number: int) -> list[dict[str, str]]:
    """The rows of a CSV document that the bot sent."""
    text = api.sent_files[number].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_all_of_somebodys_quotations_as_a_document(api: TelegramApi, bot: BotThread, news: Archive) -> None:
    answer = ask(api, "/export Brandt")
    rows = table(api, answer["message_id"])
    records = list(news.records(speaker="Helga Brandt"))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["id"] for row in rows] == [record.id for record in records]
    assert [row["text"].lstrip("'") for row in rows] == [record.text for record in records]
    assert answer["document"]["file_name"] == "helga-brandt.csv"
    assert answer["caption"] == f"{len(records)} quotations of Helga Brandt."
    assert answer["reply_to_message"]["text"] == "/export Brandt"


def test_cells_that_a_spreadsheet_would_calculate_are_kept_from_it(api: TelegramApi) -> None:
    article = made("evil", 'Sums\n\n"=1+1 is what they pay us," Ada Abel said.\n')
    with Archive.temporary([article], finder="rules") as archive, BotThread(api, archive):
        (row,) = table(api, ask(api, "/export Ada Abel")["message_id"])
        assert row["text"].startswith("'=1+1")


@pytest.mark.parametrize("faults", [[BAD_GATEWAY], [RESET_AFTER]], ids=["502", "reset after"])
def test_a_document_comes_at_least_once_and_at_most_twice(
    api: TelegramApi, news: Archive, faults: list[object]
) -> None:
    with BotThread(api, news) as bot:
        api.fail("sendDocument", *faults)  # type: ignore[arg-type]
        api.say("/export Brandt")
        api.wait(lambda: len(api.made("sendDocument")) == 2)
        api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])
        assert len(api.answers()) == (1 if faults == [BAD_GATEWAY] else 2)


def test_whose_quotations_is_asked_for(api: TelegramApi) -> None:
    with Archive.temporary(NAMESAKES, finder="rules") as archive, BotThread(api, archive):
        asked = ask(api, "/export Norton")
        assert asked["text"] == "Several people called “Norton” are quoted. Which one do you mean?"
        before = len(api.answers())
        api.press(asked["message_id"], "Anna Norton")
        api.wait(lambda: len(api.answers()) > before)
        assert api.answers()[-1]["document"]["file_name"] == "anna-norton.csv"
        assert ask(api, "/export Zoltan")["text"] == "Nobody called “Zoltan” is quoted in my articles."
        assert ask(api, "/export")["text"].startswith("Tell me whose quotations you would like")
        assert ask(api, "/export")["text"].endswith(f"/export {archive.people.persons[0].name}")


def test_a_trend_is_a_picture(api: TelegramApi, bot: BotThread) -> None:
    pytest.importorskip("matplotlib")
    answer = ask(api, "/trends Brandt")
    assert api.sent_files[answer["message_id"]].startswith(b"\x89PNG")
    assert answer["caption"].startswith("Quotations of Helga Brandt: ")
    assert "2026-03" in answer["caption"]
    daily = ask(api, "/trends Brandt on the ferry by day")
    assert "on “ferry”" in daily["caption"]
    assert "2026-03-03 to 2026-03-10" in daily["caption"]


def test_a_trend_in_words_where_there_is_no_plotting(
    api: TelegramApi, bot: BotThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    answer = ask(api, "/trends Brandt by day")
    assert answer["text"].startswith("Quotations of Helga Brandt: ")
    assert "2026-03-03 ▇" in answer["text"]


def test_a_trend_of_nothing_and_of_nobody(api: TelegramApi, bot: BotThread) -> None:
    assert ask(api, "/trends Brandt on zeppelins")["text"].startswith(
        "There are no quotations of Helga Brandt"
    )
    how = ask(api, "/trends")["text"]
    assert how.endswith("for example: /trends Helga Brandt, or /trends Helga Brandt by year")


def test_a_trend_asks_which_of_several(api: TelegramApi) -> None:
    pytest.importorskip("matplotlib")
    with Archive.temporary(NAMESAKES, finder="rules") as archive, BotThread(api, archive):
        asked = ask(api, "/trends Norton on the bridge by year")
        assert asked["text"] == "Several people called “Norton” are quoted. Which one do you mean?"
        before = len(api.answers())
        api.press(asked["message_id"], "Bill Norton")
        api.wait(lambda: len(api.answers()) > before)
        assert api.answers()[-1]["caption"].startswith("Quotations of Bill Norton on “bridge”: 1 from 2026 ")


def test_a_quotation_and_where_it_is_from_go_to_the_clipboard(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Reyes say about the journalist?")
    copied = api.buttons(answer["message_id"])["Copy"]
    assert copied == (
        "“We were told about the bridge by a journalist,” — Anton Reyes, "
        "Bridge over the Narrow Sound to close for a year (The Coast, 2026-03-03)"
    )
    several = ask(api, "What did Brandt say?")
    held = api.buttons(several["message_id"])
    assert [label for label in labels(several) if label.startswith("Copy")] == ["Copy 1", "Copy 2", "Copy 3"]
    assert all(1 <= len(text) <= MOST_COPIED for label, text in held.items() if label.startswith("Copy"))
    reported = ask(api, "What did Brandt say about schoolchildren?")
    text = api.buttons(reported["message_id"])["Copy"]
    assert "“" not in text
    assert "— Helga Brandt, as reported, " in text


def test_a_quotation_that_does_not_fit_ends_with_an_ellipsis(api: TelegramApi) -> None:
    words = "We will count " + ", ".join(f"crate number {number}" for number in range(60))
    article = made("long", f'Harbour {"news " * 30}\n\n"{words}," Ada Abel said.\n')
    with Archive.temporary([article], finder="rules") as archive, BotThread(api, archive):
        answer = ask(api, "What did Ada Abel say?")
        copied = api.buttons(answer["message_id"])["Copy"]
        assert len(copied) <= MOST_COPIED
        assert copied.startswith("“We will count crate number 0, ")
        assert "…” — Ada Abel, Harbour news" in copied
        assert pieces(answer, "expandable_blockquote")
        assert "‹ Back" in labels(press(api, answer, "In context"))
