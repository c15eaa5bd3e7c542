"""Following somebody, over real HTTP: told of what is new, and only of that."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.state import State
from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import Message, ask, labels, pieces, press, toast
from tests.support.articles import made
from tests.telegram_server.server import BAD_GATEWAY, TelegramApi
from tests.telegram_server.world import GROUP

TAXES = 'Late news\n\n"Taxes on the island will fall again," Transport Minister Helga Brandt said.\n'
PLANES = 'Other news\n\n"No plane will land on the island," Transport Minister Helga Brandt said.\n'
HALE = 'More news\n\n"I am still no bishop," opposition leader Viktor Hale said.\n'


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive is looked at ten times a second."""
    monkeypatch.setattr("bot.transport.follower.EVERY", 0.1)


@pytest.fixture
def desk(api: TelegramApi, news_copy: Archive) -> Iterator[Archive]:
    with BotThread(api, news_copy):
        yield news_copy


def add(archive: Archive, *texts: str) -> None:
    """Adds articles, as another process does."""
    with Archive.open(archive.folder) as writer:
        number = writer.article_count
        writer.add([made(f"new-{number + at}", text) for at, text in enumerate(texts)], finder="rules")


def told(api: TelegramApi, before: int, chat: int = 1) -> Message:
    """The next message that comes by itself."""
    api.wait(lambda: len(api.answers(chat)) > before)
    return api.answers(chat)[-1]


def quiet(api: TelegramApi, archive: Archive, chat: int = 1) -> int:
    """How many messages there are after a while in which news would have come."""
    add(archive, HALE)
    ask(api, "/follow Viktor Hale", user=99)
    add(archive, HALE.replace("bishop", "pope"))
    api.wait(lambda: len(api.answers(99)) > 1)  # so the archive was looked at
    return len(api.answers(chat))


def test_news_come_with_why_and_with_a_way_out(api: TelegramApi, desk: Archive) -> None:
    begun = ask(api, "/follow Brandt")
    assert begun["text"] == "I will tell you as soon as there is something new: Helga Brandt."
    add(desk, TAXES)
    message = told(api, 1)
    assert message["text"].startswith("You follow Helga Brandt: a new quotation.")
    assert pieces(message, "blockquote") == [
        '"Taxes on the island will fall again," Transport Minister Helga Brandt said.'
    ]
    assert "Late news" in message["text"]
    assert labels(message) == ["Stop following Brandt", "Once a day instead"]
    assert "reply_to_message" not in message
    notice = toast(api, lambda: api.press(message["message_id"], "Stop following"))
    assert notice == "You no longer follow Brandt."
    add(desk, PLANES)
    assert quiet(api, desk) == 2
    assert ask(api, "/following")["text"] == "You follow nobody yet. /follow and a name begins it."


def test_only_what_is_on_the_topic(api: TelegramApi, desk: Archive) -> None:
    begun = ask(api, "/follow Helga Brandt on taxes")
    assert begun["text"].endswith("something new: Helga Brandt on “taxes”.")
    add(desk, PLANES)
    assert quiet(api, desk) == 1
    add(desk, TAXES)
    message = told(api, 1)
    assert message["text"].startswith("You follow Helga Brandt on “taxes”: a new quotation.")
    assert "Taxes on the island will fall again" in message["text"]


def test_what_was_said_before_is_no_news(api: TelegramApi, desk: Archive) -> None:
    """The same words in another paper, and an article that is edited: neither has anything new."""
    ask(api, "/follow Brandt")
    add(desk, TAXES)
    told(api, 1)
    add(desk, TAXES.replace("Late news", "The same in another paper"))
    with Archive.open(desk.folder) as writer:
        writer.add([made("new-4", TAXES + "\nIt rained.\n")], finder="rules")
    assert quiet(api, desk) == 2
    assert "Nobody will go hungry" not in api.answers()[-1]["text"]


def test_many_at_once_are_one_message(api: TelegramApi, desk: Archive) -> None:
    ask(api, "/follow Brandt")
    add(desk, *(TAXES.replace("again", f"in year {year}") for year in range(2030, 2040)))
    message = told(api, 1)
    assert message["text"].startswith("You follow Helga Brandt: 10 new quotations.")
    assert len(pieces(message, "blockquote")) == 5
    assert message["text"].endswith("… and 5 more.")
    assert quiet(api, desk) == 2


def test_once_a_day(api: TelegramApi, news_copy: Archive) -> None:
    with BotThread(api, news_copy) as bot:
        begun = ask(api, "/follow Brandt daily")
        assert begun["text"] == "I will tell you once a day, if there is anything new: Helga Brandt."
        add(news_copy, TAXES)
        assert quiet(api, news_copy) == 1
        add(news_copy, PLANES)
        with bot.state._write() as db:
            db.execute("UPDATE follows SET told = told - 86401 WHERE daily")
        message = told(api, 1)
        assert message["text"].startswith("You follow Helga Brandt: 2 new quotations.")
        assert labels(message)[1] == "Tell me at once"
        assert (
            toast(api, lambda: api.press(message["message_id"], "Tell me at once")) == "At once from now on."
        )
        add(news_copy, TAXES.replace("again", "soon"))
        assert "will fall soon" in told(api, 2)["text"]


def test_it_outlives_a_restart_and_what_came_meanwhile_is_told(
    api: TelegramApi, news_copy: Archive, tmp_path: Path
) -> None:
    memory = tmp_path / "bot.sqlite"
    with BotThread(api, news_copy, memory):
        ask(api, "/follow Brandt")
    add(news_copy, TAXES)
    with Archive.open(news_copy.folder) as archive, BotThread(api, archive, memory):
        assert "will fall again" in told(api, 1)["text"]


