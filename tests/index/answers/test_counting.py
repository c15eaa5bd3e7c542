"""How often, first, last, who most: what is counted, once or each time, and what stands behind it."""
# ruff: noqa: E501 - a row of a table is one line

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answers.answer import Answer, Outcome
from index.answers.article_cache import ReadingRoom
from index.answers.counting import each_remark
from index.answers.hits import Candidate, Scored
from index.answers.verdicts import Count
from index.questions.question import QuestionKind
from index.records.archive import Archive
from index.records.trends import By, trend
from tests.support.articles import made
from tests.support.harbour import harbour


@pytest.fixture(scope="module")
def pier() -> Iterator[Archive]:
    """An archive of the harbour's articles."""
    with Archive.temporary(harbour(), finder="rules") as archive:
        yield archive


# question | remarks | appearances | articles | first | last | speaker, article of the first passage
COUNTS = [
    ("how often has Berg spoken about the pier?", 4, 4, 3, "2024-06-10", "2025-01-20", "Ingrid Berg", None),
    ("how many times did Berg mention a pier that is rotten", 2, 2, 2, "2024-06-10", "2025-01-20", "Ingrid Berg", None),
    ("how often was the pier mentioned by Berg?", 4, 4, 3, "2024-06-10", "2025-01-20", "Ingrid Berg", None),
    ("how often was the pier mentioned?", 6, 6, 4, "2024-05-02", "2025-01-20", None, None),
    ("how often did Berg talk about sailing home?", 1, 2, 2, "2024-05-02", "2024-06-10", "Ingrid Berg", None),
    ('how often is Berg quoted with "sail it home"?', 1, 2, 2, "2024-05-02", "2024-06-10", "Ingrid Berg", None),
    ("how often is Rolf Lund quoted?", 2, 2, 1, "2024-05-03", "2024-05-03", "Rolf Lund", "retold"),
    ("how often is Berg quoted on the pier in 2024?", 2, 2, 1, "2024-06-10", "2024-06-10", "Ingrid Berg", "copy"),
    ("when did Berg first speak about the pier?", 4, 4, 3, "2024-06-10", "2025-01-20", "Ingrid Berg", "copy"),
    ("when did Berg last speak about the pier?", 4, 4, 3, "2024-06-10", "2025-01-20", "Ingrid Berg", "later"),
    ("since when has Okafor been talking about the pier?", 2, 2, 2, "2024-05-02", "2025-01-20", "Paul Okafor", "film"),
    ("has Okafor ever mentioned the toll?", 1, 1, 1, "2024-05-02", "2024-05-02", "Paul Okafor", "film"),
    ("who spoke most about the pier?", 4, 4, 3, "2024-06-10", "2025-01-20", "Ingrid Berg", None),
    ("who else besides Berg spoke about the pier?", 2, 2, 2, "2024-05-02", "2025-01-20", "Paul Okafor", None),
]  # fmt: skip


def _count(answer: Answer) -> Count:
    assert answer.count is not None
    return answer.count


@pytest.mark.parametrize(
    ("question", "remarks", "appearances", "articles", "first", "last", "speaker", "article"),
    COUNTS,
    ids=[row[0] for row in COUNTS],
)
def test_count(
    pier: Archive,
    question: str,
    remarks: int,
    appearances: int,
    articles: int,
    first: str,
    last: str,
    speaker: str | None,
    article: str | None,
) -> None:
    answer = pier.ask(question, limit=20)
    assert (answer.kind, answer.outcome) == (QuestionKind.COUNT, Outcome.ANSWERED)
    found = _count(answer).to_dict()
    assert found == {
        "remarks": remarks, "appearances": appearances, "articles": articles, "first": first, "last": last,
    }  # fmt: skip
    assert len(answer.answers) == remarks
    assert speaker is None or answer.answers[0].speaker == speaker
    assert article is None or answer.answers[0].article.id == article
    assert sum(len(passage.copies) for passage in answer.answers) == appearances - remarks


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("how often did Okafor mention whales?", Outcome.NO_QUOTATION),
        ("has Berg ever spoken about the toll?", Outcome.NO_QUOTATION),
        ("when did Rolf Lund first speak about the pier?", Outcome.NO_QUOTATION),
        ("how often did Berg speak about jetties?", Outcome.NO_QUOTATION),  # a like meaning is not counted
        ("who spoke most about zeppelins?", Outcome.NO_QUOTATION),
        ("how often did Napoleon mention the pier?", Outcome.UNKNOWN_SPEAKER),
    ],
)
def test_a_count_of_nothing_is_zeros(pier: Archive, question: str, outcome: Outcome) -> None:
    answer = pier.ask(question)
    assert (answer.kind, answer.outcome, answer.answers) == (QuestionKind.COUNT, outcome, ())
    assert _count(answer).to_dict() == {
        "remarks": 0, "appearances": 0, "articles": 0, "first": None, "last": None,
    }  # fmt: skip


