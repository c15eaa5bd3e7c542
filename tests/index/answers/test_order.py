"""Of several passages on a topic, the one that tells most comes first."""

import pytest

from index.answers.order import FEATURES, weights
from index.answers.passage import Matched
from index.articles.article import Article
from index.records.archive import Archive

TABLE = [
    (
        "the words asked with, then what was said",
        (
            "Pier dispute\n\nAna Ruiz criticized the closing of the pier.\n\n"
            '"The pier was closed because its beams are rotten and nobody would pay," Ana Ruiz said.'
        ),
        "What did Ana Ruiz say about the closing of the pier?",
        "beams are rotten",
    ),
    (
        "a headline, then the sentence that it is made of",
        (
            "Ana Ruiz: the ferry is a disgrace\n\n"
            'Harwick heard its mayor. "The ferry is a disgrace, we shall say so in court," Ana Ruiz said.'
        ),
        "What did Ana Ruiz say about the ferry?",
        "say so in court",
    ),
    (
        "a number where how many is asked",
        (
            'Votes\n\n"The votes were counted by hand, as the law wants," Ana Ruiz said.\n\n'
            '"We got 14,000 votes on the day, more than ever before," Ana Ruiz said.'
        ),
        "How many votes did Ana Ruiz say they got?",
        "14,000 votes",
    ),
]


@pytest.mark.parametrize(("text", "question", "first"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
def test_what_tells_most_comes_first(text: str, question: str, first: str) -> None:
    with Archive.temporary(
        [Article(id="a", title=text.split("\n", maxsplit=1)[0], text=text)], finder="rules"
    ) as archive:
        answer = archive.ask(question)
    assert first in answer.answers[0].text


def test_reasons_add_up_and_nothing_is_lost_or_gained() -> None:
    text = TABLE[0][1]
    with Archive.temporary([Article(id="a", title="Pier", text=text)], finder="rules") as archive:
        answer = archive.ask("What did Ana Ruiz say about the pier?")
    assert len(answer.answers) == 2
    for passage in answer.answers:
        assert sum(reason.worth for reason in passage.reasons) == pytest.approx(passage.score)
    scores = [passage.score for passage in answer.answers]
    assert scores == sorted(scores, reverse=True)


NEXT_TO_IT = [
    (
        "Ana Ruiz said that repairs of the ferry were overdue.",
        "The engine leaks, and its owners have never paid for a single day of work on it,",
        "What did Ana Ruiz say about repairs of the ferry engine?",
        Matched.WORDS,
    ),
    (
        "Bo Lind said pupils would go by train.",
        "The school buses are dear, they are late, and the parents in Selby will not pay for them,",
        "What did Bo Lind say about pupils going to school by train?",
        Matched.WORDS,
    ),
    (
        "Dora Quist said the town would close a clinic.",
        "Doctors are leaving us, and nobody who falls ill at night will find help here,",
        "what did Dora Quist say about the town closing the hospital clinic at night?",
        Matched.WORDS,
    ),
    (
        "Liv Dahl said the tax was high.",
        "Families ask us every day how they shall heat their houses in the winter,",
        "what did Liv Dahl say about high fuel costs and tax",
        Matched.MEANING,  # it shares no word with the question
    ),
]


@pytest.mark.parametrize(
    ("said", "beside", "question", "matched"), NEXT_TO_IT, ids=[row[2] for row in NEXT_TO_IT]
)
def test_what_the_speaker_tells_next_to_the_words_answers_too(
    said: str, beside: str, question: str, matched: Matched
) -> None:
    who = " ".join(said.split()[:2])
    far = "Nothing happened in the town for days.\n\n" * 9 + f'"Rain will come," {who} said.\n'
    text = f'Harwick news\n\n{said}\n\n"{beside}" {who} said.\n\n{far}'
    with Archive.temporary([Article(id="a", title="Harwick news", text=text)], finder="rules") as archive:
        answers = archive.ask(question).answers
    assert [passage.matched for passage in answers if passage.text == beside] == [matched]
    assert not [passage for passage in answers if "Rain" in passage.text]


def test_what_somebody_else_tells_next_to_the_words_does_not() -> None:
    text = (
        "Ferry\n\nAna Ruiz criticized the ferry.\n\n"
        '"It leaks, it is late, and its owners have never paid for a single repair," Bo Lind said.\n'
    )
    with Archive.temporary([Article(id="a", title="Ferry", text=text)], finder="rules") as archive:
        answer = archive.ask("What did Ana Ruiz say about the ferry?")
    assert {passage.speaker for passage in answer.answers} == {"Ana Ruiz"}


def test_what_the_order_goes_by_has_its_weight() -> None:
    assert set(weights()) == set(FEATURES)


def test_what_somebody_described_tells_next_to_the_words_answers_too() -> None:
    text = (
        "Coast news\n\nOcean Tours chief Dora Quist said that the time to book a cruise mattered.\n\n"
        "Rain fell. The gulls cried. A ship went by.\n\n"
        '"The cheapest time is a Tuesday, when nobody else wants to," Quist said.\n\n'
        '"The cruise is too dear, and the harbour stinks," Bo Lind said.\n'
    )
    with Archive.temporary([Article(id="a", title="Coast", text=text)], finder="rules") as archive:
        answer = archive.ask("what did the boss of Ocean Tours say about the cheapest time for a cruise?")
    assert answer.speakers == ("Dora Quist",)
    assert any("Tuesday" in passage.text for passage in answer.answers)
    assert {passage.speaker for passage in answer.answers} == {"Dora Quist"}
