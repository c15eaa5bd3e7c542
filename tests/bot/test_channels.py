"""Channels whose posts are taken in, over real HTTP: only where an administrator of the bot's says so."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.store.state import State
from bot.transport.intake import WORKERS
from index.archive.database import held
from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import Message, ask, labels, press, toast
from tests.telegram_server.server import TelegramApi
from tests.telegram_server.world import CHANNEL, GROUP

NEWS = "Library opens on Sundays\n\n“A library that is closed is a warehouse,” librarian Noor Haddad said.\n"
ASKED = "What did Noor Haddad say?"
OTHER = -1001000000901
NO_CHANNEL = "I am in no channel that I know of. Make me an administrator of one"


@pytest.fixture
def desk(api: TelegramApi, news_copy: Archive) -> Iterator[BotThread]:
    api.channel(username="townnews")
    with BotThread(api, news_copy, admins=(1,), finder="rules") as bot:
        yield bot


def offered(api: TelegramApi, chat: int = CHANNEL) -> Message:
    """What an administrator is asked who makes the bot one of a channel's."""
    api.person(1)
    before = len(api.answers())
    api.put_in(chat, user=1)
    api.wait(lambda: len(api.answers()) > before)
    return api.answers()[-1]


def settled(api: TelegramApi, bot: BotThread) -> None:
    """Returns when all that the bot was told has been dealt with."""
    api.idle()
    api.wait(bot.handlers_idle)


def test_posts_are_taken_in_once_it_is_said(api: TelegramApi, desk: BotThread) -> None:
    asked = offered(api)
    assert asked["text"].startswith("I am in the channel Town News. Shall I take its posts into the archive")
    api.post({"text": NEWS})
    settled(api, desk)
    assert "no quotation by" in ask(api, ASKED)["text"]
    taken = press(api, asked, "Take them in")
    assert taken["text"].startswith("From now on, I take the posts of Town News into the archive")
    number = api.post({"text": NEWS})
    settled(api, desk)
    answer = ask(api, ASKED)
    assert "A library that is closed is a warehouse" in answer["text"]
    assert "(Town News, " in answer["text"]
    link = next(e for e in answer["entities"] if e["type"] == "text_link")
    assert link["url"] == f"https://t.me/townnews/{number}"
    assert api.answers(CHANNEL) == []


def test_an_edited_post_is_updated_and_a_caption_is_a_post(api: TelegramApi, desk: BotThread) -> None:
    press(api, offered(api), "Take them in")
    number = api.post({"text": NEWS})
    api.post({"text": NEWS.replace("warehouse", "cellar")}, number=number)
    photo = [{"file_id": "P", "file_unique_id": "p", "width": 1, "height": 1}]
    api.post({"photo": photo})
    api.post({"photo": photo, "caption": "“The ferry is late,” captain Ola Lie said."})
    settled(api, desk)
    answer = ask(api, ASKED)
    assert "closed is a cellar" in answer["text"]
    assert "warehouse" not in answer["text"]
    assert "The ferry is late" in ask(api, "What did Ola Lie say?")["text"]


def test_it_can_be_ended(api: TelegramApi, desk: BotThread) -> None:
    press(api, press(api, offered(api), "Take them in"), "Stop taking them in")
    api.post({"text": NEWS})
    settled(api, desk)
    assert "no quotation by" in ask(api, ASKED)["text"]


def test_the_list_of_channels(api: TelegramApi, desk: BotThread) -> None:
    assert ask(api, "/channels")["text"].startswith(NO_CHANNEL)
    api.channel(OTHER, "Harbour <News>")
    offered(api)
    offered(api, OTHER)
    listed = ask(api, "/channels")
    lines = listed["text"].splitlines()
    assert lines[2:] == ["1. Harbour <News>: not taken in", "2. Town News: not taken in"]
    assert labels(listed) == ["Take in 1", "Take in 2"]
    changed = press(api, listed, "Take in 2")
    assert changed["text"].endswith("2. Town News: taken in")
    assert labels(changed) == ["Take in 1", "Stop 2"]
    api.put_in(CHANNEL, user=1, out=True)
    settled(api, desk)
    assert "Town News" not in ask(api, "/channels")["text"]
    api.post({"text": NEWS})
    settled(api, desk)
    assert "no quotation by" in ask(api, ASKED)["text"]


