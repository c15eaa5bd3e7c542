"""The bot in groups, and articles sent to it by chat, over real HTTP."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, press, toast, upload
from tests.telegram_server.server import TelegramApi
from tests.telegram_server.world import GROUP

# -- 8. groups and topics


def test_groups(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    api.say("What did Hale say?", chat=GROUP, seen=True)
    api.say("/ask@another_bot What did Hale say?", chat=GROUP, seen=True)
    assert "Viktor Hale" in ask(api, "/ask What did Hale say?", chat=GROUP)["text"]
    assert "Viktor Hale" in ask(api, "/ask@onrecord_test_bot What did Hale say?", chat=GROUP)["text"]
    mentioned = ask(api, "@onrecord_test_bot what did Lindholm say?", chat=GROUP, seen=True)
    assert "Sara Lindholm" in mentioned["text"]
    replied = ask(api, "What did Reyes say?", chat=GROUP, reply_to=mentioned["message_id"])
    assert "Anton Reyes" in replied["text"]
    assert len(api.answers(GROUP)) == 4


def test_buttons_in_a_group_are_the_askers(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    answer = ask(api, "/ask What did Brandt say?", chat=GROUP)
    notice = toast(api, lambda: api.press(answer["message_id"], "2 of 2 ›", user=2, chat=GROUP))
    assert "belong to the person who asked" in notice
    assert api.answers(GROUP)[0] == answer
    assert press(api, answer, "2 of 2 ›", chat=GROUP)["text"] != answer["text"]


def test_the_right_topic(api: TelegramApi, bot: BotThread) -> None:
    forum = -1001000000200
    api.group(forum, topics=(7, 8))
    answer = ask(api, "/ask What did Hale say?", chat=forum, thread=8)
    assert answer["message_thread_id"] == 8


def test_content_without_text_is_overheard_in_groups(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    api.send({"voice": {"file_id": "F1", "file_unique_id": "U1", "duration": 2}}, chat=GROUP, seen=True)
    api.send({"new_chat_title": "New"}, chat=GROUP, seen=True)
    api.idle()
    assert api.answers(GROUP) == []


ANONYMOUS = {
    "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
    "sender_chat": {"id": GROUP, "type": "supergroup", "title": "Desk"},
}


def test_an_anonymous_administrator_is_answered(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    api.send({"text": "/ask What did Brandt say?"} | ANONYMOUS, chat=GROUP)
    api.wait(lambda: api.answers(GROUP))
    answer = api.answers(GROUP)[0]
    assert "Helga Brandt" in answer["text"]
    # Who presses is not known to be the same, and what the group asked is the group's.
    assert press(api, answer, "2 of 2 ›", user=7, chat=GROUP)["text"] != answer["text"]


def test_an_anonymous_administrator_sees_and_ends_what_the_group_follows(
    api: TelegramApi, bot: BotThread
) -> None:
    api.group().admins.add(1)
    ask(api, "/follow Brandt", chat=GROUP)
    ask(api, "/follow Hale", chat=GROUP)

    def anonymously(text: str) -> dict[str, Any]:
        before = len(api.answers(GROUP))
        api.send({"text": text} | ANONYMOUS, chat=GROUP)
        api.wait(lambda: len(api.answers(GROUP)) > before)
        return api.answers(GROUP)[-1]

    listed = anonymously("/following")
    assert listed["text"] == "This group is told what is new by:\n\n1. Helga Brandt\n2. Viktor Hale"
    left = press(api, listed, "Stop 1", chat=GROUP)
    assert left["text"] == "This group is told what is new by:\n\n1. Viktor Hale"
    assert anonymously("/unfollow Hale")["text"] == "This group is no longer told what is new by Viktor Hale."
    assert anonymously("/following")["text"].startswith("This group follows nobody yet.")


def test_a_group_is_greeted_once(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    api.put_in(GROUP)
    api.wait(lambda: api.answers(GROUP))
    greeting = api.answers(GROUP)[0]["text"]
    assert greeting.startswith("Hello! I answer with what people said")
    assert "/ask What did Helga Brandt say?" in greeting
    api.put_in(GROUP, out=True)
    api.put_in(GROUP)
    ask(api, "/ask What did Hale say?", chat=GROUP)
    assert len(api.answers(GROUP)) == 2


def test_a_group_that_puts_the_bot_out_follows_nobody(api: TelegramApi, bot: BotThread) -> None:
    api.group().admins.add(1)
    ask(api, "/follow Brandt", chat=GROUP)
    assert bot.state.follows(GROUP)
    api.put_in(GROUP, out=True)
    api.wait(lambda: not bot.state.follows(GROUP))


def test_a_post_that_a_channel_sends_on_is_no_question(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    api.send({"text": "/ask What did Hale say?", "is_automatic_forward": True} | ANONYMOUS, chat=GROUP)
    api.idle()
    ask(api, "/ask What did Hale say?", chat=GROUP)
    assert len(api.answers(GROUP)) == 1


def test_a_group_that_becomes_a_supergroup(api: TelegramApi, bot: BotThread) -> None:
    old, new = -4000, -1001000000777
    api.group(old)
    ask(api, "/ask What did Lindholm say about taxes?", chat=old)
    api.group(new)
    api.chats[old].migrated = new
    api.say("/ask what about Hale?", chat=old)
    api.wait(lambda: api.answers(new))
    assert api.answers(new)[0]["text"].startswith("What did Hale say about taxes?")
    api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])
    # Its members go on where they were.
    answer = ask(api, "/ask and about the budget?", chat=new)
    assert "a work of fiction" in answer["text"]


# -- 9. articles by chat


def zipped(name: str, data: bytes) -> bytes:
    """A zip file with one file in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, data)
    return made.getvalue()


