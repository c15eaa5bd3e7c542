"""The bot as the person who asks meets it: the real application before a local Bot API server."""

from typing import Any

import pytest

from bot.conversation.buttons import Action, encode
from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, changed, labels, pieces, press, toast, upload
from tests.telegram_server.server import TelegramApi, slow
from tests.telegram_server.world import GROUP

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

    from bot.conversation.answer_cache import AnswerCache

    quick = AnswerCache.find

    def slowly(finder: AnswerCache, asked: Any) -> Any:
        if "Lindholm" in asked.question:
            time.sleep(0.8)
        return quick(finder, asked)

    monkeypatch.setattr(AnswerCache, "find", slowly)
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
    assert notice == "Nobody else in this archive is quoted on krona."


def test_a_wrong_speaker_is_reported(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Reyes say about the journalist?")
    assert "noted" in toast(api, lambda: api.press(answer["message_id"], "Wrong speaker?"))
    (report,) = bot.state.reports()
    assert report.question == "What did Reyes say about the journalist?"
    assert report.passage == "We were told about the bridge by a journalist,"
    assert (report.speaker, report.article, report.person) == ("Anton Reyes", "bridge", 1)
    assert "already reported" in toast(api, lambda: api.press(answer["message_id"], "Wrong speaker?"))
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
    assert all(len(held.encode()) <= 64 for label, held in data.items() if not label.startswith("Copy"))
    stolen = data["2 of 2 ›"]
    theirs = ask(api, "What did Hale say?", user=2)
    notice = toast(api, lambda: api.press_data(theirs["message_id"], stolen, user=2, chat=2))
    assert "belong to the person who asked" in notice
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
    assert "have expired" in toast(api, lambda: api.press_data(second["message_id"], moved))
    view = moved.split(":")[1]
    for action in (Action.CONTEXT, Action.MORE_FROM, Action.REPORT, Action.CHOOSE):
        notice = toast(api, lambda a=action: api.press_data(first["message_id"], encode(a, view, 99)))  # type: ignore[misc]
        assert "have expired" in notice


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
    assert ask(api, "more")["text"] == "That is all I have on it."


def test_last_questions_are_not_shared_in_a_group(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    answer = ask(api, "/ask What did Lindholm say about taxes?", chat=GROUP)
    theirs = ask(api, "/ask what about Hale?", user=2, chat=GROUP)
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
    assert answer["text"].startswith("I found no quotation by Viktor Hale about “wheat” in 4 articles")
    assert "On other topics:" in answer["text"]
    assert "Viktor Hale" in pieces(answer, "bold")


def test_too_vague_with_examples(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "???")
    assert answer["text"].startswith("Who or what would you like to ask about?")
    example = labels(answer)[0]
    assert example.startswith("What did ")
    assert pieces(press(api, answer, example), "blockquote")


VOICE = {"voice": {"file_id": "F1", "file_unique_id": "U1", "duration": 2}}
PHOTO = {"photo": [{"file_id": "F2", "file_unique_id": "U2", "width": 90, "height": 90}]}
STICKER = {
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


def test_what_is_no_text_is_never_met_with_silence(api: TelegramApi, bot: BotThread) -> None:
    assert upload(api, VOICE)["text"].startswith("I only read text. Ask me what somebody said, for example")
    for content in (VOICE, STICKER, PHOTO, PHOTO):
        assert upload(api, content)["text"] == "I cannot read that. Please write your question as text."
    assert len(api.answers()) == 5


def test_an_album_whose_caption_asks_is_answered_once(api: TelegramApi, bot: BotThread) -> None:
    upload(api, PHOTO | {"media_group_id": "album-3", "caption": "What did Hale say about fiction?"})
    api.send(PHOTO | {"media_group_id": "album-3"})
    api.idle()
    api.wait(bot.handlers_idle)
    assert len(api.answers()) == 1


def test_an_album_is_answered_once(api: TelegramApi, bot: BotThread) -> None:
    for _ in range(4):
        api.send(PHOTO | {"media_group_id": "album-1"})
    upload(api, PHOTO | {"media_group_id": "album-2"})
    api.idle()
    api.wait(bot.handlers_idle)
    assert len(api.answers()) == 2


def test_a_question_under_a_picture_is_read(api: TelegramApi, bot: BotThread) -> None:
    answer = upload(api, PHOTO | {"caption": "What did Hale say about fiction?"})
    assert "a work of fiction" in answer["text"]
    api.group()
    api.send(PHOTO | {"caption": "What did Hale say about fiction?"}, chat=GROUP, seen=True)
    before = len(api.answers(GROUP))
    api.send(PHOTO | {"caption": "/ask What did Hale say about fiction?"}, chat=GROUP)
    api.wait(lambda: len(api.answers(GROUP)) == before + 1)
    assert "a work of fiction" in api.answers(GROUP)[0]["text"]


@pytest.mark.parametrize(
    "service",
    [{"pinned_message": {}}, {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}],
    ids=str,
)
def test_a_service_message_is_no_message(api: TelegramApi, bot: BotThread, service: dict[str, Any]) -> None:
    if "pinned_message" in service:
        service = {"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
    api.send(service)
    api.idle()
    ask(api, "What did Hale say?")
    assert len(api.answers()) == 1
