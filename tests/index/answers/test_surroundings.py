"""Of several passages on a topic, the one that tells most comes first."""

import pytest

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
