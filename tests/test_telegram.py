"""The bot as the person who asks meets it: the real application before a local Bot API server."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.callbacks import Action, encode
from bot.links import article_link, question_link
from index.archive import Archive
from tests.news import made
from tests.telegram_api import TelegramApi, slow
from tests.telegram_bot import BotThread
from tests.telegram_talk import ask, changed, inline, labels, pieces, press, toast, upload
from tests.telegram_world import GROUP


@pytest.fixture
def bot(api: TelegramApi, news: Archive) -> Iterator[BotThread]:
    with BotThread(api, news) as bot:
        yield bot


# -- 1. a question is just a message


def test_a_question_is_just_a_message(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Kamynin say about Iran?")
    assert answer["reply_to_message"]["text"] == "What did Kamynin say about Iran?"
    assert answer["text"].splitlines() == [
        (
            '"A serious problem for us is that the U.S. plans are based on dogmatic logic that Iran is an '
            'enemy," '
            "Kamynin said. \"We don't support plans for a 'holy alliance' against that country.\""
        ),
        (
            "Mikhail Kamynin, Foreign Ministry spokesman · Minister: Russia Disagrees With U.S. Assumption "
            "Missile Defense Necessary to Counter Iran Threat"
        ),
    ]
    assert pieces(answer, "bold") == ["Iran", "Mikhail Kamynin"]
    assert pieces(answer, "blockquote") == [answer["text"].splitlines()[0]]


def test_title_link_publisher_and_date(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Brandt say about the bus?")
    assert (
        "Helga Brandt, Transport Minister · Bridge over the Narrow Sound to close for a year"
        in answer["text"]
    )
    assert answer["text"].endswith("(The Coast, 3 March 2026)")
    link = next(e for e in answer["entities"] if e["type"] == "text_link")
    assert link["url"] == "https://coast.example/bridge?a=1&b=2"


def test_reported_speech_is_told_apart(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Brandt say about schoolchildren?")
    assert "free for schoolchildren" in answer["text"]
    assert '"' not in answer["text"].splitlines()[0]
    assert "as reported" in pieces(answer, "italic")


def test_markup_of_an_article_is_shown_as_it_stands(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Adeyemi say?")
    assert '"My taxes <b>never</b> fall, they trip & stumble: 5 < 3 and a > b,"' in answer["text"]


def test_typing_is_shown_when_it_takes_long(
    api: TelegramApi, news: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    from bot.finding import Finder

    quick = Finder.find

    def slowly(finder: Finder, asked: Any) -> Any:
        if "Lindholm" in asked.question:
            time.sleep(0.8)
        return quick(finder, asked)

    monkeypatch.setattr(Finder, "find", slowly)
    with BotThread(api, news):
        ask(api, "What did Hale say?")
        assert not api.made("sendChatAction")
        api.fail("sendChatAction", *[slow(0.05)])
        ask(api, "What did Lindholm say?")
        assert [call.params["action"] for call in api.made("sendChatAction")] == ["typing"]


def test_three_answers_a_page(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Brandt say?")
    assert len(pieces(answer, "blockquote")) == 3
    second = press(api, answer, "2 of 2 ›")
    assert 1 <= len(pieces(second, "blockquote")) <= 3
    assert not set(pieces(answer, "blockquote")) & set(pieces(second, "blockquote"))
    assert press(api, second, "‹ 1 of 2")["text"] == answer["text"]


# -- 2. buttons


def test_in_context_and_back(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Reyes say about the journalist?")
    context = press(api, answer, "In context")
    assert pieces(context, "underline") == ['"We were told about the bridge by a journalist," Reyes said.']
    assert "Mayor Anton Reyes called the decision a disaster for the island." in context["text"]
    back = press(api, context, "‹ Back")
    assert (back["text"], labels(back)) == (answer["text"], labels(answer))


def test_more_from_and_others_on(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Lindholm say about taxes?")
    others = press(api, answer, "Others on taxes")
    assert "Hale" in others["text"]
    assert "Lindholm" not in "".join(pieces(others, "bold"))
    again = press(api, others, "‹ Back")
    more = press(api, again, "More from Lindholm")
    assert "We have counted every krona twice" in more["text"]
    assert press(api, more, "‹ Back")["text"] == answer["text"]


def test_nobody_else_on_a_topic(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Lindholm say about krona?")
    notice = toast(api, lambda: api.press(answer["message_id"], "Others on krona"))
    assert notice == "Nobody else is quoted on krona in this archive."


def test_a_wrong_speaker_is_reported(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Reyes say about the journalist?")
    assert "noted" in toast(api, lambda: api.press(answer["message_id"], "Wrong speaker?"))
    (report,) = bot.state.reports()
    assert report.question == "What did Reyes say about the journalist?"
    assert report.passage == "We were told about the bridge by a journalist,"
    assert (report.speaker, report.article, report.person) == ("Anton Reyes", "bridge", 1)
    assert "before" in toast(api, lambda: api.press(answer["message_id"], "Wrong speaker?"))
    assert len(bot.state.reports()) == 1


def test_which_speaker_is_wrong(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Brandt say?")
    asked = press(api, answer, "Wrong speaker?")
    assert labels(asked) == ["1", "2", "3", "‹ Back"]
    reported = press(api, asked, "2")
    assert labels(reported) == labels(answer)
    (report,) = bot.state.reports()
    second = pieces(answer, "blockquote")[1]
    assert all(part in second for part in report.passage.split(" … "))


def test_buttons_work_after_a_restart(api: TelegramApi, news: Archive, tmp_path: Any) -> None:
    memory = tmp_path / "bot.sqlite"
    with BotThread(api, news, memory):
        answer = ask(api, "What did Brandt say?")
    with BotThread(api, news, memory):
        second = press(api, answer, "2 of 2 ›")
        assert second["text"] != answer["text"]
        assert "Brandt" in second["text"]


def test_buttons_after_the_archive_has_changed(api: TelegramApi, news_copy: Archive) -> None:
    with BotThread(api, news_copy):
        answer = ask(api, "What did Brandt say?")
        untouched = ask(api, "What did Hale say?")
        with Archive.open(news_copy.folder) as writer:
            writer.remove(["ferry"])
        before = api.answers()[0]["text"]
        notice = toast(api, lambda: api.press(answer["message_id"], "2 of 2 ›"))
        assert notice.startswith("The archive has changed since this answer.")
        api.wait(lambda: labels(api.answers()[0]) == ["Ask again"])
        assert api.answers()[0]["text"] == before
        fresh = press(api, answer, "Ask again")
        assert "Nobody will go hungry" not in fresh["text"]
        assert "Brandt" in fresh["text"]
        # What an answer shows has not changed: its buttons go on working.
        assert "context" in "".join(labels(untouched))
        assert "‹ Back" in labels(press(api, untouched, "1 in context"))


def test_buttons_of_an_article_that_is_gone(api: TelegramApi, news_copy: Archive) -> None:
    with BotThread(api, news_copy):
        answer = ask(api, "What did Adeyemi say?")
        with Archive.open(news_copy.folder) as writer:
            writer.remove(["ferry"])
        notice = toast(api, lambda: api.press(answer["message_id"], "In context"))
        assert notice.startswith("The archive has changed")


def test_callback_data_fits_and_belongs_to_its_person(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Brandt say?")
    data = api.buttons(answer["message_id"])
    assert all(len(held.encode()) <= 64 for held in data.values())
    stolen = data["2 of 2 ›"]
    theirs = ask(api, "What did Hale say?", user=2)
    notice = toast(api, lambda: api.press_data(theirs["message_id"], stolen, user=2, chat=2))
    assert "belong to whoever asked" in notice
    assert api.answers(1)[-1]["text"] == answer["text"]
    assert api.answers(2)[-1]["text"] == theirs["text"]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "p:nosuchview1:0",
        "p:nosuchview1:99999999",
        "q:a:b",
        "p:../../etc:1",
        "ж" * 32,
        "u:AAAAAAAAAAAA:0",
    ],
)
def test_made_up_callback_data_does_nothing(api: TelegramApi, bot: BotThread, data: str) -> None:
    answer = ask(api, "What did Hale say?")
    assert toast(api, lambda: api.press_data(answer["message_id"], data or "?")) != ""
    assert api.answers()[-1] == answer


def test_data_on_another_message_or_beyond_the_end(api: TelegramApi, bot: BotThread) -> None:
    first = ask(api, "What did Brandt say?")
    second = ask(api, "What did Hale say?")
    moved = api.buttons(first["message_id"])["2 of 2 ›"]
    assert "too old" in toast(api, lambda: api.press_data(second["message_id"], moved))
    view = moved.split(":")[1]
    for action in (Action.CONTEXT, Action.MORE_FROM, Action.REPORT, Action.CHOOSE):
        notice = toast(api, lambda a=action: api.press_data(first["message_id"], encode(a, view, 99)))  # type: ignore[misc]
        assert "too old" in notice


# -- 3. follow-ups


def test_follow_ups(api: TelegramApi, bot: BotThread) -> None:
    ask(api, "What did Lindholm say about taxes?")
    hale = ask(api, "what about Hale?")
    assert hale["text"].startswith("What did Hale say about taxes?")
    assert "Viktor Hale" in hale["text"]
    budget = ask(api, "and about the budget?")
    assert "a work of fiction" in budget["text"]
    pronoun = ask(api, "did he say anything about a bishop?")
    assert "If this is arithmetic, then I am a bishop" in pronoun["text"]


def test_more(api: TelegramApi, bot: BotThread) -> None:
    first = ask(api, "What did Brandt say?")
    second = ask(api, "more")
    assert second["message_id"] != first["message_id"]
    assert not set(pieces(first, "blockquote")) & set(pieces(second, "blockquote"))
    assert ask(api, "more")["text"] == "That is all there is on it."


def test_last_questions_are_not_shared_in_a_group(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    answer = ask(api, "/ask What did Lindholm say about taxes?", chat=GROUP)
    theirs = ask(api, "what about Hale?", user=2, chat=GROUP, reply_to=answer["message_id"])
    assert "about taxes" not in theirs["text"]
    mine = ask(api, "what about Hale?", chat=GROUP, reply_to=answer["message_id"])
    assert mine["text"].startswith("What did Hale say about taxes?")


def test_a_last_question_is_forgotten(api: TelegramApi, bot: BotThread) -> None:
    ask(api, "What did Lindholm say about taxes?")
    with bot.state._write() as db:
        db.execute("UPDATE views SET at = at - 901")
    assert "Hale say about taxes" not in ask(api, "what about Hale?")["text"]


# -- 4. editing and deleting


def test_editing_a_question_edits_its_answer(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Hale say about fiction?")
    question = answer["reply_to_message"]["message_id"]
    edited = changed(api, answer, lambda: api.edit(question, "What did Hale say about arithmetic?"))
    assert "If this is arithmetic" in edited["text"]
    assert len(api.answers()) == 1
    context = press(api, edited, "In context")
    assert "‹ Back" in labels(context)


def test_editing_without_a_change_of_the_answer(api: TelegramApi, bot: BotThread) -> None:
    ask(api, "/help")
    question = api.shown()[0]["message_id"]
    api.edit(question, "/help me")
    api.idle()
    api.wait(lambda: len(api.made("editMessageText")) == 1)
    assert len(api.answers()) == 1


def test_deleting_breaks_nothing(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Hale say about fiction?")
    question = answer["reply_to_message"]["message_id"]
    api.delete(answer["message_id"])
    api.edit(question, "What did Hale say about arithmetic?")
    api.wait(lambda: len(api.answers()) == 1)
    assert "arithmetic" in api.answers()[0]["text"]
    api.delete(question)
    assert ask(api, "What did Lindholm say?")["text"]


# -- 5. no answer is an answer


def test_near_names_ask_at_once(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Branndtt say about the ferry?")
    if "Did you mean" in answer["text"]:
        answer = press(api, answer, "Helga Brandt")
    assert "Helga Brandt" in answer["text"]
    assert "ferry" in answer["text"]


def test_nobody_of_that_name(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Zoltan Quixby say?")
    assert answer["text"].startswith("There is no quotation by Zoltan Quixby in this archive.")
    assert pieces(answer, "blockquote") == []


def test_nothing_on_that_topic_with_what_there_is(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Hale say about wheat?")
    assert answer["text"].startswith("I found no quotation by Viktor Hale about “wheat” in this archive.")
    assert "On other things:" in answer["text"]
    assert "Viktor Hale" in pieces(answer, "bold")


def test_too_vague_with_examples(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "???")
    assert answer["text"].startswith("Whom, or what, would you like to ask about?")
    example = labels(answer)[0]
    assert example.startswith("What did ")
    assert pieces(press(api, answer, example), "blockquote")


def test_what_is_no_text_gets_one_friendly_line_once(api: TelegramApi, bot: BotThread) -> None:
    voice = {"voice": {"file_id": "F1", "file_unique_id": "U1", "duration": 2}}
    sticker = {
        "sticker": {
            "file_id": "F1",
            "file_unique_id": "U1",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        }
    }
    api.send(voice)
    api.wait(api.answers)
    assert api.answers()[0]["text"].startswith("I only read text.")
    api.send(sticker)
    api.send(voice)
    api.idle()
    ask(api, "What did Hale say?")
    assert len(api.answers()) == 2


# -- 6. commands


def test_commands_are_registered(api: TelegramApi, bot: BotThread) -> None:
    private = [command["command"] for command in api.commands["all_private_chats"]]
    assert private == ["ask", "people", "articles", "compare", "random", "settings", "privacy", "help"]
    groups = [command["command"] for command in api.commands["all_group_chats"]]
    assert groups == ["ask", "people", "articles", "compare", "random", "help"]


def test_start(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "/start")
    assert "quotations from 4 articles" in answer["text"]
    assert len(labels(answer)) == 3
    opened = press(api, answer, labels(answer)[0])
    assert pieces(opened, "blockquote")
    assert press(api, opened, "‹ Back")["text"] == answer["text"]


def test_help_and_unknown_commands(api: TelegramApi, bot: BotThread) -> None:
    assert "/compare A, B on C" in ask(api, "/help")["text"]
    assert ask(api, "/nonsense")["text"] == "I do not know that command. /help tells what I can do."


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
    assert "/compare Putin, Gates" in ask(api, "/compare Lindholm")["text"]


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
    assert answer["text"].startswith("You get 3 answers a page, direct quotations and reported speech.")
    one = press(api, answer, "1")
    assert one["text"].startswith("You get 1 answer a page")
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
    sure = press(api, privacy, "Delete all of it")
    assert labels(sure) == ["Yes, delete it", "Keep it"]
    done = press(api, sure, "Yes, delete it")
    assert done["text"] == "Done. Nothing about you is stored any more."
    assert bot.state.held(1) == {"questions": 0, "reports": 0, "settings": 0}
    assert "too old" in toast(api, lambda: api.press(answer["message_id"], "In context"))


def test_deep_links(api: TelegramApi, bot: BotThread, news: Archive) -> None:
    question = question_link("What did Hale say about fiction?")
    assert question is not None
    assert len(question) <= 64
    assert "a work of fiction" in ask(api, f"/start {question}")["text"]
    key = news.key_of("budget")
    assert key is not None
    assert "counted every krona" in ask(api, f"/start {article_link(key)}")["text"]
    assert "not in the archive" in ask(api, "/start a_99999")["text"]
    for junk in ("q_####", "a_-1", "zzz", "q_"):
        assert "I answer with what people said" in ask(api, f"/start {junk}")["text"]
    assert question_link("x" * 100) is None


# -- 7. inline mode


def test_inline_results(api: TelegramApi, bot: BotThread) -> None:
    found = inline(api, "kamynin iran")
    first = found["results"][0]
    assert first["title"] == "Mikhail Kamynin, Foreign Ministry spokesman"
    assert first["description"].startswith("A serious problem for us")
    assert first["sent"]["text"].startswith('"A serious problem for us')
    assert "Mikhail Kamynin" in first["sent"]["text"]
    assert int(found["cache_time"]) > 0


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
    assert "belong to whoever asked" in notice
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


# -- 9. articles by chat


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
    assert added["text"].startswith("1 article added: 2 quotations of 1 person or institution.")
    assert "A library that is closed is a warehouse" in ask(api, "What did Noor Haddad say?")["text"]
    undone = press(api, added, "Undo")
    assert undone["text"] == "Undone: 1 article taken out."
    assert "no quotation by" in ask(api, "What did Noor Haddad say?")["text"]


def test_an_update_is_undone_to_what_was_there(api: TelegramApi, desk: Archive) -> None:
    upload(api, api.upload("library.txt", NEW.encode()))
    changed = upload(api, api.upload("library.txt", NEW.replace("tea", "coffee").encode()))
    assert changed["text"].startswith("1 article brought up to date")
    assert "coffee" in ask(api, "What did Haddad say about coffee?")["text"]
    assert "put back as before" in press(api, changed, "Undo")["text"]
    assert "tea would be served" in ask(api, "What did Haddad say about tea?")["text"]
    same = upload(api, api.upload("library.txt", NEW.encode()))
    assert same["text"] == "I have that already; nothing has changed."


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
    ],
)
def test_the_other_kinds(api: TelegramApi, desk: Archive, name: str, data: bytes) -> None:
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
        ({"file_name": "a.pdf", "file_size": 10}, "I can read files that end in .txt, .md, .html, .jsonl."),
        ({"file_name": "a.txt", "file_size": 11 << 20}, "That file is too large; I take up to 10 MB."),
        ({"file_name": "a.txt"}, "That file is too large; I take up to 10 MB."),
        ({}, "I can read files that end in .txt, .md, .html, .jsonl."),
    ],
)
def test_files_are_checked_before_they_are_downloaded(
    api: TelegramApi, desk: Archive, content: dict[str, Any], message: str
) -> None:
    document = {"file_id": "F1", "file_unique_id": "U1"} | content
    assert upload(api, {"document": document})["text"] == message
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
    assert refused["text"] == "That file holds 501 articles; I take up to 500 at once."
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
        assert "nothing added to it would last" in upload(api, api.upload("a.txt", NEW.encode()))["text"]
