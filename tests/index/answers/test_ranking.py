"""What makes one quotation answer better than another."""

import pytest

from index.answers.article_cache import ReadingRoom
from index.answers.hits import Candidate
from index.answers.passage import PassageKind
from index.answers.ranking import BEFORE, BESIDE, IN_QUOTATION, score, told_apart
from index.answers.retrieval import Search, phrase_pattern
from index.articles.article import Article
from index.people.lookup import find_people
from index.questions.parser import parse_question
from index.records.archive import Archive


def first(town: Archive, question: str) -> str:
    """The words of the best answer."""
    return town.ask(question).answers[0].text


def test_all_words_outweigh_one(town: Archive) -> None:
    assert "toll" in first(town, "What did Keller say about the spring toll?")
    assert "worst in thirty" in first(town, "What did Keller say about the worst harvest at a loss?")


def test_words_in_the_quotation_outweigh_words_beside_it(town: Archive) -> None:
    room, search = ReadingRoom(town), Search(town, ReadingRoom(town))
    topic = search.weigh(parse_question("steel", town.people))
    rows = [row for article in town.articles() for row in town.quotations_of(article.key)]
    worths = {
        row.quotation.content[0].of(room.article(row.article).text): score(
            room, Candidate(row.article, row.first_sentence, row.last_sentence, row), topic
        ).coverage
        for row in rows
    }
    assert worths["the steel would last a century"] == IN_QUOTATION
    assert worths["We counted every bolt twice,"] == BEFORE
    assert worths["The mayor is asleep,"] == 0
    assert BEFORE < BESIDE < IN_QUOTATION


def test_words_as_typed_outweigh_the_same_words_apart(town: Archive) -> None:
    pattern = phrase_pattern("half a town")
    assert pattern is not None
    assert pattern.search("It is HALF a   town!")
    assert pattern.search("half of a town") is None
    assert pattern.search("behalf a town") is None
    assert phrase_pattern("?!") is None


def test_rarer_words_weigh_more_and_unseen_ones_most(town: Archive) -> None:
    search = Search(town, ReadingRoom(town))
    weights = {t.word: t.weight for t in search.weigh(parse_question("bread council whales", town.people))}
    assert weights["bread"] < weights["whales"]
    assert weights["council"] <= weights["whales"]


def test_verb_of_speech_weighs_half_beside_a_topic(town: Archive) -> None:
    search = Search(town, ReadingRoom(town))
    alone = search.weigh(parse_question("What did Keller promise?", town.people))
    beside = search.weigh(parse_question("What did Keller promise about whales?", town.people))
    assert {t.word: t.weight for t in beside}["promise"] == pytest.approx(alone[0].weight / 2)


def test_sure_words_under_the_name_come_first_among_many() -> None:
    text = (
        "The ferry\n\nAna Ruiz opposes a toll on trucks. “The pier is rotten,” she said on Monday."
        " Ana Ruiz said that the ferry would sail in May."
    )
    article = Article(id="ferry", title="The ferry", text=text)
    with Archive.temporary([article], finder="rules") as archive:
        orders = [
            [passage.text for passage in archive.ask("What did Ruiz say?", limit=limit).answers]
            for limit in (5, 2)
        ]
    few, many = orders
    assert few == ["The pier is rotten,", "that the ferry would sail in May", "a toll on trucks"]
    assert many == ["that the ferry would sail in May", "The pier is rotten,"]


def test_turns_of_a_transcript_come_after_what_was_quoted_where_there_are_many() -> None:
    turns = "\n\n".join(
        f"RUIZ: {said}\n\nKELLER: Thank you for that."
        for said in (
            "Good evening to all of you here.",
            "The pier will be closed.",
            "I shall be brief tonight.",
        )
    )
    articles = [
        Article(
            id="debate",
            title="Ana Ruiz meets Bo Keller",
            text=f"Ana Ruiz meets Bo Keller\n\n{turns}",
            published="2024-05-02",
        ),
        Article(
            id="ferry",
            title="The ferry",
            text="The ferry\n\n“The pier is rotten,” said Ana Ruiz.",
            published="2024-05-01",
        ),
    ]
    with Archive.temporary(articles, finder="rules") as archive:
        all_of_them = archive.ask("What did Ana Ruiz say?", limit=10).answers
        first = archive.ask("What did Ana Ruiz say?", limit=2).answers[0]
    assert [passage.article.id for passage in all_of_them] == ["debate"] * 3 + ["ferry"]
    assert first.article.id == "ferry"


def test_one_remark_once(town: Archive) -> None:
    room = ReadingRoom(town)
    search = Search(town, room)
    scored = [score(room, one, ()) for one in search.said(find_people(town.people, "Anna Keller"), ())]
    kept = told_apart(scored, room, enough=100)
    assert len(kept) == len(scored) - 1
    assert [len(one.same) for one in kept if one.same] == [1]


def test_of_equals_the_newest_comes_first(town: Archive) -> None:
    answer = town.ask("What did Keller say?", limit=10)
    direct = [p.article.published for p in answer.answers if p.kind is PassageKind.DIRECT]
    assert direct == sorted(direct, key=str, reverse=True)
