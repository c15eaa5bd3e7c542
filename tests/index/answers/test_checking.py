"""Did X say "..."? What is exact, what is altered, whose words they are, and what is not found."""
# ruff: noqa: E501 - a row of a table is one line

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.answers.answer import Answer, Outcome
from index.answers.verdicts import Checked, Side, Verdict
from index.answers.word_by_word import tokens
from index.questions.question import QuestionKind
from index.records.archive import Archive
from tests.support.articles import made
from tests.support.harbour import harbour


@pytest.fixture(scope="module")
def pier() -> Iterator[Archive]:
    """An archive of the harbour's articles."""
    with Archive.temporary(harbour(), finder="rules") as archive:
        yield archive


# question | verdict | speaker of the first answer | the difference, as in `test_word_by_word`
CHECKS = [
    ('did Berg say "Sail it home"?', "exact", "Ingrid Berg", "=Sail it home"),
    ('did Ingrid Berg really say “sail IT, tove — sail it home!”?', "exact", "Ingrid Berg", "=Sail it, Tove. Sail it home"),
    ("did Okafor say \"I can't defend it\"", "exact", "Paul Okafor", "=I can’t defend it"),
    ('did Okafor say "The toll of $5 is a scandal. I can\'t defend it - nobody can."', "exact", "Paul Okafor", "=The toll of $5 is a scandal I can’t defend it – nobody can"),
    ('is this right: "whatever the winter may bring"', "exact", "Ingrid Berg", "=whatever the winter may bring"),
    ("did Berg really say that the pier was rotten?", "exact", "Ingrid Berg", "=the pier was rotten"),
    ("did Berg say we shall not leave a single boat behind?", "exact", "Ingrid Berg", "=We shall not leave a single boat behind"),
    ("Did Berg say that we shall not leave a single ship behind?", "altered", "Ingrid Berg", "=We shall not leave a single|+ship|-boat|=behind"),
    ('did anyone say "sail it home"?', "exact", "Ingrid Berg", "=Sail it home"),
    ('did Berg say "Sail it again, Tove"?', "altered", "Ingrid Berg", "=Sail it|+again|=Tove"),
    ('did Berg say "We shall leave a single boat behind"?', "altered", "Ingrid Berg", "=We shall|-not|=leave a single boat behind"),
    ('did Berg say "We shall not leave any boat behind"?', "altered", "Ingrid Berg", "=We shall not leave|+any|-a single|=boat behind"),
    ('did Berg say "We shall not ... whatever the winter may bring"?', "altered", "Ingrid Berg", "=We shall not|+...|-leave a single boat behind|=whatever the winter may bring"),
    ('did Berg say "We [the sailors] shall not leave a single boat"?', "altered", "Ingrid Berg", "=We|+[the sailors]|=shall not leave a single boat"),
    ('is this right: "the toll of $50 is a scandal"', "altered", "Paul Okafor", "=The toll of $|+50|-5|=is a scandal"),
    ('who said "we shall never leave a single boat behind"?', "altered", "Ingrid Berg", "=We shall|+never|-not|=leave a single boat behind"),
    ('did Okafor say "sail it home"?', "other_speaker", "Ingrid Berg", "=Sail it home"),
    ('did Okafor say "that is what everybody remembered"?', "other_speaker", "Rolf Lund", "=That is what everybody|+remembered|-remembers"),
    ('did Napoleon say "sail it home"?', "other_speaker", "Ingrid Berg", "=Sail it home"),
    ('did Berg say "the moon is made of cheese"?', "not_found", None, ""),
    ('did Berg say "the ice had come too early"?', "not_found", None, ""),
    ('did Berg say "the town has never forgotten it"?', "not_found", None, ""),
    ('did Berg say "the pier will fly away"?', "not_found", None, ""),
    ('is this right: "zeppelins over the harbour"', "not_found", None, ""),
]  # fmt: skip


def _checked(answer: Answer) -> Checked:
    assert answer.checked is not None
    return answer.checked


