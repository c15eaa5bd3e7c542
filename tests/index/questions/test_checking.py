"""Which questions ask for a check of words, of whose words, and which only look like it."""

import pytest

from index.questions.question import QuestionKind
from tests.support.questions import read

# question | whose words | the words that are to be checked
CHECKS = [
    ('did Gates say "Iran is bad"?', ["Robert Gates"], "Iran is bad"),
    ("Did Robert Gates say ‘Iran is bad’", ["Robert Gates"], "Iran is bad"),
    ('Has Gates ever said "Iran is bad"?', ["Robert Gates"], "Iran is bad"),
    ('did Gates really say "Iran is bad"?', ["Robert Gates"], "Iran is bad"),
    ('did Gates actually tell reporters "Iran is bad"', ["Robert Gates"], "Iran is bad"),
    ('Did Gates deny "Iran is bad"?', ["Robert Gates"], "Iran is bad"),
    ('did the mayor of Harwick say exactly "Iran is bad"?', ["Anna Keller"], "Iran is bad"),
    ('"Iran is bad" - did Gates say that?', ["Robert Gates"], "Iran is bad"),
    ('was it Gates who said "Iran is bad"?', ["Robert Gates"], "Iran is bad"),
    ('is it true that Gates said "Iran is bad"?', ["Robert Gates"], "Iran is bad"),
    ('hi, can you tell me whether Gates said "Iran is bad"?', ["Robert Gates"], "Iran is bad"),
    ('Gates said "Iran is bad", right?', ["Robert Gates"], "Iran is bad"),
    ('is "Iran is bad" a real quote by Robert Gates?', ["Robert Gates"], "Iran is bad"),
    ('Is this quote from Gates accurate: "Iran is bad"', ["Robert Gates"], "Iran is bad"),
    ('fact check: Gates, "Iran is bad"', ["Robert Gates"], "Iran is bad"),
    ('is this right: "Iran is bad"', [], "Iran is bad"),
    ("is this right: 'Iran is bad'", [], "Iran is bad"),
    ('Is this an accurate quote: "Iran is bad"?', [], "Iran is bad"),
    ('is the quote "Iran is bad" real?', [], "Iran is bad"),
    ('did anyone say "Iran is bad"?', [], "Iran is bad"),
    ('did she really say "Iran is bad"?', [], "Iran is bad"),
    ("did Gates really say that Iran is bad?", ["Robert Gates"], "Iran is bad"),
    ("Has Gates actually claimed Iran is bad", ["Robert Gates"], "Iran is bad"),
    ("did Robert Gates say: Iran is bad?", ["Robert Gates"], "Iran is bad"),
    ("is this right: Iran is bad", [], "Iran is bad"),
    ("check: Robert Gates said that Iran is bad", ["Robert Gates"], "Iran is bad"),
    ('did Napoleon say "Iran is bad"?', ["?Napoleon"], "Iran is bad"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "asked", "words"), CHECKS, ids=[row[0] for row in CHECKS])
def test_a_check(text: str, asked: list[str], words: str) -> None:
    question = read(text)
    found = [one.people[0].name if one.people else "?" + one.written for one in question.asked]
    assert (question.kind, found, question.phrase) == (QuestionKind.CHECK, asked, words)
    assert [word.word for word in question.topic] == ["iran", "bad"]


@pytest.mark.parametrize(
    "text",
    [
        'who said "Iran is bad"?',
        'what did Gates say about "Iran"?',
        "did Gates say Iran is bad?",
        "did Gates really say that?",
        "did Gates really not want the talks in Moscow?",
        "did Gates really say anything about Iran?",
        "Did Gates really talk about Iran?",
        'how often did Gates say "Iran is bad"?',
        "is it true that Gates said Iran is bad?",
        "is it right to raise taxes?",
        "check the price of bread",
        'why did Gates say "Iran is bad"?',
    ],
)
def test_no_check(text: str) -> None:
    assert read(text).kind is not QuestionKind.CHECK


def test_a_long_text_is_not_checked() -> None:
    assert read("is this right: " + "bread is dear and " * 60).kind is not QuestionKind.CHECK
    assert read('did Gates say "' + "bread is dear and " * 200 + '"?').kind is not QuestionKind.CHECK