def test_what_has_no_date_is_counted_last_and_told_of(pier: Archive) -> None:
    for question in ("when did Berg first mention the pier?", "when did Berg last mention the pier?"):
        answer = pier.ask(question, limit=10)
        assert answer.answers[-1].article.id == "undated"
        assert answer.notes == ("1 of these 3 articles tell no date.",)
    with Archive.temporary(harbour()[-1:], finder="rules") as archive:
        answer = archive.ask("when did Berg first mention the pier?")
        assert (_count(answer).first, _count(answer).last, answer.notes) == (None, None, ())


def test_who_spoke_most_is_ranked_and_the_first_ones_remarks_are_counted(pier: Archive) -> None:
    answer = pier.ask("who spoke most about the pier?")
    assert answer.speakers == ("Ingrid Berg",)
    assert [tuple(spoke) for spoke in _count(answer).ranking] == [("Ingrid Berg", 4), ("Paul Okafor", 2)]
    assert {passage.speaker for passage in answer.answers} == {"Ingrid Berg"}
    everybody = pier.ask("who is quoted most often?")
    assert everybody.speakers == ("Ingrid Berg",)
    others = pier.ask("who else spoke about the pier?")
    assert [passage.speaker for passage in others.answers][:2] in (
        ["Ingrid Berg", "Paul Okafor"],
        ["Paul Okafor", "Ingrid Berg"],
    )


def test_namesakes_are_not_counted_together() -> None:
    text = "Bread\n\nTom Brandt said bread was dear. Oskar Brandt said bread was cheap."
    with Archive.temporary([made("bread", text)], finder="rules") as archive:
        answer = archive.ask("how often did Brandt mention bread?")
        assert (answer.kind, answer.outcome) == (QuestionKind.COUNT, Outcome.AMBIGUOUS_SPEAKER)
        assert answer.count is None
        both = archive.ask("how often did Tom Brandt and Oskar Brandt mention bread?")
        assert _count(both).remarks == 2


def test_words_that_one_article_has_twice_are_one_remark() -> None:
    text = (
        'Pier\n\n"The pier is rotten to the core," said Ada Lind.\n\nIt rained on Monday and on Tuesday.\n\n'
        '"The pier is rotten to the core," said Ada Lind. "Nobody cares for it," Lind said.'
    )
    with Archive.temporary([made("pier", text)], finder="rules") as archive:
        count = _count(archive.ask("how often is Ada Lind quoted?"))
        assert (count.remarks, count.appearances, count.articles) == (2, 3, 1)


def test_more_is_counted_than_is_shown() -> None:
    articles = [
        made(f"n{n}", f'Pier {n}\n\n"The pier of a{n} and b{n} and c{n} is d{n}," said Ada Lind.')
        for n in range(60)
    ]
    with Archive.temporary(articles, finder="rules") as archive:
        answer = archive.ask("how often did Lind mention the pier?", limit=3)
        assert (len(answer.answers), _count(answer).articles) == (3, 60)
        assert _count(answer).appearances == 60


@given(
    st.lists(
        st.lists(st.sampled_from(["pier", "toll", "ice"]), min_size=2, max_size=4), min_size=1, max_size=9
    )
)
@settings(max_examples=25, deadline=None)
def test_law_a_remark_is_counted_as_records_and_people_count_it(remarks: list[list[str]]) -> None:
    articles = [
        made(f"n{n}", f"Words\n\nAda Lind said {' '.join(words)}.", published="2026-01-02")
        for n, words in enumerate(remarks)
    ]
    with Archive.temporary(articles, finder="rules") as archive:
        rows = [row for article in archive.articles() for row in archive.quotations_of(article.key)]
        each = [Scored(Candidate(r.article, r.first_sentence, r.last_sentence, r), 0.0, 1.0) for r in rows]
        found = each_remark(each, ReadingRoom(archive))
        assert sum(1 + len(one.same) for one in found) == len(rows) == len(remarks)
        said = {record.remark_id for record in archive.records()}
        (period,) = trend(archive, None, By.YEAR).periods
        ids = sorted({name for row in rows for name in row.names})
        assert (
            len(found) == len(said) == period.remarks == archive.remark_count(ids) == archive.stats().remarks
        )
        assert len(said) == len({tuple(words) for words in remarks})