@pytest.mark.parametrize(
    ("question", "verdict", "speaker", "difference"), CHECKS, ids=[row[0] for row in CHECKS]
)
def test_check(pier: Archive, question: str, verdict: str, speaker: str | None, difference: str) -> None:
    answer = pier.ask(question)
    signs = {Side.SAME: "=", Side.TYPED: "+", Side.SAID: "-"}
    assert answer.kind is QuestionKind.CHECK
    assert _checked(answer).verdict == verdict, _checked(answer)
    assert "|".join(signs[side] + words for side, words in _checked(answer).difference) == difference
    assert (answer.answers[0].speaker if answer.answers else None) == speaker
    found = verdict != "not_found"
    assert (answer.outcome is Outcome.ANSWERED, answer.outcome is Outcome.NO_QUOTATION) == (found, not found)


def test_what_was_said_by_nobody_named_is_told_of_and_never_exact(pier: Archive) -> None:
    ice = pier.ask('did Berg say "the ice had come too early"?')
    assert ice.related[0].source == "Some sailors"
    assert ice.notes == ("An article quotes these words and does not make clear who said them.",)
    narrated = pier.ask('did Berg say "the town has never forgotten it"?')
    assert narrated.notes == ("These words stand in an article, but not as a quotation.",)
    assert narrated.related[0].speaker is None


@pytest.mark.parametrize(
    ("question", "kind", "note"),
    [
        ("did Berg really say boats are left behind?", QuestionKind.SAID, True),
        ("did Berg say that many boats were left behind in winter?", QuestionKind.SAID, False),
        ("did Berg really say the moon is made of cheese?", QuestionKind.CHECK, False),
        ('did Berg say "boats are left behind"?', QuestionKind.CHECK, False),
    ],
)
def test_words_without_marks_that_nobody_said_so_ask_what_was_said_on_it(
    pier: Archive, question: str, kind: QuestionKind, note: bool
) -> None:
    answer = pier.ask(question)
    assert answer.kind is kind
    assert answer.checked is None or answer.checked.verdict in (Verdict.NOT_FOUND, Verdict.ALTERED)
    assert any(told.startswith("These words are not quoted so") for told in answer.notes) is note
    assert bool(answer.answers) == (answer.outcome is Outcome.ANSWERED)


def test_what_was_not_found_shows_the_nearest(pier: Archive) -> None:
    answer = pier.ask('did Berg say "the moon will sink to the last plank"?')
    assert _checked(answer).verdict is Verdict.NOT_FOUND
    assert "last plank" in answer.related[0].text
    cheese = pier.ask('did Berg say "the moon is made of cheese"?')
    assert [passage.speaker for passage in cheese.related[:1]] == ["Ingrid Berg"]
    assert cheese.suggestions == ("What did Ingrid Berg say?",)


def test_the_same_words_in_another_article_are_a_copy(pier: Archive) -> None:
    answer = pier.ask('did Berg say "Sail it, Tove. Sail it home"?')
    (first,) = answer.answers
    assert {first.article.id, *(copy.id for copy in first.copies)} == {"film", "copy"}


def test_reported_speech_is_told_to_be_no_direct_quotation(pier: Archive) -> None:
    (note,) = pier.ask('did Okafor say "the pier would open in June"?').notes
    assert note == "The article tells this in its own words; it is not a direct quotation."
    assert pier.ask('did Berg say "Sail it home"?').notes == ()


def test_who_said_it_is_no_check_where_it_stands_as_typed(pier: Archive) -> None:
    answer = pier.ask('who said "sail it home"?')
    assert (answer.kind, answer.checked) == (QuestionKind.WHO_SAID, None)
    assert pier.ask('who said "moon made of green cheese"?').answers == ()


def test_of_namesakes_the_one_who_said_it_is_found() -> None:
    text = 'Bread\n\n"Bread is far too dear," said Tom Brandt. "Bread is cheap," said Oskar Brandt.'
    with Archive.temporary([made("bread", text)], finder="rules") as archive:
        answer = archive.ask('did Brandt say "bread is far too dear"?')
        assert (_checked(answer).verdict, answer.answers[0].speaker) == (Verdict.EXACT, "Tom Brandt")


def test_somebody_elses_very_words_are_told_of_beside_an_altered_form() -> None:
    text = (
        'Row\n\n"Bread is far too dear in this town," said Ada Lind.'
        ' "Bread is much too dear in this town," said Oskar Berg.'
    )
    with Archive.temporary([made("row", text)], finder="rules") as archive:
        answer = archive.ask('did Lind say "bread is much too dear in this town"?')
        assert _checked(answer).verdict is Verdict.ALTERED
        assert answer.notes == ("Oskar Berg is quoted with exactly these words.",)


