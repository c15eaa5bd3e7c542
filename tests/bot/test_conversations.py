"""What people write beside well-formed questions, over real HTTP."""

import pytest

from bot.conversation.plain_commands import plain_command
from index.records.archive import Archive
from tests.bot.support.bot_process import BotThread
from tests.bot.support.talk import ask, labels, pieces, press
from tests.support.articles import made
from tests.telegram_server.server import TelegramApi
from tests.telegram_server.world import GROUP

# -- other languages


@pytest.mark.parametrize(
    ("text", "code", "begins"),
    [
        ("Что сказал Камынин?", "ru", "Статьи здесь на английском языке"),
        ("Что сказал Камынин?", "en", "Статьи здесь на английском языке"),
        ("Что сказал Камынин?", "de-AT", "Die Artikel hier sind auf Englisch"),
        ("¿Qué dijo Brandt sobre los impuestos?", "es", "Los artículos de este archivo están en inglés"),
        ("Was hat Brandt über die Brücke gesagt?", "de", "Die Artikel hier sind auf Englisch"),
        ("Qu'est-ce que Hale a dit sur le budget ?", "fr", "Les articles ici sont en anglais"),
        ("谁说过税收", "zh-hans", "The articles here are in English"),
        ("ماذا قال هيل؟", "ar", "The articles here are in English"),
        ("Cosa ha detto Hale su il budget?", "it", "The articles here are in English"),
    ],
)
def test_another_language_is_answered_in_the_readers_own(
    api: TelegramApi, bot: BotThread, text: str, code: str, begins: str
) -> None:
    api.person(2, "Reader", language_code=code)
    answer = ask(api, text, user=2)
    assert answer["text"].startswith(begins)
    assert "What did Helga Brandt say?" in answer["text"]


@pytest.mark.parametrize(
    "text",
    [
        "What did Brandt say?",
        "Helga Brandt",
        "taxes",
        "Adeyemi",
        "de la Cruz",
        "What did Hale say about el Niño?",
    ],
)
def test_english_and_names_are_of_no_other_language(api: TelegramApi, bot: BotThread, text: str) -> None:
    assert "in English" not in ask(api, text)["text"]


# -- numbers after a list


@pytest.mark.parametrize(
    ("text", "place"), [("2", 1), ("number 3", 2), ("the first one", 0), ("#2", 1), ("the last one", -1)]
)
def test_a_number_after_a_list_opens_that_passage(
    api: TelegramApi, bot: BotThread, text: str, place: int
) -> None:
    answer = ask(api, "What did Brandt say?")
    opened = ask(api, text)
    (marked,) = pieces(opened, "underline")
    assert labels(opened) == ["‹ Back"]
    if place >= 0:
        assert pieces(answer, "blockquote")[place].split(" …")[0][-40:] in marked
    back = press(api, opened, "‹ Back")
    assert "Helga Brandt" in back["text"]


def test_a_number_beyond_the_list_says_so(api: TelegramApi, bot: BotThread) -> None:
    ask(api, "What did Brandt say?")
    assert ask(api, "99")["text"] == "There is no number 99 above."


def test_numbers_stand_above_their_passages(api: TelegramApi, bot: BotThread) -> None:
    lines = ask(api, "What did Brandt say?")["text"].splitlines()
    assert lines[0].startswith("1. Helga Brandt, ")
    quoted = next(line for line in lines[1:])
    assert not quoted[:1].isdigit()


# -- short things


@pytest.mark.parametrize(
    "text", ["whats the link", "what's the link?", "and when?", "when?", "source?", "but when"]
)
def test_the_source_is_asked_for_in_short(api: TelegramApi, bot: BotThread, text: str) -> None:
    ask(api, "What did Hale say about fiction?")
    shown = ask(api, text)
    assert shown["text"].startswith("With each quotation: who said it, in which article")
    assert "10 March 2026" in shown["text"]


@pytest.mark.parametrize("text", ["why?", "is that true?", "and what's the context"])
def test_what_stands_around_the_one_passage_is_shown(api: TelegramApi, bot: BotThread, text: str) -> None:
    ask(api, "What did Adeyemi say?")
    shown = ask(api, text)
    assert shown["text"].startswith("I know no more than the articles tell. It stands here:")
    assert "Nobody will go hungry" in shown["text"]
    assert labels(shown) == ["‹ Back"]
    assert press(api, shown, "‹ Back")["text"].startswith('"My taxes')