def test_a_failing_telegram_loses_no_news(api: TelegramApi, desk: Archive) -> None:
    ask(api, "/follow Brandt")
    api.fail("sendMessage", BAD_GATEWAY)
    add(desk, TAXES)
    assert "will fall again" in told(api, 1)["text"]
    assert quiet(api, desk) == 2


def test_who_has_blocked_the_bot_follows_nobody(api: TelegramApi, news_copy: Archive) -> None:
    with BotThread(api, news_copy) as bot:
        ask(api, "/follow Brandt")
        api.chats[1].blocked = True
        add(news_copy, TAXES)
        api.wait(lambda: not bot.state.follows(1))


def test_names_that_are_not_one_persons(api: TelegramApi) -> None:
    articles = [
        made("one", 'Town news\n\n"The bridge is safe," Bill Norton said.\n'),
        made("two", 'More town news\n\n"The bridge is not safe," Anna Norton said.\n'),
    ]
    with Archive.temporary(articles, finder="rules") as archive, BotThread(api, archive):
        asked = ask(api, "/follow Norton on the bridge daily")
        assert asked["text"] == "Several people called “Norton” are quoted. Which one do you mean?"
        chosen = press(api, asked, "Anna Norton")
        assert chosen["text"].endswith("once a day, if there is anything new: Anna Norton on “the bridge”.")
        assert ask(api, "/follow Zoltan")["text"] == "Nobody called “Zoltan” is quoted in my articles."
        assert ask(api, "/follow")["text"].startswith("Tell me whom, for example: /follow ")


def test_following_and_unfollow(api: TelegramApi, desk: Archive) -> None:
    ask(api, "/follow Brandt")
    ask(api, "/follow Hale on taxes daily")
    held = ask(api, "/following")
    assert held["text"].splitlines()[2:] == ["1. Helga Brandt", "2. Viktor Hale on “taxes”, once a day"]
    left = press(api, held, "Stop 1")
    assert left["text"].splitlines()[2:] == ["1. Viktor Hale on “taxes”, once a day"]
    ended = ask(api, "/unfollow Hale")
    assert ended["text"] == "You are no longer told what is new by Viktor Hale on “taxes”."
    assert ask(api, "/unfollow Hale")["text"] == "You do not follow anybody called “Hale”."


def test_nobody_follows_more_than_twenty(api: TelegramApi, news_copy: Archive) -> None:
    with BotThread(api, news_copy, rate_limit=100):
        for number in range(20):
            assert "I will tell you" in ask(api, f"/follow Hale on topic{number}")["text"]
        refused = ask(api, "/follow Brandt")
        assert refused["text"].startswith("You follow 20 already; /following shows whom")
        assert "I will tell you" in ask(api, "/follow Brandt", user=2)["text"]


def test_in_a_group_administrators_decide(api: TelegramApi, desk: Archive) -> None:
    api.group().admins.add(1)
    refused = ask(api, "/follow Brandt", user=2, chat=GROUP)
    assert refused["text"].startswith("In a group, only its administrators can follow somebody.")
    begun = ask(api, "/follow Brandt", user=1, chat=GROUP)
    assert begun["text"].startswith("I will tell this group as soon as")
    add(desk, TAXES)
    assert "will fall again" in told(api, 2, GROUP)["text"]


def test_what_a_group_follows_is_everybodys_to_see_and_its_administrators_to_end(
    api: TelegramApi, desk: Archive
) -> None:
    api.group().admins |= {1, 3}
    nothing = ask(api, "/following", user=2, chat=GROUP)
    assert nothing["text"] == "This group follows nobody yet. /follow and a name begins it."
    ask(api, "/follow Brandt on taxes", user=1, chat=GROUP)
    seen = ask(api, "/following", user=2, chat=GROUP)
    assert seen["text"] == "This group is told what is new by:\n\n1. Helga Brandt on “taxes”"
    refused = toast(api, lambda: api.press(seen["message_id"], "Stop 1", user=2, chat=GROUP))
    assert refused.startswith("In a group, only its administrators")
    other = ask(api, "/following", user=3, chat=GROUP)
    assert press(api, other, "Stop 1", user=3, chat=GROUP)["text"] == nothing["text"]
    ask(api, "/follow Hale", user=1, chat=GROUP)
    ended = ask(api, "/unfollow Hale", user=3, chat=GROUP)
    assert ended["text"] == "This group is no longer told what is new by Viktor Hale."


def test_forgetting_ends_it(api: TelegramApi, news_copy: Archive) -> None:
    with BotThread(api, news_copy) as bot:
        ask(api, "/follow Brandt")
        privacy = ask(api, "/privacy")
        assert "1 followed" in privacy["text"]
        press(api, press(api, privacy, "Delete everything"), "Yes, delete it")
        assert bot.state.follows() == []
        assert bot.state.known_remarks("Helga Brandt") == set()


def test_who_begins_later_takes_no_news_from_who_followed_before(tmp_path: Path) -> None:
    with State(tmp_path / "bot.sqlite") as state:
        state.follow(1, 1, "Helga Brandt", "", daily=False, known={"old"}, newest=1)
        state.follow(2, 2, "Helga Brandt", "", daily=False, known={"old", "not looked at yet"}, newest=2)
        assert state.known_remarks("Helga Brandt") == {"old"}
