"""Which questions ask for a count, and what of: their speaker, their topic, and what is wanted of it."""

import pytest

from index.questions.counting import Wanted
from index.questions.question import Question
from tests.support.questions import read

OFTEN, FIRST, LAST, EVER = Wanted.OFTEN, Wanted.FIRST, Wanted.LAST, Wanted.EVER
GATES = ["Robert Gates"]

# question | what is wanted | whose remarks | on what
COUNTS = [
    ("how often has Gates mentioned Iran?", OFTEN, GATES, "iran"),
    ("How many times did Gates speak about Iran", OFTEN, GATES, "iran"),
    ("hi, how often did Gates talk about missile defense last week?", OFTEN, GATES, "missile defense"),
    ("on how many occasions did Gates discuss Iran?", OFTEN, GATES, "iran"),
    ("Regarding Iran, how often did Gates speak?", OFTEN, GATES, "iran"),
    ("how frequently does Gates bring up Iran", OFTEN, GATES, "iran"),
    ("how often was Iran mentioned by Gates?", OFTEN, GATES, "iran"),
    ("how often is Gates quoted on Iran", OFTEN, GATES, "iran"),
    ("how often is Gates quoted?", OFTEN, GATES, ""),
    ("how many quotes are there by Gates on Iran", OFTEN, GATES, "iran"),
    ("how many remarks did Gates make about Iran", OFTEN, GATES, "iran"),
    ("how many articles quote Gates on Iran", OFTEN, GATES, "iran"),
    ("in how many articles is Gates quoted on Iran?", OFTEN, GATES, "iran"),
    ("How often did the mayor of Harwick promise bread?", OFTEN, ["Anna Keller"], "promise bread"),
    ("how often was Iran mentioned?", OFTEN, [], "iran"),
    ("how often has bread come up", OFTEN, [], "bread"),
    ("how often did anyone mention Iran", OFTEN, [], "iran"),
    ("how many quotes about Iran are there", OFTEN, [], "iran"),
    ("when did Gates first mention Iran?", FIRST, GATES, "iran"),
    ("when did Gates mention Iran first?", FIRST, GATES, "iran"),
    ("when was the first time Gates mentioned Iran?", FIRST, GATES, "iran"),
    ("What did Gates first say about Iran?", FIRST, GATES, "iran"),
    ("what was the first thing Gates said about Iran", FIRST, GATES, "iran"),
    ("since when has Gates been talking about Iran?", FIRST, GATES, "iran"),
    ("when did the mayor of Harwick first deny it?", FIRST, ["Anna Keller"], "deny"),
    ("When did Gates last speak about Iran?", LAST, GATES, "iran"),
    ("when was Iran last mentioned by Gates?", LAST, GATES, "iran"),
    ("when was Gates last quoted?", LAST, GATES, ""),
    ("what was the most recent remark by Gates on Iran", LAST, GATES, "iran"),
    ("has Gates ever spoken about Iran?", EVER, GATES, "iran"),
    ("Did Gates ever say anything about Iran?", EVER, GATES, "iran"),
    ("Has Gates ever been quoted on Iran", EVER, GATES, "iran"),
    ("has anyone ever mentioned Iran?", EVER, [], "iran"),
    ("who spoke most about Iran?", Wanted.MOST, [], "iran"),
    ("who talks about Iran the most", Wanted.MOST, [], "iran"),
    ("Who has said the most about Iran?", Wanted.MOST, [], "iran"),
    ("who is quoted most on Iran?", Wanted.MOST, [], "iran"),
    ("who is the most quoted person on Iran", Wanted.MOST, [], "iran"),
    ("whos the most quoted person on Iran", Wanted.MOST, [], "iran"),
    ("so who’s most quoted on Iran?", Wanted.MOST, [], "iran"),
    ("whats the first thing Gates said about Iran", Wanted.FIRST, GATES, "iran"),
    ("whats the last thing Gates said about Iran", Wanted.LAST, GATES, "iran"),
    ("who is quoted most often?", Wanted.MOST, [], ""),
    ("who else spoke about Iran?", Wanted.ELSE, [], "iran"),
    ("who else besides Gates spoke about Iran?", Wanted.ELSE, [], "iran"),
    ("who apart from Robert Gates is quoted on Iran?", Wanted.ELSE, [], "iran"),
    ("Who spoke about Iran besides Gates?", Wanted.ELSE, [], "iran"),
    ("did Napoleon ever mention Iran?", EVER, ["?Napoleon"], "iran"),
]  # fmt: skip


def _asked(question: Question) -> list[str]:
    return [one.people[0].name if one.people else "?" + one.written for one in question.asked]


@pytest.mark.parametrize(("text", "wanted", "asked", "topic"), COUNTS, ids=[row[0] for row in COUNTS])
def test_a_count(text: str, wanted: Wanted, asked: list[str], topic: str) -> None:
    question = read(text)
    assert question.counting is not None
    assert (question.counting.wanted, _asked(question)) == (wanted, asked)
    assert " ".join(word.word for word in question.topic) == topic
    assert [person.name for person in question.counting.besides] == (
        GATES if "besides" in text or "apart" in text else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "When did Putin first visit Iran?",
        "what did Gates say last week?",
        "What did Gates say last?",
        "how often do trains run",
        "who said most people like Iran",
        "who said the most important thing",
        "how many bridges did Gates mention?",
        "What did Gates say about the first bridge?",
        "when did Gates mention Iran?",
        "who opposed Gates?",
        "how often?",
        "how often do trains run " * 40,
    ],
)
def test_no_count(text: str) -> None:
    assert read(text).counting is None


def test_a_phrase_is_counted_as_it_stands() -> None:
    question = read('how many times has Gates said "half a town"?')
    assert (question.phrase, _asked(question)) == ("half a town", GATES)
    assert question.counting is not None
