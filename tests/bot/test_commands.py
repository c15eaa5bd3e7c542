"""The bot's commands and inline mode, over real HTTP."""

import base64
from pathlib import Path

import pytest

from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, inline, labels, pieces, press, toast
from tests.support.articles import made
from tests.telegram_server.server import TelegramApi
from tests.telegram_server.world import GROUP

# -- 6. commands


def test_commands_are_registered_in_five_languages(api: TelegramApi, bot: BotThread) -> None:
    for code in ("", "ru", "es", "de", "fr"):
        private = [command["command"] for command in api.commands[f"all_private_chats {code}".strip()]]
        assert private[:7] == ["ask", "people", "articles", "compare", "follow", "following", "unfollow"]
        assert private[7:] == ["export", "trends", "random", "settings", "privacy", "help"]
        groups = [command["command"] for command in api.commands[f"all_group_chats {code}".strip()]]
        assert groups[:6] == ["ask", "people", "articles", "compare", "follow", "following"]
        assert groups[6:] == ["trends", "random", "help"]
        assert "What did Gates say about Iran?" in api.descriptions["description", code]
        assert api.descriptions["short_description", code]
    assert len(set(api.descriptions.values())) == 10


def test_telegram_is_told_once(api: TelegramApi, news: Archive, tmp_path: Path) -> None:
    for _ in range(2):
        with BotThread(api, news, tmp_path / "bot.sqlite", admins=(1, 5)):
            ask(api, "/start")
    assert len(api.made("setMyDescription")) == 5
    mine = [command["command"] for command in api.commands["chat 1"]]
    assert mine[-5:] == ["add", "remove", "channels", "reports", "accept"]
    assert "chat 5" not in api.commands  # who has never written to the bot


def test_start(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "/start")
    assert "quotations from 4 articles" in answer["text"]
    assert len(labels(answer)) == 3
    opened = press(api, answer, labels(answer)[0])
    assert pieces(opened, "blockquote")
    assert press(api, opened, "‹ Back")["text"] == answer["text"]


def test_help_and_unknown_commands(api: TelegramApi, bot: BotThread) -> None:
    assert "/compare A, B on C" in ask(api, "/help")["text"]
    assert ask(api, "/nonsense")["text"] == "I do not know that command. /help shows what I can do."


def test_people(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "/people")
    lines = answer["text"].splitlines()
    counts = [int(line.split(": ")[1].split()[0]) for line in lines if line[:1].isdigit() and ". " in line]
    assert counts == sorted(counts, reverse=True)
    assert "Helga Brandt" in pieces(answer, "bold")
    opened = press(api, answer, "Helga Brandt")
    assert "Helga Brandt" in opened["text"]
    assert pieces(opened, "blockquote")
    assert press(api, opened, "‹ Back")["text"] == answer["text"]
    assert "Viktor Hale" in ask(api, "/people Hale")["text"]


def test_pages_of_people(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "/people")
    second = press(api, answer, "2 of 2 ›")
    assert "\n11. " in second["text"]
    assert press(api, second, "‹ 1 of 2")["text"] == answer["text"]


def test_people_by_name_with_a_jump_to_each_letter(api: TelegramApi) -> None:
    names = [f"{letter}amberg" for letter in "BCDFGHJKLMNPRSTVWZ"] + ["Bendel", "Ludlow", "Zorn"]
    articles = [made(one, f'News\n\n"The harbour is open," Ann {one} said.\n') for one in names]
    with Archive.temporary(articles, finder="rules") as archive, BotThread(api, archive):
        listed = press(api, ask(api, "/people"), "By name")
        assert listed["text"].startswith("21 people and institutions are quoted, by name:")
        assert "".join(label for label in labels(listed) if len(label) == 1) == "BCDFGHJKLMNPRSTVWZ"
        last = press(api, listed, "Z")
        assert "20. Ann Zamberg" in last["text"]
        assert "11. Ann Ludlow" in last["text"]
        assert "21. Ann Zorn" in press(api, last, "3 of 3")["text"]
        assert api.buttons(last["message_id"])["Search by name"] == "people "
        assert press(api, last, "The most quoted first")["text"].startswith("21 people and institutions are")


def test_people_are_searched_as_one_types(api: TelegramApi, bot: BotThread) -> None:
    found = inline(api, "people bra")["results"]
    assert [result["title"] for result in found] == ["Helga Brandt"]
    assert found[0]["description"].endswith("articles")
    assert found[0]["sent"]["text"] == "What did Helga Brandt say?"
    assert len(inline(api, "people")["results"]) == 10
    assert inline(api, "people")["next_offset"] == "10"
    assert inline(api, "people zzz")["results"] == []


def test_articles(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "/articles")
    assert answer["text"].startswith("4 articles, the newest first.")
    assert "1. Parliament passes budget after long night (Town & Crier, 10 March 2026): " in answer["text"]
    opened = press(api, answer, "1")
    assert "taxes would not rise before 2030" in opened["text"]


