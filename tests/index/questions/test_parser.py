"""What a question holds besides its shape, and what is so of any text that is asked."""

import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.dates import Period
from index.errors import EmptyQuestion
from index.people.lookup import near_names
from index.people.name_book import NameRow
from index.people.people import People
from index.questions.parser import parse_question
from index.questions.question import QuestionKind
from tests.support.questions import PEOPLE, read

UNITS = [
    "words ",
    "quote ",
    "Putin ",
    "may ",
    "what ",
    ", ",
    "is there a quote where ",
    "Putin's ",
    "who ",
    "did ",
]

PIECES = [
    "what", "who", "did", "Putin", "gates", "Kamynin's", "and", ",", ":", "about", "on", "said", "say", "the",
    "president", "of", "Russia", "may", "Will", "Self", "is there a quote where", "according to", "words",
    "quotes by", "compare", "vs", "Iran", "missile", "last week", "in the Times", "\"holy", "alliance\"", "?",
    "he", "them", "many times", "on the subject of", "Mr.", "J.", "\u202e", "\ud800", "Путин", "\u200b", "'",
]  # fmt: skip


def test_that_a_second_question_is_left_is_told() -> None:
    two = read("what did Putin say about Iran and what did Gates say about bread?")
    assert two.notes == (
        "Only the first question is answered; ask “what did Gates say about bread” separately.",
    )


@pytest.mark.parametrize("text", ["thanks", "thank you, bye", "hello, can you help?"])
def test_a_civil_word_asks_nothing(text: str) -> None:
    with pytest.raises(EmptyQuestion):
        read(text)


def test_that_a_group_is_read_as_anybody_is_told() -> None:
    assert read("which senators criticized Putin?").notes == ("Read “which senators” as “who”.",)


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        for _ in range(3):
            with suppress(EmptyQuestion):
                read((unit * length)[:length])
        return time.process_time() - start

    seconds(4096)
    assert seconds(4096) < 20 * seconds(512) + 0.1


def test_a_long_text_is_searched_for_as_it_stands() -> None:
    text = "Gates said that Iran " + "would build missiles and " * 30
    assert read(text).kind is QuestionKind.SEARCH
    assert read("who said " + text).kind is QuestionKind.WHO_SAID
    assert [word.word for word in read(text).topic][:3] == ["gates", "iran", "build"]


@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_law_anything_is_a_question_or_asks_nothing(text: str) -> None:
    try:
        question = read(text)
    except EmptyQuestion:
        return
    assert question.text == text
    bounded = any(question.period) or question.publishers
    assert question.asked or question.topic or question.phrase or question.leaning or bounded
    for one in question.asked:
        assert one.people or one.written
    assert len({word.terms for word in question.topic}) == len(question.topic)


@pytest.mark.parametrize("text", ["", "   ", "???", "“”", "what?", "did the"])
def test_nothing_asked(text: str) -> None:
    with pytest.raises(EmptyQuestion):
        read(text)


def test_phrase_between_quotation_marks_is_kept_as_it_stands() -> None:
    assert read("Who said “holy alliance”?").phrase == "holy alliance"
    assert read('Who said "it’s critical, he said, to"?').phrase == "it’s critical, he said, to"
    assert read("who said 'a holy alliance'").phrase == "a holy alliance"
    assert read("What is Putin's view?").phrase is None
    assert read('Did Putin say "no proof"?').phrase == "no proof"


def test_a_name_that_is_no_word_to_search_for_is_found_as_it_stands() -> None:
    question = read("what did people say about Will May?")
    assert (question.kind, question.phrase, question.topic) == (QuestionKind.WHO_SAID, "Will May", ())


def test_who_somebody_is_asks_for_no_deed() -> None:
    assert not any(word.verb for word in read("who is Putin's spokesman?").topic)


def test_initials_are_spelt_out_and_it_is_told() -> None:
    assert read("what did the WGO say?").notes == ("Read “WGO” as World Grain Organization.",)


def test_misspelt_name_is_put_right_and_told() -> None:
    assert read("what did Kaminin say?").notes == ("Read “Kaminin” as Mikhail Kamynin.",)