def test_which_of_several_passages_stands_where_is_asked(api: TelegramApi, bot: BotThread) -> None:
    ask(api, "What did Brandt say?")
    shown = ask(api, "why did she say that?")
    assert shown["text"].startswith("I know no more than the articles tell. Write a number to see where")
    assert "Bridge over the Narrow Sound to close for a year" in ask(api, "2")["text"]


@pytest.mark.parametrize("text", ["why?", "is it true?", "context"])
def test_without_an_answer_before_it_there_is_nothing_around(
    api: TelegramApi, bot: BotThread, text: str
) -> None:
    alone = ask(api, text)["text"]
    assert alone == "I know no more than the articles tell. Ask me what somebody said."
    ask(api, "What did Zoltan Quixby say?")
    assert ask(api, text)["text"] == alone


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("delete my data", "Stored about you: your Telegram id"),
        ("what do you know about me?", "Stored about you: your Telegram id"),
        ("How many articles do you have?", "4 articles, the newest first."),
        ("What sources?", "4 articles, the newest first."),
        ("which articles", "4 articles, the newest first."),
        ("show me the latest news", "4 articles, the newest first."),
        ("what's new?", "4 articles, the newest first."),
        ("how many people are quoted?", "11 people and institutions are quoted"),
        ("who do you have", "11 people and institutions are quoted"),
        ("give me a random quote", "Who said this?"),
        ("change my settings", "You get 3 answers per page"),
        ("stop", "You follow nobody yet."),
        ("please stop sending messages", "You follow nobody yet."),
    ],
)
def test_commands_in_plain_words(api: TelegramApi, bot: BotThread, text: str, begins: str) -> None:
    assert ask(api, text)["text"].startswith(begins)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whos the most quoted person", "who is the most quoted person"),
        ("whos helga brandt", "who is helga brandt"),
        ("whats the last thing hale said", "what is the last thing hale said"),
        ("whats hale saying about taxes", "what is hale saying about taxes"),
    ],
)
def test_an_apostrophe_left_out(api: TelegramApi, bot: BotThread, typed: str, meant: str) -> None:
    answer = ask(api, meant, user=2)["text"]
    assert "March 2026" in answer
    assert ask(api, typed, user=1)["text"] == answer


@pytest.mark.parametrize("text", ["What sources?", "which articles", "what newspapers?", "Which papers?"])
def test_after_an_answer_its_own_sources_are_meant(api: TelegramApi, bot: BotThread, text: str) -> None:
    answer = ask(api, "What did Hale say?")
    again = ask(api, text)
    assert again["text"].startswith("With each quotation: who said it, in which article")
    assert answer["text"].splitlines()[-1] in again["text"]
    assert ask(api, f"{text.rstrip('?')} do you have?")["text"].startswith("4 articles, the newest first.")


@pytest.mark.parametrize(
    "text",
    [
        "news", "privacy", "people", "stop the war", "what articles say about taxes", "who is Hale",
        "how many people died", "what people think of the bridge", "the best bridge",
    ],
)  # fmt: skip
def test_a_topic_is_no_command(text: str) -> None:
    assert plain_command(text) is None


@pytest.mark.parametrize(
    "text",
    ["you are wrong", "No, that's not what he said!", "wrong speaker", "she never said that", "thats false"],
)
def test_a_complaint_is_no_search(api: TelegramApi, bot: BotThread, text: str) -> None:
    ask(api, "What did Hale say about taxes?")
    assert "press “Wrong speaker?” below it" in ask(api, text)["text"]


@pytest.mark.parametrize("text", ["lol", "LOL!", "haha", "wow", "hmm", "omg lol", "lmao"])
def test_laughter_is_no_search(api: TelegramApi, bot: BotThread, text: str) -> None:
    ask(api, "What did Hale say about taxes?")
    assert ask(api, text)["text"] == "Ask on whenever you like."
    # It takes nothing from what "he" means.
    assert "bishop" in ask(api, "did he say anything about a bishop?")["text"]


