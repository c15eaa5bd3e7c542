"""Whose words a description asks for: a role is of whom or what is named, nobody is their own spokesman."""

import pytest

from index.records.archive import Archive
from tests.support.articles import made
from tests.support.questions import asked

RACE = (
    "Race\n\nGovernor Anna Keller said the harbour was safe. Keller spokesman Tom Lund said the emails were "
    "private. Rasmus Vik, campaign manager for Ida Solberg, said the vote was fair. Dora Quist, "
    "Keller's campaign manager, said the vote was late. Republican strategist Bo Falk said the "
    "debate was dull. "
    "Democratic strategist Eva Moe said the debate was lively."
)
FIRMS = (
    "Firms\n\nOda Holm, chief executive of PepperCo, said banks were too large. Leo Brandt, founder of "
    "Seaview Partners, said big banks were slow. PepperCo shares fell. Lighthouse founder Julian "
    "Ask said Keller "
    "hated Lighthouse. Lighthouse said the leak was real."
)
FAMILY = (
    "Family\n\nJane Solberg, the wife of Ida Solberg's brother, said little. Liv Keller, wife of "
    "the governor, "
    "said the garden was wet. Bill Keller, husband of Anna Keller, said taxes were high."
)


@pytest.fixture(scope="module")
def town() -> Archive:
    articles = [made("race", RACE), made("firms", FIRMS), made("family", FAMILY)]
    return Archive.temporary(articles, finder="rules")


# question | who answers, None for nobody
WHO = [
    ("What did Keller's spokesman say about the emails?", "Tom Lund"),
    ("what did kellers spokesman say about the emails", "Tom Lund"),
    ("What did Anna Keller's campaign manager say about the vote?", "Dora Quist"),
    ("what did the campaign manager of Solberg say about the vote", "Rasmus Vik"),
    ("What did PepperCo's boss say about banks?", "Oda Holm"),
    ("what did pepper's ceo say about big banks", "Oda Holm"),
    ("what did the head of PepperCo say about banks", "Oda Holm"),
    ("what did the republican consultant say about the debate", "Bo Falk"),
    ("what did the democratic consultant say about the debate", "Eva Moe"),
    ("What did Keller's husband say?", "Bill Keller"),
    ("what did the man who founded lighthouse say about the leak", None),
    ("What did Solberg's spokesman say about the harbour?", None),
    ("What did Lund's spokesman say about the emails?", None),
    ("what did seaview's boss say about the emails", None),
    ("What did Brandt's wife say?", None),
]


@pytest.mark.parametrize(("question", "speaker"), WHO, ids=[row[0] for row in WHO])
def test_role_is_of_whom_or_what_is_named(town: Archive, question: str, speaker: str | None) -> None:
    answer = asked(town, question)
    assert {passage.speaker for passage in answer.answers} == ({speaker} if speaker else set()), answer.notes
