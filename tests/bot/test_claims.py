"""Asking about what is there: a claim in a group, a link, over real HTTP."""

from collections.abc import Iterator

import pytest

from bot.conversation.claims import question_about
from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, labels, press, toast
from tests.support.web import Site, serving
from tests.telegram_server.server import TelegramApi
from tests.telegram_server.world import GROUP

ME = "@onrecord_test_bot"


@pytest.mark.parametrize(
    ("text", "claim", "question"),
    [
        (
            "",
            "“the budget was a work of fiction” - Hale",
            "Did Viktor Hale say “the budget was a work of fiction”?",
        ),
        (
            "is that true?",
            'Hale said: "I am a bishop, I think"',
            "Did Viktor Hale say “I am a bishop, I think”?",
        ),
        (
            "who said this?",
            "We have counted every krona twice",
            "Who said “We have counted every krona twice”?",
        ),
        (
            "did Lindholm really say that?",
            "we count every krona",
            "Did Sara Lindholm say “we count every krona”?",
        ),
        (
            "source?",
            "Reyes said that every shop would close",
            "Did Anton Reyes say “every shop would close”?",
        ),
        ("what did Hale say about taxes?", "We have counted every krona twice", None),
        ("did he say that?", "Nobody named anybody here", "Who said “Nobody named anybody here”?"),
    ],
)
def test_the_question_about_a_claim(news: Archive, text: str, claim: str, question: str | None) -> None:
    assert question_about(text, claim, news.people) == question


def test_a_long_claim_is_asked_about_by_its_first_sentences(news: Archive) -> None:
    claim = "This is the first sentence of a long post. " + "And so it goes on and on and on. " * 40
    question = question_about("", claim, news.people)
    assert question is not None
    assert question.startswith("Who said “This is the first sentence of a long post.")
    assert len(question) < 330
    assert question.endswith(".”?")


@pytest.mark.parametrize(
    ("claim", "mention", "begins"),
    [
        (
            'Hale said: "the budget was a work of fiction"',
            ME,
            "Did Viktor Hale say “the budget was a work of",
        ),
        (
            "If this is arithmetic, then I am a bishop",
            f"{ME} who said this?",
            "Who said “If this is arithmetic",
        ),
        (
            "“We have counted every krona twice”, says Hale",
            f"{ME} is that true?",
            "Did Viktor Hale say “We have",
        ),
    ],
)
def test_a_claim_in_a_group_is_checked(
    api: TelegramApi, bot: BotThread, claim: str, mention: str, begins: str
) -> None:
    api.group()
    number = api.say(claim, user=2, chat=GROUP, seen=False)
    answer = ask(api, mention, chat=GROUP, reply_to=number, seen=True)
    assert answer["text"].startswith(begins)
    assert answer["text"].count("\n") > 1


@pytest.mark.parametrize(
    ("claim", "mention"),
    [
        ("did you see https://crier.example/budget ?", ME),
        ("https://crier.example/budget?utm_source=x", f"{ME} is that true?"),
        ("unbelievable: https://crier.example/budget", f"/ask{ME} who said this?"),
    ],
)
def test_a_link_that_is_replied_to_opens_its_article(
    api: TelegramApi, bot: BotThread, claim: str, mention: str
) -> None:
    api.group()
    number = api.say(claim, user=2, chat=GROUP, seen=False)
    answer = ask(api, mention, chat=GROUP, reply_to=number, seen=True)
    assert answer["text"].startswith("From that article:")
    assert "Parliament passes budget" in answer["text"]


def test_a_link_beside_a_claim_is_left_out_of_the_question(news: Archive) -> None:
    claim = "Hale told parliament that taxes would have to rise within two years https://crier.example/budget"
    question = question_about("is that true?", claim, news.people)
    assert question is not None
    assert "crier" not in question


def test_whose_words_they_are_is_told(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    claim = api.say("Hale: “We have counted every krona twice”", user=2, chat=GROUP, seen=False)
    answer = ask(api, f"/ask{ME} is this real?", chat=GROUP, reply_to=claim)
    assert "Sara Lindholm" in answer["text"]
    own = ask(api, "/ask What did Reyes say about the journalist?", chat=GROUP, reply_to=claim)
    assert "We were told about the bridge by a journalist" in own["text"]


def guest_answer(api: TelegramApi, serial: str) -> str:
    """What the bot answers to a guest query."""
    api.wait(lambda: api.guests[serial] is not None)
    return str((api.guests[serial] or {})["text"])


def test_a_guest_is_answered_where_the_bot_is_not(api: TelegramApi, bot: BotThread) -> None:
    serial = api.ask_as_guest(f"{ME} What did Hale say about fiction?")
    assert "a work of fiction" in guest_answer(api, serial)
    serial = api.ask_as_guest(f"{ME} is that true?", claim="Hale said: “the budget was a work of fiction”")
    assert guest_answer(api, serial).startswith("Did Viktor Hale say “the budget was a work of fiction”?")
    api.wait(lambda: bot.state.unfinished(bot.parts.bot.id) == [])


# -- links

PAGE = (
    "<html><head><title>Library opens on Sundays</title></head><body><article>"
    '<h1>Library opens on Sundays</h1><p>"A library that is closed is a warehouse," librarian Noor Haddad '
    "said.</p><p>Haddad said that tea would be served to everybody who comes in from the cold.</p>"
    "<p>The doors open at noon, and the heating will be on, the town says in a notice.</p></article>"
    "</body></html>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def test_an_administrator_adds_a_link(api: TelegramApi, news_copy: Archive, site: Site) -> None:
    address = site.add("/library", PAGE)
    with BotThread(api, news_copy, admins=(1,), finder="rules", fetch_private=True):
        offered = ask(api, address)
        assert offered["text"] == "I have not read that article. Shall I?"
        added = press(api, offered, "Add it")
        assert added["text"].startswith("1 article added: ")
        assert "• Library opens on Sundays: Noor Haddad" in added["text"]
        assert labels(added) == ["Undo"]
        opened = ask(api, address + "?utm_source=x")
        assert "A library that is closed is a warehouse" in opened["text"]
        assert ask(api, "https://other.example/", user=2)["text"] == "I have not read that article."


def test_an_address_of_a_private_network_is_refused(api: TelegramApi, news_copy: Archive, site: Site) -> None:
    address = site.add("/library", PAGE)
    with BotThread(api, news_copy, admins=(1,), finder="rules"):
        refused = press(api, ask(api, address), "Add it")
        assert refused["text"].startswith("Not added: ")
        assert site.asked == []


def test_nobody_else_adds_a_link(api: TelegramApi, news_copy: Archive) -> None:
    with BotThread(api, news_copy, admins=(1,), finder="rules"):
        offered = ask(api, "https://other.example/news")
        theirs = ask(api, "What did Hale say?", user=2)
        data = api.buttons(offered["message_id"])["Add it"]
        notice = toast(api, lambda: api.press_data(theirs["message_id"], data, user=2, chat=2))
        assert notice != ""
        assert news_copy.latest().article_count == 4