@pytest.mark.parametrize(
    "text",
    ["weather in Moscow", "What's the weather?", "tell me a joke", "translate hello", "what time is it"],
)
def test_what_no_archive_tells_is_no_search(api: TelegramApi, bot: BotThread, text: str) -> None:
    answer = ask(api, text)["text"]
    assert answer.startswith("I only know what people are quoted as saying in my articles. Try: What did ")


def test_the_weather_in_a_question_is_a_topic(api: TelegramApi, bot: BotThread) -> None:
    answer = ask(api, "What did Hale say about the weather?")["text"]
    assert "I found no quotation by Viktor Hale about “weather”" in answer


# -- links


@pytest.mark.parametrize(
    "text",
    [
        "https://crier.example/budget",
        "http://crier.example/budget/",
        "https://crier.example/budget?utm_source=telegram&fbclid=1#top",
        "who said what here https://crier.example/budget",
    ],
)
def test_a_link_opens_its_article(api: TelegramApi, bot: BotThread, text: str) -> None:
    answer = ask(api, text)
    assert answer["text"].startswith("From that article:")
    assert "taxes would not rise before 2030" in answer["text"]


def test_a_link_of_an_article_that_was_not_read(api: TelegramApi, bot: BotThread) -> None:
    assert ask(api, "https://other.example/news")["text"] == "I have not read that article."


# -- replies


def test_a_reply_to_somebody_elses_answer_goes_on_from_it(api: TelegramApi, bot: BotThread) -> None:
    api.group()
    answer = ask(api, "/ask What did Lindholm say about taxes?", chat=GROUP)
    theirs = ask(api, "what about Hale?", user=2, chat=GROUP, reply_to=answer["message_id"])
    assert theirs["text"].startswith("What did Hale say about taxes?")


def test_a_reply_to_an_earlier_answer_goes_on_from_that(api: TelegramApi, bot: BotThread) -> None:
    first = ask(api, "What did Lindholm say about taxes?")
    ask(api, "What did Reyes say about the journalist?")
    assert ask(api, "what about Hale?", reply_to=first["message_id"])["text"].startswith(
        "What did Hale say about taxes?"
    )
    assert ask(api, "what about Hale?")["text"].startswith("What did Hale say about taxes?")


def test_the_examples_of_the_help_are_answered(api: TelegramApi, bot: BotThread) -> None:
    text = ask(api, "/help")["text"]
    examples = [line[2:] for line in text.splitlines() if line.startswith("• ")]
    assert len(examples) == 3
    for example in examples:
        assert pieces(ask(api, example), "blockquote")


def test_pages_go_to_the_end_of_what_there_is(api: TelegramApi) -> None:
    """45 quotations of one person: the pages do not end at the 30 that are looked up at first."""
    said = "\n\n".join(f'"The harbour costs {n} million a year," Ada Abel said.' for n in range(100, 145))
    articles = [made("long", f"Harbour news\n\n{said}\n")]
    with Archive.temporary(articles, finder="rules") as archive, BotThread(api, archive):
        shown = ask(api, "What did Ada Abel say about the harbour?")
        assert "2 of 10+ ›" in labels(shown)
        seen = set(pieces(shown, "blockquote"))
        for _ in range(30):
            onward = [label for label in labels(shown) if label.endswith("›") and label != "‹ Back"]
            if not onward:
                break
            shown = press(api, shown, onward[0])
            seen |= set(pieces(shown, "blockquote"))
        assert len(seen) == 45
        assert labels(shown)[0] == "‹ 14 of 15"
        assert ask(api, "more")["text"] == "That is all I have on it."


def test_who_else_is_not_who_said_it(api: TelegramApi, bot: BotThread) -> None:
    ask(api, "Who said “If this is arithmetic”?")
    assert ask(api, "who else?")["text"].startswith("Nobody else in this archive is quoted on ")


def test_no_sentence_is_shown_twice_on_a_page(api: TelegramApi, bot: BotThread) -> None:
    """The second passage's sentence also leads to the first one's "She promised"."""
    shown = ask(api, "What did Brandt say about the ferry?")["text"]
    assert shown.count("Brandt said the ferry would run every twenty minutes") == 1
    assert shown.count("She promised that the ferry would be free for schoolchildren.") == 1