@pytest.fixture
def desk(api: TelegramApi, news_copy: Archive) -> Iterator[Archive]:
    with BotThread(api, news_copy, admins=(1,), finder="rules"):
        yield news_copy


NEW = (
    "Library opens on Sundays\n\n"
    '"A library that is closed is a warehouse," librarian Noor Haddad said. '
    "Haddad said that tea would be served.\n"
)


def test_a_file_is_added_and_undone(api: TelegramApi, desk: Archive) -> None:
    added = upload(api, api.upload("library.txt", NEW.encode()))
    assert added["text"].splitlines() == [
        "1 article added: 2 quotations from 1 person or institution.",
        "• Library opens on Sundays: Noor Haddad",
    ]
    assert "A library that is closed is a warehouse" in ask(api, "What did Noor Haddad say?")["text"]
    undone = press(api, added, "Undo")
    assert undone["text"] == "Undone: 1 article removed."
    assert "no quotation by" in ask(api, "What did Noor Haddad say?")["text"]


def test_an_update_is_undone_to_what_was_there(api: TelegramApi, desk: Archive) -> None:
    upload(api, api.upload("library.txt", NEW.encode()))
    changed = upload(api, api.upload("library.txt", NEW.replace("tea", "coffee").encode()))
    assert changed["text"].startswith("1 article updated")
    assert "coffee" in ask(api, "What did Haddad say about coffee?")["text"]
    assert "restored" in press(api, changed, "Undo")["text"]
    assert "tea would be served" in ask(api, "What did Haddad say about tea?")["text"]
    same = upload(api, api.upload("library.txt", NEW.encode()))
    assert same["text"] == "I already have that; nothing has changed."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("library.md", b"---\ntitle: Library\npublisher: The Coast\n---\n" + NEW.encode()),
        (
            "library.html",
            b"<html><head><title>Library</title></head><body><article><h1>Library opens on Sundays</h1><p>"
            + b"</p><p>".join(NEW.encode().split(b"\n\n")[1:])
            + b"</p><p>The doors open at noon, and the heating will be on, the town says.</p>"
            + b"</article></body></html>",
        ),
        ("library.jsonl", json.dumps({"title": "Library", "text": NEW}).encode() + b"\n"),
        ("library.json", json.dumps([{"title": "Library", "text": NEW}]).encode()),
        ("library.csv", b"title,text\nLibrary," + b'"' + NEW.replace('"', '""').encode() + b'"\n'),
        (
            "library.eml",
            b"Subject: Library\nFrom: Desk <desk@example.org>\nContent-Type: text/plain; charset=utf-8\n\n"
            + NEW.encode(),
        ),
        ("library.zip", zipped("news/library.txt", NEW.encode())),
        ("library.txt.gz", gzip.compress(NEW.encode())),
    ],
)
def test_every_kind_that_add_reads(api: TelegramApi, desk: Archive, name: str, data: bytes) -> None:
    assert "1 article added" in upload(api, api.upload(name, data))["text"]
    assert "A library that is closed is a warehouse" in ask(api, "What did Noor Haddad say?")["text"]