def test_nobody_else_can(api: TelegramApi, desk: BotThread) -> None:
    asked = offered(api)
    data = api.buttons(asked["message_id"])["Take them in"]
    api.person(2)
    api.channel(OTHER, "Other")
    api.put_in(OTHER, user=2)
    api.post({"text": NEWS}, chat=OTHER)
    settled(api, desk)
    assert api.answers(2) == []
    other = ask(api, "/help", user=2)
    assert toast(api, lambda: api.press_data(other["message_id"], data, user=2, chat=2)) != ""
    assert ask(api, "/channels", user=2)["text"].startswith("I do not know that command.")
    api.group()
    assert ask(api, "/channels", chat=GROUP)["text"].startswith("I do not know that command.")
    assert [channel.taken for channel in desk.state.channels()] == [False]


def test_it_outlives_a_restart_and_is_forgotten_with_its_person(
    api: TelegramApi, news_copy: Archive, tmp_path: Path
) -> None:
    api.channel()
    memory = tmp_path / "memory.sqlite"
    with BotThread(api, news_copy, memory, admins=(1,), finder="rules"):
        press(api, offered(api), "Take them in")
    api.post({"text": NEWS})
    with BotThread(api, news_copy, memory, admins=(1,), finder="rules") as bot:
        settled(api, bot)
        assert "is a warehouse" in ask(api, ASKED)["text"]
        privacy = ask(api, "/privacy")["text"]
        assert "whom you follow, the channels you let me into, and passages you reported" in privacy
        assert privacy.endswith("0 followed, 1 channel.")
    with State(memory) as state:
        state.forget(1)
        assert state.channels() == []


def test_deleting_everything_tells_that_it_ends_channels(api: TelegramApi, desk: BotThread) -> None:
    without = press(api, ask(api, "/privacy"), "Delete everything")
    assert "channels" not in without["text"]
    press(api, offered(api), "Take them in")
    sure = press(api, ask(api, "/privacy"), "Delete everything")
    assert "posts of the channels you let me into will be taken in no more" in sure["text"]
    press(api, sure, "Yes, delete it")
    api.post({"text": NEWS})
    settled(api, desk)
    assert "no quotation by" in ask(api, ASKED)["text"]
    none = ask(api, "/channels")["text"]
    assert none.startswith(NO_CHANNEL)
    assert "if I am one already, remove me and add me again" in none
    api.put_in(CHANNEL, user=1, out=True)
    assert offered(api)["text"].startswith("I am in the channel Town News. Shall I take its posts")


def test_posts_wait_for_a_busy_archive_and_nobody_waits_for_them(
    api: TelegramApi, news_copy: Archive, tmp_path: Path
) -> None:
    memory = tmp_path / "memory.sqlite"
    chats = [OTHER - number for number in range(WORKERS + 1)]
    with ExitStack() as writing:
        writing.enter_context(held(news_copy.folder))
        with BotThread(api, news_copy, memory, admins=(1,), finder="rules") as bot:
            for chat in chats:
                api.channel(chat, "Town News")
                bot.state.meet_channel(chat, "Town News", 1)
                bot.state.take_channel(chat, True)
                api.post({"text": f"“Rain {-chat} is coming,” captain Ola Lie said."}, chat=chat)
            api.wait(lambda: bot.parts.posts.waiting == len(chats))
            assert "Viktor Hale" in ask(api, "What did Hale say?")["text"]
        with BotThread(api, news_copy, memory, admins=(1,), finder="rules") as bot:
            api.wait(lambda: bot.parts.posts.waiting == len(chats))
            writing.close()
            settled(api, bot)
            assert bot.state.unfinished(bot.parts.bot.id) == []
            assert "Rain " in ask(api, "What did Ola Lie say?")["text"]
    with Archive.open(news_copy.folder) as archive:
        assert archive.article_count == 4 + len(chats)


def test_where_nothing_is_kept_nothing_is_taken_in(api: TelegramApi, news: Archive) -> None:
    api.channel()
    with BotThread(api, news, admins=(1,), seeds=True):
        asked = offered(api)
        refused = toast(api, lambda: api.press(asked["message_id"], "Take them in"))
        assert "nothing added to it would be kept" in refused
