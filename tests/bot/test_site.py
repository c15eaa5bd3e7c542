"""Where the bot meets the site: its passages lead to the quotations' own pages."""

from typing import Any

import pytest

from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, press
from tests.support.served import served
from tests.telegram_server.server import TelegramApi

SITE = "https://news.example/quotes"


def links(message: dict[str, object]) -> list[str]:
    """The addresses that a message links to."""
    entities = message.get("entities", [])
    assert isinstance(entities, list)
    return [one["url"] for one in entities if one["type"] == "text_link"]


def copies(message: dict[str, Any]) -> list[str]:
    """What the buttons under a message put on the clipboard."""
    rows = message["reply_markup"]["inline_keyboard"]
    return [button["copy_text"]["text"] for row in rows for button in row if "copy_text" in button]


def test_a_passage_leads_to_its_page(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news, site_url=SITE):
        answer = ask(api, "What did Brandt say about the bus?")
        assert answer["text"].endswith("(The Coast, 3 March 2026) · permalink")
        article, page = links(answer)
        assert article == "https://coast.example/bridge?a=1&b=2"
        assert page.startswith(f"{SITE}/quotations/")
        (copied,) = (text for text in copies(answer) if text.endswith(page))
        assert copied.startswith("“")
        assert len(copied) <= 256
        context = press(api, answer, "In context")
        assert page in links(context)
    with served(news.folder, settings={"SITE_URL": SITE}) as site:
        response = site.get(page.removeprefix("https://news.example"))
        assert response.status_code == 200
        assert "Helga Brandt" in response.text


def test_several_passages_lead_to_a_page_each(api: TelegramApi, news: Archive) -> None:
    records = {record.id for record in news.records()}
    with BotThread(api, news, site_url=SITE):
        found = links(ask(api, "taxes"))
    pages = [link.removeprefix(f"{SITE}/quotations/") for link in found if link.startswith(SITE)]
    assert len(pages) == len(set(pages)) > 1
    assert set(pages) <= records


@pytest.mark.parametrize("seeds", [False, True])
def test_without_a_site_of_the_archive_there_is_no_link(api: TelegramApi, news: Archive, seeds: bool) -> None:
    with BotThread(api, news, seeds=seeds, site_url=SITE if seeds else None):
        answer = ask(api, "What did Brandt say about the bus?")
    assert "permalink" not in answer["text"]
    assert not any(link.startswith(SITE) for link in links(answer))
