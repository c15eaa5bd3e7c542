"""What is so of any answer: nobody gets words that are not theirs, and anything gets one."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.answers.answer import Outcome
from index.answers.explanation import explain
from index.answers.passage import Matched, Passage, PassageKind
from index.cli.plain import passage_lines
from index.records.archive import Archive
from tests.support.harwick import HARWICK
from tests.support.questions import TODAY, asked

_NAMES = [
    "Keller", "Anna Keller", "Tom Brandt", "Brandt", "the mayor", "Oskar Brandt", "Lindholm", "she",
    "Napoleon", "the millers", "Keller and Tom Brandt", "some farmers", "Harwick", "the engineer's wife",
]  # fmt: skip

_WORDS = [
    "bread",
    "harvest",
    "bridge",
    "toll",
    "river",
    "rain",
    "trucks",
    "bolt",
    "council",
    "whales",
    "loss",
]

_SHAPES = [
    "What did {0} say about {1}?", "what did {0} say", "{0} on {1}", "{0} {1}", "{1} {0}", "{1}",
    "who said {1}", "is there a quote where {0} talks about {1}?", "what reasons did {0} give about {1}?",
    "why did {0} {1}", 'Who said "{1}"?', "did {0} promise {1}", "when did {0} see {1}",
    "What did {0} say about {1} last week?", 'did {0} say "{1}"?', "did {0} really say {1} and {1} are bad",
    "did {0} say that nobody here ever wanted {1}", "how often did {0} mention {1}",
    "who spoke most about {1}", "when did {0} first talk about {1}", "is this right: '{1}'",
    "{0}'s spokesman on {1}", "ex-mayor {0} on {1}", "compare {0} and Keller on {1}",
    "It rained. What did {0} say about {1}?", "does {0} deny {1}",
]  # fmt: skip


@given(
    shape=st.sampled_from(_SHAPES),
    name=st.sampled_from(_NAMES),
    topic=st.lists(st.sampled_from(_WORDS), max_size=3).map(" ".join),
    limit=st.integers(1, 6),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_gets_words_that_are_not_theirs(
    town: Archive, shape: str, name: str, topic: str, limit: int
) -> None:
    answer = asked(town, shape.format(name, topic), limit=limit)
    texts = {article.id: article.text for article in HARWICK}
    assert bool(answer.answers) == (answer.outcome is Outcome.ANSWERED)
    assert answer.searched.articles == (
        town.article_count if answer.outcome is not Outcome.EMPTY_QUESTION else 0
    )
    assert len(answer.answers) <= limit
    assert [passage.rank for passage in answer.answers] == list(range(1, len(answer.answers) + 1))
    for passage in (*answer.answers, *answer.related):
        text = texts[passage.article.id]
        _check_speaker(town, passage)
        _check_verbatim(passage, text)
        near = "nearest in meaning" in "\n".join(passage_lines(passage))
        assert near == (passage.matched is Matched.MEANING)
    if answer.count is not None:
        assert all(passage.matched is not Matched.MEANING for passage in answer.answers)
    if answer.kind.value in {"said", "compare"} and answer.answers:
        assert PassageKind.NARRATION not in {passage.kind for passage in answer.answers}
        for passage in answer.answers:  # a place or a group answers by whoever a source says is of it
            assert passage.speaker in answer.speakers or name.rsplit(maxsplit=1)[-1] in (passage.source or "")


@given(
    text=st.text(max_size=150)
    | st.lists(st.sampled_from(_NAMES + _WORDS + _SHAPES), max_size=9).map(" ".join),
    speaker=st.none() | st.sampled_from(["", "\ud800", *_NAMES]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_law_anything_gets_an_answer(town: Archive, text: str, speaker: str | None) -> None:
    answer = town.ask(text, speaker=speaker, limit=3, today=TODAY)
    assert json.loads(json.dumps(answer.to_dict()))["question"] == text
    assert explain(answer) or answer.outcome is Outcome.EMPTY_QUESTION
    if answer.kind.value in {"said", "compare"}:
        assert PassageKind.NARRATION not in {passage.kind for passage in answer.answers}


def _check_speaker(town: Archive, passage: Passage) -> None:
    if passage.quotation is None:
        assert (passage.kind, passage.speaker) == (PassageKind.NARRATION, None)
        return
    (row,) = town.quotations([passage.quotation])
    people = [person for number in row.names if (person := town.people.of(number))]
    assert (passage.speaker is None) == (not people)
    for person, name in zip(people, row.quotation.speakers, strict=True):
        assert name in person.names
        assert passage.speaker is not None
        assert person.name in passage.speaker


def _check_verbatim(passage: Passage, text: str) -> None:
    assert text[passage.passage.start : passage.passage.end].startswith(passage.shown)
    assert "".join(piece.text for piece in passage.pieces()) == passage.shown
    for part in passage.text.removesuffix(" …").split(" … "):
        assert part in text
    for span in passage.spans:
        assert passage.passage.start <= span.start < span.end <= passage.passage.end
        assert span.of(text).strip() in passage.text or passage.cut
