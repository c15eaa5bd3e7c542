"""Verdicts and counts as the bot shows them, and as follow-ups ask for them."""
# ruff: noqa: E501 - a row of a table is one line

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import render
from bot.conversation.answer_cache import AnswerCache, Request
from bot.conversation.conversation import Conversation
from bot.conversation.followups import Same, follow, may_follow
from bot.conversation.markup import visible
from bot.conversation.replies import Who
from bot.store.state import State
from index.answers.answer import Answer, Outcome
from index.answers.passage import ArticleRef, Passage, PassageKind
from index.answers.verdicts import Change, Checked, Side, Verdict
from index.questions.counting import count_form
from index.questions.question import QuestionKind
from index.records.archive import Archive
from index.spans import Span
from tests.support.harbour import harbour
from tests.telegram_server.entities import MAX_ENTITIES, MAX_TEXT, read_html


@pytest.fixture(scope="module")
def finder() -> Iterator[AnswerCache]:
    """Answers of an archive of the harbour's articles."""
    with Archive.temporary(harbour(), finder="rules") as archive:
        yield AnswerCache(archive)


def _page(finder: AnswerCache, question: str) -> str:
    found = finder.find(Request(question))
    pages = render.pages(found.passages, 3)
    return render.page_html(found.answer, pages[0] if pages else ())


# question | how its message begins
PAGES = [
    ('did Berg say "sail it home"?', "Exact: Ingrid Berg is quoted with these very words.\n\n<blockquote>"),
    (
        'did Berg say "We shall leave one single boat behind"?',
        (
            "Altered: Ingrid Berg is quoted with words that differ.\n\n"
            "We shall <b>not</b> leave <s>one</s> <b>a</b> single boat behind\n\n<blockquote>"
        ),
    ),
    (
        'did Berg say "the moon is made of cheese"?',
        "No quotation found from Ingrid Berg with these words.\n\nHere is what I found instead:\n\n<",
    ),
    (
        "how often is Rolf Lund quoted?",
        "Rolf Lund: 2 remarks in 1 article, 3 May 2024.\n\n1. <b>Rolf Lund</b>, comedian\n<blockquote>",
    ),
    ("how often did Okafor mention whales?", "I found no quotation"),
]


@pytest.mark.parametrize(("question", "begins"), PAGES, ids=[row[0] for row in PAGES])
def test_a_page_begins_with_what_was_found(finder: AnswerCache, question: str, begins: str) -> None:
    html = _page(finder, question)
    assert html.startswith(begins), html


LINDHOLM, TAXES = ["Sara Lindholm"], "taxes"

# follow-up | speakers | topic | the question that it stands for
FOLLOW_UPS = [
    ("how many times?", LINDHOLM, TAXES, "How often did Sara Lindholm speak about taxes?"),
    ("How often?", LINDHOLM, TAXES, "How often did Sara Lindholm speak about taxes?"),
    ("and how often did she say that?", LINDHOLM, TAXES, "How often did Sara Lindholm speak about taxes?"),
    ("how many times has she talked about it", LINDHOLM, TAXES, "How often did Sara Lindholm speak about taxes?"),
    ("how many times in all?", LINDHOLM, TAXES, "How often did Sara Lindholm speak about taxes?"),
    ("how many times?", [], "bridge", "How often was bridge mentioned?"),
    ("how many times?", LINDHOLM, "", "How often was Sara Lindholm quoted?"),
    ("how many times?", ["A Berg", "B Berg"], "", "How often were A Berg and B Berg quoted?"),
    ("how many times?", [], "", None),
    ("how many times did she mention ferries?", LINDHOLM, TAXES, "how many times did Sara Lindholm mention ferries?"),
    ("has she ever mentioned ferries?", LINDHOLM, TAXES, "has Sara Lindholm ever mentioned ferries?"),
    ("when did she first say so?", LINDHOLM, TAXES, "When did Sara Lindholm first speak about taxes?"),
    ("since when?", LINDHOLM, TAXES, "When did Sara Lindholm first speak about taxes?"),
    ("and the first time?", LINDHOLM, TAXES, "When did Sara Lindholm first speak about taxes?"),
    ("when was the last time?", LINDHOLM, TAXES, "When did Sara Lindholm last speak about taxes?"),
    ("and the most recent one?", LINDHOLM, TAXES, "When did Sara Lindholm last speak about taxes?"),
    ("when was it last mentioned?", [], "bridge", "When was bridge last mentioned?"),
    ("who talked about it most?", LINDHOLM, TAXES, "Who spoke most about taxes?"),
    ("who most?", LINDHOLM, TAXES, "Who spoke most about taxes?"),
    ("who else spoke about it?", LINDHOLM, TAXES, "Who besides Sara Lindholm spoke about taxes?"),
    ("who else mentioned that", [], "bridge", "Who else spoke about bridge?"),
    ("who else?", LINDHOLM, TAXES, Same.OTHERS),
    ("when did she say that?", LINDHOLM, TAXES, Same.AGAIN),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "topic", "whole"), FOLLOW_UPS)
def test_follow_ups_that_count(
    finder: AnswerCache, text: str, speakers: list[str], topic: str, whole: str | Same | None
) -> None:
    assert follow(text, speakers, topic, finder.archive.people) == whole
    assert may_follow(text)
    if isinstance(whole, str):
        assert count_form(whole) is not None


def test_a_number_is_asked_for_after_a_question(tmp_path: Path) -> None:
    who = Who(1, 1)
    with Archive.temporary(harbour(), finder="rules") as archive, State(tmp_path / "state") as state:
        conversation = Conversation(AnswerCache(archive), state)
        assert "last plank" in visible(conversation.question("What did Berg say about the pier?", who).html)
        often = visible(conversation.question("how many times?", who).html)
        assert "Ingrid Berg on “pier”: 4 remarks in 3 articles" in often
        first = visible(conversation.question("and the first time?", who).html)
        assert "Ingrid Berg is first quoted on “pier” on 10 June 2024." in first
        others = visible(conversation.question("who else spoke about it?", who).html)
        assert "Quoted on “pier”: Paul Okafor (2)." in others


_text = st.text(max_size=3000)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(list(Side)), _text), max_size=60),
    st.lists(_text, max_size=3),
    st.sampled_from(list(Verdict)),
    st.text('ab <&>"“\n', min_size=1, max_size=6000),
)
def test_law_every_verdict_fits_telegram(
    changes: list[tuple[Side, str]], notes: list[str], verdict: Verdict, said: str
) -> None:
    passage = Passage(
        rank=1, score=1.0, kind=PassageKind.DIRECT, text=said, speaker=said[:300], role=None,
        source=None, cue=None,
        spans=(Span(0, len(said)),), passage=Span(0, len(said)), confidence=1.0,
        article=ArticleRef(id="a", title="T"), shown=said,
    )  # fmt: skip
    answer = Answer(
        question="q", outcome=Outcome.ANSWERED, kind=QuestionKind.CHECK, speakers=(said[:300],),
        answers=(passage,) * 3, notes=tuple(notes),
        checked=Checked(verdict, tuple(Change(*change) for change in changes)),
    )  # fmt: skip
    for page in render.pages(answer.answers, 3):
        html = render.page_html(answer, page, lead="<i>x</i>")
        message = read_html(html)
        assert len(message.text) <= MAX_TEXT
        assert len(message.entities) <= MAX_ENTITIES
        assert message.text == visible(html)
