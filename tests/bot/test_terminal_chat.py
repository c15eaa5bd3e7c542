"""The conversation in a terminal: the same replies, buttons as numbered choices."""

import io
import re
from pathlib import Path

import pytest

from bot.conversation.answer_cache import AnswerCache
from bot.conversation.conversation import Conversation
from bot.conversation.markup import visible
from bot.conversation.replies import Reply, Who
from bot.store.state import State
from bot.terminal_chat import run_chat
from index.records.archive import Archive
from tests.support.articles import made


def talk(archive: Archive, *lines: str) -> list[str]:
    """What is printed after each line, the start first."""
    out = io.StringIO()
    told: list[str] = []

    class Lines(io.StringIO):
        """Remembers what had been printed whenever the next line is asked for."""

        def __next__(self) -> str:  # type: ignore[override]
            told.append(out.getvalue())
            out.seek(0)
            out.truncate()
            return str(super().__next__())

    assert run_chat(archive, stdin=Lines("\n".join(lines) + "\n"), stdout=out) == 0
    return [*told, out.getvalue()][: len(lines) + 1]


def test_a_question_and_its_answer(seed_index: Archive) -> None:
    start, answer = talk(seed_index, "What did Kamynin say about Iran?")
    assert "I have 1" in start
    assert "quotations from 1 article." in start
    assert answer.strip().splitlines()[:2] == [
        (
            '"A serious problem for us is that the U.S. plans are based on dogmatic logic that Iran is an '
            "enemy,\" Kamynin said. \"We don't support plans for a 'holy alliance' against that country.\""
        ),
        (
            "Mikhail Kamynin, Foreign Ministry spokesman · Minister: Russia Disagrees With U.S. Assumption "
            "Missile Defense Necessary to Counter Iran Threat"
        ),
    ]
    assert "[1] In context" in answer
    assert "Wrong speaker?" in answer


def test_thanks_is_no_question(news: Archive) -> None:
    assert talk(news, "thanks a lot")[1].strip() == "You are welcome. Ask on whenever you like."


def test_namesakes_are_offered_with_what_each_said_on_the_topic() -> None:
    text = "Bread\n\nTom Brandt said bread was dear. Oskar Brandt said bread was cheap."
    with Archive.temporary([made("bread", text)], finder="rules") as archive:
        reply = talk(archive, "What did Brandt say about bread?")[1]
        assert "Which one do you mean?\n\nQuotations on this:" in reply
        assert sorted(re.findall(r"\[[12]\] (\w+ Brandt)\n", reply)) == ["Oskar Brandt", "Tom Brandt"]
        assert ". Tom Brandt, as reported\n    Tom Brandt said bread was dear." in reply
        assert ". Oskar Brandt, as reported\n    Oskar Brandt said bread was cheap." in reply


def test_a_greeting_takes_nothing_from_what_he_means_and_the_source_is_shown_again(news: Archive) -> None:
    _, first, _, he, source = talk(
        news,
        "What did Hale say about taxes?",
        "hello",
        "what did he say about a bishop?",
        "where did he say that?",
    )
    assert "Viktor Hale" in first
    assert "then I am a bishop" in he
    assert source.strip().startswith(
        "With each quotation: who said it, in which article, and when that was published."
    )
    assert he.splitlines()[2:] == source.splitlines()[2:]


def test_whose_words_were_shown_is_who_he_is_and_others_are_those_who_said_more(news: Archive) -> None:
    _, found, more, others = talk(
        news, 'who said "then I am a bishop"?', "what did he say about taxes?", "who else?"
    )
    assert "Viktor Hale" in found
    assert more.strip().startswith("what did Viktor Hale say about taxes?")
    assert others.strip().startswith("Others on taxes")
    assert "Viktor Hale" not in others


def test_who_was_asked_after_is_who_he_is(news: Archive) -> None:
    he = talk(news, "who is Viktor Hale?", "what did he say about taxes?")[2]
    assert he.strip().startswith("what did Viktor Hale say about taxes?")


def test_who_is_not_told_is_said(news: Archive) -> None:
    assert (
        "It is not clear who “he” is, so anybody's words were searched."
        in talk(news, "what did he say about taxes?")[1]
    )


def test_numbers_press_buttons(news: Archive) -> None:
    _, answer, context, back, nothing = talk(news, "What did Reyes say about the journalist?", "1", "1", "99")
    assert "a disaster for the island" not in answer
    assert "a disaster for the island" in context
    assert back.strip() == answer.strip()
    assert nothing == "There is no choice 99.\n"


def test_follow_ups_and_commands(news: Archive) -> None:
    _, _, hale, people, unknown = talk(
        news, "What did Lindholm say about taxes?", "what about Hale?", "/people", "/nonsense"
    )
    assert hale.strip().startswith("What did Hale say about taxes?")
    assert "Helga Brandt" in people
    assert "I do not know that command." in unknown


def test_a_guess_is_hidden_until_it_is_asked_for(seed_index: Archive) -> None:
    _, guess, told = talk(seed_index, "/random", "1")
    assert "▒▒▒" in guess
    assert "Mikhail Kamynin" not in guess
    assert "Mikhail Kamynin" in told


def test_a_report_and_the_end(news: Archive) -> None:
    said = talk(news, "What did Reyes say about the journalist?", "5", "/quit", "What did Hale say?")
    assert "I have noted it" in said[2]
    assert "fiction" not in "".join(said[3:])


def test_controls_of_an_article_do_not_reach_the_terminal(tmp_path: Path) -> None:
    from tests.support.articles import made

    text = 'Night\n\n"The \x1b[31mred\x1b[0m \u202eevil lamp," Ann Berg said.\n'
    with Archive.temporary([made("night", text)], finder="rules") as archive:
        answer = talk(archive, "What did Berg say?")[1]
    assert "lamp" in answer
    assert "\x1b" not in answer
    assert "\u202e" not in answer


@pytest.mark.parametrize(
    "text", ["What did Brandt say?", "/people", "/articles", "???", "/compare Hale, Reyes on taxes"]
)
def test_terminal_and_telegram_say_the_same(news: Archive, text: str) -> None:
    with State(":memory:") as state:
        command, _, rest = text[1:].partition(" ") if text.startswith("/") else (None, "", text)
        reply = Conversation(AnswerCache(news), state).reply(command, rest, Who(1, 1))
    assert isinstance(reply, Reply)
    shown = " ".join(talk(news, text)[1].split())
    assert " ".join(visible(reply.html).split()) in shown
    assert all(button.label in shown for row in reply.buttons for button in row)
