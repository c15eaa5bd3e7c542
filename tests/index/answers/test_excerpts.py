"""What an answer shows of what was found: speakers, context, cuts, options, explanation, JSON."""

from datetime import date

import pytest

from index.answers.answer import Outcome
from index.answers.explanation import explain
from index.articles.article import Article
from index.records.archive import Archive
from tests.support.questions import asked


def test_two_speakers_take_turns(town: Archive) -> None:
    answer = asked(town, "What did Anna Keller and Tom Brandt say about bread or bakers?", limit=4)
    assert answer.kind.value == "compare"
    assert answer.speakers == ("Anna Keller", "Tom Brandt")
    assert {"Tom Brandt"} <= {passage.speaker for passage in answer.answers}


def test_who_of_several_said_nothing_on_a_topic_is_told(town: Archive) -> None:
    answer = asked(town, "Keller and Lindholm on the harvest")
    assert [one.speaker for one in answer.answers] == ["Anna Keller"]
    assert answer.notes == ("No quotation by Maria Lindholm was found on this.",)


def test_misspelt_name_is_told(town: Archive) -> None:
    assert asked(town, "what did Lindhlom say").notes == ("Read “Lindhlom” as Maria Lindholm.",)


def test_interrupted_quotation_keeps_its_interruption(town: Archive) -> None:
    passage = asked(town, "What did Keller say about the harvest?").answers[0]
    assert passage.shown.startswith('"We cannot bake at a loss," said Anna Keller')
    assert passage.text == "We cannot bake at a loss, … The harvest was the worst in thirty years."
    assert passage.before is not None
    assert passage.before.endswith("announced on Monday.")


def test_pronoun_is_shown_with_the_sentence_it_leans_on(town: Archive) -> None:
    passage = asked(town, "What did Keller say about going hungry?").answers[0]
    assert passage.lead == "Keller denied that the council had sold its grain to a foreign buyer."
    assert asked(town, "What did Tom Brandt say?").answers[0].lead is None


def test_who_is_named_in_the_passage_needs_no_sentence_before() -> None:
    text = (
        "The pier\n\nTom Brandt concluded: “Who cannot tell the truth is the mayor.” Maria Lindholm"
        " frowned on the bread tax and she said that the pier was rotten. She said the lamps were out."
    )
    with Archive.temporary([Article(id="pier", title="The pier", text=text)], finder="rules") as archive:
        pier, lamps = (
            archive.ask(f"What did Maria Lindholm say about {topic}?").answers[0]
            for topic in ("the pier", "lamps")
        )
    assert pier.lead is None
    assert lamps.lead is not None
    assert lamps.lead.startswith("Maria Lindholm frowned")


def test_sentence_that_several_articles_print_is_one_answer_with_its_copies() -> None:
    note = "The bread tax of Harwick was brought in by a council long before the war."
    articles = [
        Article(id=f"note-{n}", title=f"Note {n}", text=f"Note {n}\n\nEditor’s note: {said}")
        for n, said in enumerate(
            (note, note, note.replace("brought in", "introduced"), "Bread tax, briefly.")
        )
    ]
    with Archive.temporary(articles, finder="rules") as archive:
        answers = archive.ask("bread tax").answers
    assert [len(passage.copies) for passage in answers] == [2, 0]


def test_long_quotation_is_cut_at_a_sentence_and_shows_it() -> None:
    said = " ".join(
        f"Sentence number {n} of the speech says that the harbour needs a new wall." for n in range(30)
    )
    article = Article(
        id="long", title="A speech", text=f'A speech\n\n"{said}" said Anna Keller, the mayor.\n'
    )
    with Archive.temporary([article], finder="rules") as archive:
        (passage,) = archive.ask("What did Keller say?").answers
        assert passage.cut
        assert passage.text.endswith("wall. …")
        assert passage.shown.endswith("wall.")
        assert len(passage.shown) <= 700
        assert passage.shown in article.text


def test_options_narrow_down(town: Archive) -> None:
    assert {p.article.id for p in town.ask("What did Keller say?", article="bread.txt").answers} == {
        "bread.txt"
    }
    assert town.ask("What did Keller say?", article="nowhere.txt").outcome is Outcome.NO_QUOTATION
    assert {p.article.id for p in town.ask("what did Keller say", since="2026-11-10").answers} == {
        "bridge.txt"
    }
    assert "bridge.txt" not in {p.article.id for p in town.ask("Keller", until=date(2026, 11, 10)).answers}
    assert {p.speaker for p in town.ask("bread", speaker="Tom Brandt").answers} == {"Tom Brandt"}
    assert town.ask("bread", speaker="Napoleon").outcome is Outcome.UNKNOWN_SPEAKER


def test_explanation_tells_the_reading_the_weights_and_the_reasons(town: Archive) -> None:
    lines = explain(asked(town, "what did the mayor say about the harvest"))
    assert lines[0] == "read as: said"
    assert lines[1] == "asked about: mayor, by role: Anna Keller"
    assert any(line.startswith("  harvest (as harvest): ") for line in lines)
    assert any(line.endswith("“harvest”, in the quotation") for line in lines)
    assert not any("None" in line for line in lines)


def test_explanation_adds_up(town: Archive) -> None:
    for passage in asked(town, "what did Keller say about the harvest").answers:
        assert sum(reason.worth for reason in passage.reasons) == pytest.approx(passage.score)


def test_dict_has_the_agreed_fields(town: Archive) -> None:
    found = asked(town, "What did Keller say about the harvest?").to_dict()
    assert list(found) == [
        "question", "outcome", "kind", "speakers", "topic", "notes", "searched", "answers", "count",
        "checked", "related",
        "suggestions",
    ]  # fmt: skip
    answers = found["answers"]
    assert isinstance(answers, list)
    assert list(answers[0]) == [
        "rank", "score", "id", "kind", "text", "speaker", "role", "source", "cue", "spans", "passage",
        "confidence", "matched", "corrected", "copies", "article",
    ]  # fmt: skip
    assert list(answers[0]["article"]) == ["id", "title", "path", "url", "publisher", "published"]