def test_words_under_a_surname_that_may_be_the_same_persons_are_nobody_elses() -> None:
    full = 'Bread\n\n"Bread is far too dear," said Ada Lind. Oskar Lind said nothing was dear.'
    bare = 'Pier\n\n"The pier is rotten to the core," said Lind.'
    with Archive.temporary([made("bread", full), made("pier", bare)], finder="rules") as archive:
        answer = archive.ask('did Ada Lind say "the pier is rotten to the core"?')
        assert _checked(answer).verdict is Verdict.NOT_FOUND
        assert answer.notes == ("An article quotes these words under “Lind”, who may be somebody else.",)
        assert answer.related[0].speaker == "Lind"


def test_the_form_of_json(pier: Archive) -> None:
    told = pier.ask('did Berg say "Sail it again, Tove"?').to_dict()
    assert told["checked"] == {
        "verdict": "altered",
        "difference": [["same", "Sail it"], ["typed", "again"], ["same", "Tove"]],
    }
    assert (told["kind"], told["count"]) == ("check", None)
    assert pier.ask("what did Berg say?").to_dict()["checked"] is None


_TEXTS = {article.id: article.text for article in harbour()}
_SPEAKERS = ["Ingrid Berg", "Paul Okafor", "Rolf Lund", "Okafor", "Napoleon"]
_SPOKEN = [token.span.of(text) for text in _TEXTS.values() for token in tokens(text)]


@st.composite
def _claims(draw: st.DrawFn) -> str:
    """A run of words of some article, as it stands or with a word put in, left out or changed."""
    text = draw(st.sampled_from(sorted(_TEXTS.values())))
    words = [token.span.of(text) for token in tokens(text)]
    start = draw(st.integers(0, len(words) - 2))
    run = words[start : start + draw(st.integers(2, 14))]
    place = draw(st.integers(0, len(run) - 1))
    match draw(st.integers(0, 4)):
        case 1:
            run.insert(place, draw(st.sampled_from([*_SPOKEN, "…", "[so]"])))
        case 2 if len(run) > 2:
            del run[place]
        case 3:
            run[place] = draw(st.sampled_from(_SPOKEN))
    return " ".join(run)


@given(speaker=st.sampled_from(_SPEAKERS), claim=_claims())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_law_exact_only_where_the_words_stand_in_the_article_under_that_speaker(
    pier: Archive, speaker: str, claim: str
) -> None:
    answer = pier.ask(f"did {speaker} say “{claim}”?")
    verdict = _checked(answer).verdict
    typed = [token.word for token in tokens(claim)]
    assert (answer.outcome is Outcome.ANSWERED) == (verdict is not Verdict.NOT_FOUND) == bool(answer.answers)
    own = {passage.speaker for passage in answer.answers} & set(answer.speakers)
    if verdict is Verdict.OTHER_SPEAKER:
        assert not own
    if verdict in (Verdict.EXACT, Verdict.ALTERED):
        assert {passage.speaker for passage in answer.answers} == own
    assert (verdict is Verdict.EXACT) == _said_so(pier, speaker, typed)
    changed = {side for side, _ in _checked(answer).difference} - {Side.SAME}
    assert bool(changed) == (verdict is Verdict.ALTERED) or verdict is Verdict.OTHER_SPEAKER


def _said_so(archive: Archive, speaker: str, typed: list[str]) -> bool:
    """Whether the words stand in a row in what an article quotes the speaker with, "he said" left out."""
    for row in archive.articles():
        text = _TEXTS[row.id]
        joined: list[str] = []
        end = None
        for quotation in archive.quotations_of(row.key):
            if not any(name.endswith(speaker) for name in quotation.speakers):
                joined, end = [], None
                continue
            spans = quotation.quotation.content
            reported = quotation.kind.value == "indirect"
            if end is None or reported or len(text[end : spans[0].start].split()) > 12:
                joined = []
            joined += [token.word for span in spans for token in tokens(text, span)]
            if any(joined[i : i + len(typed)] == typed for i in range(len(joined))):
                return True
            end = None if reported else spans[-1].end
    return False