def test_compare(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "/compare Lindholm, Hale on taxes")
    text = answer["text"]
    assert text.index("taxes would not rise before 2030") < text.index(
        "taxes would have to rise within two years"
    )
    assert "Sara Lindholm" in pieces(answer, "bold")
    assert "no quotation" in ask(api, "/compare Lindholm and Reyes on krona")["text"]
    assert "/compare Helga Brandt, Anton Reyes." in ask(api, "/compare Lindholm")["text"]


NAMESAKES = [
    made("one", 'Town news\n\n"The bridge is safe," Bill Norton said.\n'),
    made("two", 'More town news\n\n"The bridge is not safe," Anna Norton said.\n'),
    made("three", 'Late news\n\n"The bridge is closed," Cy Cole said.\n'),
]


def test_a_name_of_several_people_is_no_absence(api: TelegramApi) -> None:
    with Archive.temporary(NAMESAKES, finder="rules") as archive, BotThread(api, archive):
        answer = ask(api, "/compare Cole and Norton on the bridge")
        assert "The bridge is closed" in answer["text"]
        assert "Norton: several people of that name are quoted. Which one do you mean?" in answer["text"]
        assert "no quotation" not in answer["text"]
        assert sorted(labels(answer)) == ["Anna Norton", "Bill Norton"]
        chosen = press(api, answer, "Anna Norton")
        assert "The bridge is closed" in chosen["text"]
        assert "The bridge is not safe" in chosen["text"]


def test_no_sentence_stands_twice_in_a_comparison(api: TelegramApi) -> None:
    grain = made(
        "grain",
        "Novak to talk about grain\n\nPresident Ivana Novak said on Tuesday that she would meet Putin to "
        'discuss the export of grain. "I will talk to anybody who can open a port," she said.\n\n'
        '"No grain leaves this port," Cy Cole said.\n',
    )
    with Archive.temporary([grain], finder="rules") as archive, BotThread(api, archive):
        text = ask(api, "/compare Novak, Cole on grain")["text"]
        assert text.count("to discuss the export of grain") == 1
        assert "I will talk to anybody" in text


def test_a_surname_is_read_as_in_a_question(api: TelegramApi) -> None:
    more = made(
        "four", 'Tolls\n\n"The toll is fair," Bill Norton said.\n\n"The toll is low," Cy Cole said.\n'
    )
    with Archive.temporary([*NAMESAKES, more], finder="rules") as archive, BotThread(api, archive):
        text = ask(api, "/compare Cole, Norton on the toll")["text"]
        assert "Read “Norton” as Bill Norton, the only one of that name quoted on this." in text
        assert text.index("The toll is low") < text.index("The toll is fair")
        asked = ask(api, "What did Norton say about the toll?")["text"]
        assert "Read “Norton” as Bill Norton" in asked
        assert "The toll is fair" in asked


@pytest.mark.parametrize(
    ("argument", "line"),
    [
        ("Cole, Anna Norton on wheat", "Cole: no quotation on “wheat” in this archive."),
        (
            "Cole, Zoltan Quixby on the bridge",
            "Zoltan Quixby: nobody of that name is quoted in this archive.",
        ),
        ("Norton, Zoltan Quixby", "Norton: several people of that name are quoted."),
    ],
)
def test_what_is_not_found_in_a_comparison_says_why(api: TelegramApi, argument: str, line: str) -> None:
    with Archive.temporary(NAMESAKES, finder="rules") as archive, BotThread(api, archive):
        assert line in ask(api, f"/compare {argument}")["text"]


def test_random(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "/random")
    assert answer["text"].startswith("Who said this?")
    (hidden,) = pieces(answer, "spoiler")
    (quotation,) = pieces(answer, "blockquote")
    speaker = hidden.split(",")[0]
    assert speaker
    assert speaker.split()[-1] not in quotation
    seen = {answer["text"]}
    for _ in range(8):
        api.press(answer["message_id"], "Another one")
        api.idle()
        seen.add(api.answers()[-1]["text"])
    assert len(seen) > 1


def test_settings_are_each_persons_own(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "/settings")
    assert answer["text"].startswith("You get 3 answers per page, direct quotations and reported speech.")
    one = press(api, answer, "1")
    assert one["text"].startswith("You get 1 answer per page")
    press(api, one, "Direct quotations only")
    mine = ask(api, "What did Brandt say?")
    assert len(pieces(mine, "blockquote")) == 1
    assert "as reported" not in mine["text"]
    theirs = ask(api, "What did Brandt say?", user=2)
    assert len(pieces(theirs, "blockquote")) == 3