def test_name_that_some_article_holds_is_not_taken_for_a_misspelt_one() -> None:
    people = People.build([NameRow(1, "Colin Powers", 3, 1, ())])
    question = parse_question("What did Colin Powell say?", people, is_word={"colin", "powell"}.__contains__)
    assert question.asked[0].people == ()
    assert question.asked[0].near == ("Colin Powers",)


def test_verb_of_speech_is_told_from_the_topic() -> None:
    assert [(word.word, word.verb) for word in read("What did Rice propose for Iran?").topic] == [
        ("propose", True),
        ("iran", False),
    ]


def test_article_may_answer_where_no_one_is_asked_to_speak() -> None:
    assert read("When did Putin visit Iran?").narrative
    assert read("what was Kamynin annoyed about").narrative
    assert not read("What did Kamynin say about wheat?").narrative
    assert not read("What did Bush say?").narrative


def test_date_and_publisher_are_no_topic() -> None:
    question = read("What did Putin promise about bread in the Times in October 2016?")
    assert question.period == (date(2016, 10, 1), date(2016, 10, 31))
    assert question.publishers == ("The New York Times",)
    assert [word.word for word in question.topic] == ["promise", "bread"]


def test_a_paper_that_is_called_by_a_day_is_no_day() -> None:
    question = read("what did Gates say about Iran in USA Today?")
    assert (question.publishers, question.period) == (("USA Today",), (None, None))
    assert [word.word for word in question.topic] == ["iran"]


def test_month_that_is_a_name() -> None:
    question = read("what did May say in May")
    assert [person.name for person in question.asked[0].people] == ["Theresa May"]
    assert question.period == (date(2026, 5, 1), date(2026, 5, 31))


def test_speaker_given_beside_the_question_overrides_it() -> None:
    question = parse_question("missile defense", PEOPLE, speaker="Kamynin")
    assert [person.name for person in question.asked[0].people] == ["Mikhail Kamynin"]
    assert [word.word for word in question.topic] == ["missile", "defense"]
    assert question.kind is QuestionKind.SAID


@pytest.mark.parametrize("speaker", ["he", "officials", "nobody I know"])
def test_a_speaker_who_is_nobody_in_particular_is_not_known(speaker: str) -> None:
    (one,) = parse_question("missile defense", PEOPLE, speaker=speaker).asked
    assert (one.people, bool(one.written)) == ((), True)


@pytest.mark.parametrize("speaker", ["", "  ", "?"])
def test_a_speaker_without_a_word_asks_nothing(speaker: str) -> None:
    with pytest.raises(EmptyQuestion, match="the speaker's name contains no words"):
        parse_question("missile defense", PEOPLE, speaker=speaker)


def test_near_names_are_namesakes_first() -> None:
    assert near_names(PEOPLE, "Maria Keller")[:2] == ("Anna Keller", "Tom Keller")
    assert "Mikhail Kamynin" in near_names(PEOPLE, "Kamenin")


def test_those_of_a_role_are_suggested_where_it_is_nobodys() -> None:
    assert near_names(PEOPLE, "mayor of Selby") == ("Anna Keller", "Lena Marsh")
    assert near_names(PEOPLE, "new mayor") == ("Anna Keller", "Lena Marsh")
    assert near_names(PEOPLE, "director of the Harbour Report") == ("Harbour Report",)
    assert near_names(PEOPLE, "Putin's lawyer") == ("Vladimir Putin",)
    assert near_names(PEOPLE, "his lawyer") == ()


def test_names_that_only_share_letters_are_not_near() -> None:
    people = People.build([NameRow(1, "United States", 3, 1, ()), NameRow(2, "Jennifer Roberts", 2, 1, ())])
    assert near_names(people, "gates") == ()
    assert near_names(people, "Gennifer Flowers") == ("Jennifer Roberts",)


@pytest.mark.parametrize(
    ("year", "dated"), [("2015", True), ("2016", True), ("2019", False), ("1912", False)]
)
def test_a_year_that_no_article_is_from_is_a_word(year: str, dated: bool) -> None:
    days = Period(date(2015, 3, 1), date(2016, 12, 24))
    question = parse_question(f"What did Putin say about bread in {year}?", PEOPLE, days=lambda: days)
    assert (question.period != (None, None)) is dated
    assert (year in [word.word for word in question.topic]) is not dated