def test_a_forwarded_post_is_added(api: TelegramApi, desk: Archive) -> None:
    channel = {"id": -1001000000300, "type": "channel", "title": "Town News", "username": "townnews"}
    origin = {"type": "channel", "date": 1764000000, "chat": channel, "message_id": 5}
    added = upload(api, {"text": NEW, "forward_origin": origin})
    assert added["text"].startswith("1 article added")
    answer = ask(api, "What did Noor Haddad say about a warehouse?")
    assert answer["text"].endswith("Library opens on Sundays (Town News, 24 November 2025)")
    link = next(e for e in answer["entities"] if e["type"] == "text_link")
    assert link["url"] == "https://t.me/townnews/5"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"file_name": "a.exe", "file_size": 10}, "I can read files that end in .txt, .md, .html"),
        ({"file_name": "a.txt", "file_size": 11 << 20}, "That file is too large; I accept up to 10 MB."),
        ({"file_name": "a.txt"}, "That file is too large; I accept up to 10 MB."),
        ({}, "I can read files that end in .txt, .md, .html"),
    ],
)
def test_files_are_checked_before_they_are_downloaded(
    api: TelegramApi, desk: Archive, content: dict[str, Any], message: str
) -> None:
    document = {"file_id": "F1", "file_unique_id": "U1"} | content
    assert upload(api, {"document": document})["text"].startswith(message)
    assert api.made("getFile") == []


def test_a_file_that_is_no_article(api: TelegramApi, desk: Archive) -> None:
    refused = upload(api, api.upload("empty.txt", b"  \n"))
    assert refused["text"].startswith("Not added: empty.txt")
    mixed = upload(api, api.upload("some.jsonl", b'{"text": "A. B."}\nnot json\n'))
    assert "1 article added" in mixed["text"]
    assert "Not added: some.jsonl, line 2" in mixed["text"]


def test_a_file_of_too_many_articles(api: TelegramApi, desk: Archive) -> None:
    lines = b"".join(b'{"text": "Article %d."}\n' % number for number in range(501))
    refused = upload(api, api.upload("many.jsonl", lines))
    assert refused["text"] == "That file contains more than 500 articles, which is what I accept at once."
    assert desk.latest().article_count == 4


def test_file_names_do_not_climb_out(api: TelegramApi, desk: Archive) -> None:
    added = upload(api, api.upload("../../../../tmp/evil/..%2f/library.txt", NEW.encode()))
    assert added["text"].startswith("1 article added")
    assert desk.latest().key_of("chat/library.txt") is not None


def test_nobody_else_can(api: TelegramApi, desk: Archive) -> None:
    added = upload(api, api.upload("library.txt", NEW.encode()))
    version = desk.latest().version
    api.person(2)
    refused = upload(api, api.upload("other.txt", NEW.encode()), user=2)
    assert refused["text"].startswith("I only read text.")
    undo = api.buttons(added["message_id"])["Undo"]
    assert toast(api, lambda: api.press_data(refused["message_id"], undo, user=2, chat=2)) != ""
    assert desk.latest().version == version


def test_a_temporary_archive_takes_no_articles(api: TelegramApi, news: Archive) -> None:
    with BotThread(api, news, admins=(1,), seeds=True):
        assert "nothing added to it would be kept" in upload(api, api.upload("a.txt", NEW.encode()))["text"]