def test_privacy(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Hale say about fiction?")
    api.press(answer["message_id"], "Wrong speaker?")
    api.idle()
    privacy = ask(api, "/privacy")
    assert "2 answers with buttons" in privacy["text"]
    sure = press(api, privacy, "Delete everything")
    assert labels(sure) == ["Yes, delete it", "Keep it"]
    done = press(api, sure, "Yes, delete it")
    assert done["text"] == "Done. Nothing about you is stored any more."
    assert set(bot.state.held(1).values()) == {0}
    assert "have expired" in toast(api, lambda: api.press(answer["message_id"], "In context"))


def test_forgetting_leaves_nothing_in_the_files(api: TelegramApi, news: Archive, tmp_path: Path) -> None:
    """The memory's own files are read for what somebody asked, and for their name and number."""
    me = 1_234_567_891
    api.person(me, "Zebediah")
    api.person(2)
    api.group()
    memory = tmp_path / "memory" / "bot.sqlite"
    with BotThread(api, news, memory) as bot:
        ask(api, "What did Hale say about zeppelins?", user=me)
        wrong = ask(api, "What did Hale say about fiction?", user=me)
        toast(api, lambda: api.press(wrong["message_id"], "Wrong speaker?", user=me))
        ask(api, "/ask What did Hale say about xylophones?", user=me, chat=GROUP)
        press(api, ask(api, "/settings", user=me), "1", user=me, chat=me)
        theirs = ask(api, "What did Hale say about fiction?", user=2)
        sure = press(api, ask(api, "/privacy", user=me), "Delete everything", user=me, chat=me)
        press(api, sure, "Yes, delete it", user=me, chat=me)
        api.wait(bot.handlers_idle)
        held = b"".join(path.read_bytes() for path in memory.parent.iterdir())
        for gone in (b"zeppelins", b"xylophones", b"Zebediah", str(me).encode(), me.to_bytes(4, "big")):
            assert gone not in held, gone
        assert bot.state.held(2)["questions"] == 1
        assert "‹ Back" in labels(press(api, theirs, "In context", user=2, chat=2))


def test_deep_links(api: TelegramApi, bot: BotThread, news: Archive) -> None:
    question = base64.urlsafe_b64encode(b"What did Hale say about fiction?").decode().rstrip("=")
    assert "a work of fiction" in ask(api, f"/start q_{question}")["text"]
    key = news.key_of("budget")
    assert key is not None
    assert "counted every krona" in ask(api, f"/start a_{key}")["text"]
    assert "no longer in the archive" in ask(api, "/start a_99999")["text"]
    for junk in ("q_####", "a_-1", "zzz", "q_"):
        assert "I answer with what people said" in ask(api, f"/start {junk}")["text"]


# -- 7. inline mode


def test_inline_results(api: TelegramApi, bot: BotThread) -> None:
    found = inline(api, "kamynin iran")
    first = found["results"][0]
    assert first["title"] == "Mikhail Kamynin, Foreign Ministry spokesman"
    assert first["description"].startswith("A serious problem for us")
    assert first["sent"]["text"].startswith('"A serious problem for us')
    assert "Mikhail Kamynin" in first["sent"]["text"]
    assert int(found["cache_time"]) > 0


def test_inline_results_of_several_people_of_one_name(api: TelegramApi) -> None:
    with Archive.temporary(NAMESAKES, finder="rules") as archive, BotThread(api, archive):
        titles = [result["title"] for result in inline(api, "Norton")["results"]]
        assert sorted(titles) == ["Anna Norton", "Bill Norton"]
        assert len(inline(api, "what did Norton say about the bridge")["results"]) == 2
        assert inline(api, "what did Quixby say")["results"] == []


def test_inline_pages(api: TelegramApi) -> None:
    names = ["Ada Abel", "Bo Birk", "Cy Cole", "Di Dahl", "Ed Egan", "Flo Fry", "Gus Gray", "Hal Hook"]
    articles = [
        made(f"{name}-{day}", f'Harbour news\n\n"The harbour costs {day} million a year," {name} said.\n')
        for day, name in enumerate(names * 2, 1)
    ]
    with Archive.temporary(articles, finder="rules") as archive, BotThread(api, archive):
        found = inline(api, "harbour")
        ids = [result["id"] for result in found["results"]]
        assert len(ids) == 10
        while offset := found.get("next_offset"):
            found = inline(api, "harbour", offset)
            ids += [result["id"] for result in found["results"]]
        assert len(set(ids)) == len(ids) > 10


def test_inline_offsets_can_be_junk(api: TelegramApi, bot: BotThread) -> None:
    for junk in ("-5", "junk", "99999999", "١٢", "30"):
        page = inline(api, "bridge", junk)
        assert len(page["results"]) <= 50
    assert inline(api, "bridge", "-5")["results"] == []


def test_an_empty_inline_query_shows_the_newest(api: TelegramApi, bot: BotThread) -> None:
    found = inline(api, "")
    assert found["results"][0]["title"].startswith("Sara Lindholm") or "Hale" in found["results"][0]["title"]
    assert inline(api, "zzzzqqq")["results"] == []


def test_administrators_that_are_taken_back_are_told(api: TelegramApi, news: Archive, tmp_path: Path) -> None:
    for admins in ((1,), (1, 2), (1,)):
        with BotThread(api, news, tmp_path / "bot.sqlite", admins=admins):
            ask(api, "/start")
    assert len(api.made("setMyDescription")) == 15
