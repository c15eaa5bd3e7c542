"""What questions get, and what they do not: outcomes, order, copies, what is related."""

import pytest

from index.analysis.synonyms import alike
from index.answers.answer import Outcome
from index.answers.explanation import explain
from index.answers.passage import PassageKind
from index.cli.plain import opening
from index.records.archive import Archive
from tests.support.articles import made, three
from tests.support.questions import asked, told

# question | outcome | speaker of the first answer | words of it
ANSWERS = [
    ("What did Anna Keller say about the harvest?", "answered", "Anna Keller", "worst in thirty years"),
    ("what did the mayor of harwick say about going hungry", "answered", "Anna Keller", "go hungry"),
    ("WHAT DID KELLER SAY ABOUT THE TOLL", "answered", "Anna Keller", "toll would end in spring"),
    ("What did Keller deny?", "answered", "Anna Keller", "sold its grain"),
    ("what did keller promise", "answered", "Anna Keller", "toll would end"),
    ("what did Keller vow", "answered", "Anna Keller", "toll would end"),
    ("who disputed that the council sold its grain?", "answered", "Anna Keller", "sold its grain"),
    ("Did Keller say anyone would go hungry?", "answered", "Anna Keller", "nobody would go hungry"),
    ("Keller on bridges", "answered", "Anna Keller", "half a town"),
    ("what did Oskar Brandt warn about", "answered", "Oskar Brandt", "trucks"),
    ("the engineer on steel", "answered", "Oskar Brandt", "last a century"),
    ("what did Tom Brandt say about bread", "answered", "Tom Brandt", "Bread was cheap"),
    ("What did Lindholm say?", "answered", "Maria Lindholm", "fished here"),
    ("what did Lindhlom say", "answered", "Maria Lindholm", "fished here"),
    ('Who said "half a town"?', "answered", "Anna Keller", "half a town"),
    ("who said we counted every bolt", "answered", "Oskar Brandt", "every bolt"),
    ('Who said "is half a"?', "answered", "Anna Keller", "half a town"),
    ("what did farmers say about the rain", "answered", None, "come too late"),
    ("what did experts say about the harvest", "no_quotation", None, ""),
    ("what did people say about the mayor", "answered", "Tom Brandt", "mayor is asleep"),
    ("what was said about Lindholm", "no_quotation", None, ""),
    ("What did Keller say about whales?", "no_quotation", None, ""),
    ("What did Keller say in the Wend Valley Post?", "answered", "Anna Keller", "half a town"),
    ("What did Keller say about the harvest in the Wend Valley Post?", "no_quotation", None, ""),
    ("What did Keller say last week?", "answered", "Anna Keller", "half a town"),
    ("What did Keller say in October?", "no_quotation", None, ""),
    ("What did Lindholm say last week?", "no_quotation", None, ""),
    ("what was said last week", "answered", "Anna Keller", "half a town"),
    ("quotes from the Harwick Times", "answered", "Anna Keller", "cannot bake"),
    ("what did people say in October", "no_quotation", None, ""),
    ("What did Brandt say?", "ambiguous_speaker", None, ""),
    ("What did Peter Brandt say?", "unknown_speaker", None, ""),
    ("What did Keller's lawyer say?", "unknown_speaker", None, ""),
    ("What did Napoleon say about bread?", "unknown_speaker", None, ""),
    ("Keller harvest", "answered", "Anna Keller", "worst in thirty years"),
    ("bread Tom Brandt", "answered", "Tom Brandt", "Bread was cheap"),
    ("is there a quote where Keller talks about bridges?", "answered", "Anna Keller", "half a town"),
    ("about the toll: what did Keller say?", "answered", "Anna Keller", "toll would end in spring"),
    ("which bridges did Keller mention?", "answered", "Anna Keller", "half a town"),
    ("Keller's opinion of Lindholm", "no_quotation", None, ""),
    ("brass band", "answered", None, "brass band"),
    ("When did the bridge open?", "answered", None, "opened on Friday"),
    ("zeppelins", "no_quotation", None, ""),
    ("???", "empty_question", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "outcome", "speaker", "words"), ANSWERS, ids=[row[0] for row in ANSWERS]
)
def test_answer(town: Archive, question: str, outcome: str, speaker: str | None, words: str) -> None:
    answer = asked(town, question)
    assert answer.outcome.value == outcome, told(answer.answers)
    if answer.answers:
        assert answer.answers[0].speaker == speaker
        assert words in answer.answers[0].text
    assert bool(answer.answers) == (answer.outcome is Outcome.ANSWERED)


def test_words_that_somebody_repeats_are_first_shown_as_said() -> None:
    retold = '"Nobody minded when she said that a wise woman would decide it, so why mind him?"'
    said = '"A wise woman would decide it," Sonia Sotomayor said.'
    text = f"On judges\n\n{retold} Charles Grassley said.\n\n{said}"
    with Archive.temporary([made("judges", text)], finder="rules") as archive:
        first, second = asked(archive, 'Who said "a wise woman would decide it"?').answers
    assert (first.speaker, second.speaker) == ("Sonia Sotomayor", "Charles Grassley")


def test_what_the_person_named_did_not_say_is_a_search_for_any_passage(town: Archive) -> None:
    found = asked(town, "Keller bread")
    assert (found.kind.value, found.speakers) == ("said", ("Anna Keller",))
    other = asked(town, "Keller brass band")
    assert (other.kind.value, other.outcome, other.speakers) == ("search", Outcome.ANSWERED, ())
    assert "nothing by Anna Keller is relevant, so any passage was looked for" in explain(other)


def test_empty_topic_puts_direct_before_indirect_and_the_newest_article_first(town: Archive) -> None:
    answer = asked(town, "What did Keller say?", limit=10)
    kinds = [passage.kind for passage in answer.answers]
    assert kinds == sorted(kinds, key=[PassageKind.DIRECT, PassageKind.MIXED, PassageKind.INDIRECT].index)
    assert answer.answers[0].article.id == "bridge.txt"


def test_same_quotation_in_several_articles_is_one_answer(town: Archive) -> None:
    answer = asked(town, "What did Keller say about baking at a loss?")
    assert len(answer.answers) == 1
    (copy,) = answer.answers[0].copies
    assert {copy.id, answer.answers[0].article.id} == {"bread.txt", "copy.txt"}


def test_days_that_were_asked_for_are_told_where_nothing_was_found(town: Archive) -> None:
    (note,) = asked(town, "What did Lindholm say last week?").notes
    assert note == "Only articles from 2026-11-09 to 2026-11-15 were searched; 1 of 4 have no date."
    assert asked(town, "What did Keller say last week?").notes == ()
    (note,) = asked(town, "What did Lindholm say yesterday?").notes
    assert note == (
        "Only articles of 2026-11-19 were searched; 1 of 4 have no date; the newest is from 2026-11-14."
    )


def test_a_month_and_a_year_are_read_by_the_days_of_the_archive() -> None:
    text = "Toll\n\nAnna Keller said the toll of 1998 was low. Anna Keller said the toll would rise."
    dated = made("toll", text, published="2016-04-03")
    with Archive.temporary([dated], finder="rules") as archive:
        for question in ("What did Keller say about the toll in April?", "Keller on the toll in the spring"):
            assert len(asked(archive, question).answers) == 2
        year = asked(archive, "What did Keller say about the toll in 1998?")
        assert (year.topic, "1998" in year.answers[0].text) == (("toll", "1998"), True)
        assert asked(archive, "What did Keller say about the toll in 2016?").topic == ("toll",)
        before = asked(archive, "What did Keller say in March?")
        assert "the oldest is from 2016-04-03" in before.notes[0]


def test_an_institution_is_answered_for_by_its_spokesmen_after_itself() -> None:
    text = (
        "Pier shut\n\nThe Harbour Agency said the pier was shut. A spokesman for the Harbour Agency said that"
        " a ferry would run. Harbour Agency spokeswoman Jo Lee said the ferry was old.\n\nBo Lind, an expert"
        " at the Harbour Agency, said the ferry would sink. A spokesman for Harbour Agency Bank said no."
    )
    with Archive.temporary([made("pier", text)], finder="rules") as archive:
        answer = asked(archive, "what did the Harbour Agency say?")
        assert [one.speaker for one in answer.answers] == ["Harbour Agency", None, "Jo Lee"]
        on_ferry = asked(archive, "what did the Harbour Agency say about the ferry?")
        assert {one.speaker for one in on_ferry.answers} == {None, "Jo Lee"}


def test_somebody_whose_name_is_no_word_to_search_for_is_found_by_surname() -> None:
    text = 'Row\n\n"Boats may sink," said Ana Ruiz. "Mr. May likes a camera," Ruiz said in June.'
    with Archive.temporary([made("row", text)], finder="rules") as archive:
        answer = asked(archive, "what did Ruiz say about Will May?")
        assert ["May likes" in passage for passage in told(answer.answers)] == [True]


def test_several_of_a_role_are_told_as_such() -> None:
    text = "Row\n\nJudge Ana Ruiz said no. Judge Lind said so, too."
    with Archive.temporary([made("row", text)], finder="rules") as archive:
        answer = asked(archive, "what did the judge say?")
        assert set(answer.suggestions) == {"Ana Ruiz", "Lind"}
        assert answer.notes == ("Several people with the role “judge” are quoted.",)


def test_namesakes_are_suggested(town: Archive) -> None:
    brandts = asked(town, "What did Brandt say?")
    assert set(brandts.suggestions) == {"Tom Brandt", "Oskar Brandt"}
    assert opening(brandts)[0] == "Several people named “Brandt” are quoted."
    assert set(asked(town, "What did Peter Brandt say?").suggestions) >= {"Tom Brandt", "Oskar Brandt"}


def test_somebody_is_meant_by_the_surname_where_the_article_names_them_in_full() -> None:
    text = "Fire\n\nOskar Lund lit the fire. Anna Keller said Lund was tired."
    other = "Rain\n\nTom Brandt said Lund was wet."
    both = "Boats\n\nOskar Lund and Ada Lund bought boats. Lena Solberg said Lund was rich."
    archive_of = [made("fire", text), made("rain", other), made("boats", both)]
    with Archive.temporary(archive_of, finder="rules") as archive:
        for question in ("What did Anna Keller say about Oskar Lund?", "keller on oskar lund"):
            assert told(asked(archive, question).answers) == ["Lund was tired"]
        assert asked(archive, "What did Tom Brandt say about Oskar Lund?").answers == ()
        assert asked(archive, "What did Lena Solberg say about Oskar Lund?").answers == ()


def test_who_spoke_of_somebody_named_is_nobody_who_spoke_of_others() -> None:
    text = "Row\n\nAnna Keller said the toll was low.\n\nIt rained.\n\nTom Brandt called the engineer a liar."
    more = "Ferry\n\nOskar Lund called Keller a snob."
    with Archive.temporary([made("row", text), made("ferry", more)], finder="rules") as archive:
        assert asked(archive, "Who called Keller a liar?").answers == ()
        assert asked(archive, "who called the engineer a liar").answers[0].speaker == "Tom Brandt"
        assert asked(archive, "Who called Keller a snob?").answers[0].speaker == "Oskar Lund"


def test_what_the_sentence_before_tells_is_not_what_was_done() -> None:
    text = "Vote\n\nTom Brandt endorsed the bridge.\n\nAnna Keller said the ferry would go on."
    with Archive.temporary([made("vote", text)], finder="rules") as archive:
        (ferry,) = asked(archive, "Did Anna Keller endorse the ferry?").answers
        assert [reason.what for reason in ferry.reasons if reason.where == "in the sentence before"] == []
        (bridge,) = asked(archive, "What did Anna Keller say about the bridge and the ferry?").answers
        assert [r.what for r in bridge.reasons if r.where == "in the sentence before"] == ["“bridge”"]


def test_where_it_was_said_may_stand_elsewhere_in_the_article() -> None:
    text = "Toll\n\n300 came to a rally in Selby.\n\nThere was music.\n\nAnna Keller said the toll would end."
    other = "Wages\n\nAnna Keller said in Harwick that wages would rise."
    with Archive.temporary([made("toll", text), made("wages", other)], finder="rules") as archive:
        for question in (
            "What did Keller say about the toll in Selby?",
            "keller on the toll at the rally in selby",
        ):
            assert told(asked(archive, question).answers) == ["the toll would end"]
        for question in (
            "Keller on the toll in Harwick",
            "Keller on wages in Selby",
            "Keller on music in Selby",
        ):
            assert asked(archive, question).answers == ()
        nearest = asked(archive, "did Keller say the toll is at a rally?").answers
        assert [(p.text, p.matched.value) for p in nearest] == [("the toll would end", "meaning")]


def test_a_country_is_also_spoken_of_by_its_adjective() -> None:
    text = "Grain\n\nAnna Keller said the Norwegians had sold their grain. Tom Brandt said Sweden had not."
    with Archive.temporary([made("grain", text)], finder="rules") as archive:
        assert len(asked(archive, "What did Keller say about Norway?").answers) == 1
        assert len(asked(archive, "what did brandt say about the swedish").answers) == 1
        assert asked(archive, "What did Keller say about Sweden?").answers == ()


def test_what_was_first_said_is_shown_oldest_first() -> None:
    new = made("new", "Toll\n\nAnna Keller said the toll would rise.", published="2026-03-01")
    old = made("old", "Road\n\nAnna Keller said a toll was out of the question.", published="2025-03-01")
    none = made("none", "Pier\n\nAnna Keller said the pier would have no toll.")
    with Archive.temporary([new, old, none], finder="rules") as archive:
        first = asked(archive, "When did Keller first mention the toll?")
        assert [passage.article.id for passage in first.answers] == ["old", "new", "none"]
        assert asked(archive, "When did Keller mention the toll?").answers[0].article.id == "new"


def test_a_group_that_is_quoted_on_other_things_is_not_unknown() -> None:
    text = "Bread\n\nSome bakers said bread was dear. Anna Keller said the bakers were right about the toll."
    with Archive.temporary([made("bread", text)], finder="rules") as archive:
        answer = asked(archive, "What did bakers say about the toll?")
        assert (answer.outcome, answer.answers) == (Outcome.NO_QUOTATION, ())
        assert [passage.source for passage in answer.related] == ["Some bakers"]
        assert asked(archive, "What did bakers say?").outcome is Outcome.ANSWERED
        assert asked(archive, "What did butchers say about the toll?").outcome is Outcome.UNKNOWN_SPEAKER


def test_of_several_namesakes_each_ones_words_on_the_topic_are_related_under_the_full_name() -> None:
    tom = "Bread\n\nTom Brandt said bread was dear. Oskar Brandt said bread was cheap."
    archive_of = [made("bread", tom), made("pier", "Pier\n\nLena Brandt said the pier was rotten.")]
    with Archive.temporary(archive_of, finder="rules") as archive:
        answer = asked(archive, "What did Brandt say about bread?")
        assert (answer.outcome, answer.answers) == (Outcome.AMBIGUOUS_SPEAKER, ())
        assert {passage.speaker for passage in answer.related} == {"Tom Brandt", "Oskar Brandt"}
        assert answer.suggestions[2:] == ("Lena Brandt",)
        assert opening(answer)[1] == "Quotations on “bread”:"
        alone = asked(archive, "What did Brandt say about the pier?")
        assert (alone.answers, [p.speaker for p in alone.related]) == ((), ["Lena Brandt"])
        assert asked(archive, "What did Brandt say?").related == ()


def test_what_was_said_on_other_topics_is_related_and_no_answer(town: Archive) -> None:
    answer = asked(town, "What did Oskar Brandt say about whales?")
    assert answer.outcome is Outcome.NO_QUOTATION
    assert answer.answers == ()
    assert answer.related
    assert {passage.speaker for passage in answer.related} == {"Oskar Brandt"}
    assert answer.suggestions == ("What did Oskar Brandt say?",)


def test_what_else_was_said_under_a_headline_on_the_topic_comes_last(town: Archive) -> None:
    answer = asked(town, "What did Keller say about the bridge?")
    assert [words[:20] for words in told(answer.answers)] == ["A town without a bri", "that the toll would "]
    assert "all words of the topic, in the article's headline" in "\n".join(explain(answer))
    partly = asked(town, "What did Keller say about the bridge and whales?")
    assert {passage.matched.value for passage in partly.answers} == {"meaning"}
    silent = asked(town, "What did Lindholm say about the bridge?")
    assert silent.outcome is Outcome.NO_QUOTATION


def test_who_did_something_is_whoever_a_verb_tells_it_of() -> None:
    text = (
        "Row over the pier\n\nAna Ruiz said the pier would cost a million. "
        "Bo Lind slammed the pier as a folly.\n\nJo Lee criticized Bo Lind for his words. "
        "Bo Lind criticized the press."
    )
    with Archive.temporary([made("pier", text)], finder="rules") as archive:
        first, *_ = asked(archive, "who criticized the pier?").answers
        assert (first.speaker, first.cue) == ("Bo Lind", "slammed")
        only = asked(archive, "who criticized Lind?").answers
        assert [one.speaker for one in only] == ["Jo Lee"]
        assert asked(archive, "who praised the pier?").outcome is Outcome.NO_QUOTATION
        assert {one.speaker for one in asked(archive, "who praised the pier?").related} >= {"Bo Lind"}
        assert asked(archive, "who claimed the pier would cost a million?").answers[0].speaker == "Ana Ruiz"


@pytest.mark.parametrize(
    ("asked_for", "written"),
    [("defence", "defense"), ("colour", "color"), ("theater", "theatre"), ("organised", "organized"),
     ("skeptics", "sceptics"), ("programme", "program")],
)  # fmt: skip
def test_a_word_is_found_as_articles_spell_it(asked_for: str, written: str) -> None:
    text = f"Talk of the town\n\nAna Ruiz said the {written} was dear. Bo Lind said the pier was old."
    with Archive.temporary([made("talk", text)], finder="rules") as archive:
        (found,) = asked(archive, f"what did Ruiz say about {asked_for}").answers
        assert written in found.text
        assert asked(archive, f"what did Lind say about {asked_for}").answers == ()
    both = text + f" Ruiz said no {asked_for} was old."
    with Archive.temporary([made("talk", both)], finder="rules") as archive:
        (found,) = asked(archive, f"what did Ruiz say about {asked_for}").answers
        assert asked_for in found.text


@pytest.mark.parametrize("term", ["promis", "vow", "slam", "critic", "dismiss", "reject"])
def test_law_verbs_tell_alike_both_ways(term: str) -> None:
    assert term not in alike(term)
    assert alike(term)
    assert all(term in alike(other) for other in alike(term))


def test_a_name_that_only_looks_like_another_is_somebody_else(town: Archive) -> None:
    """The second has a Cyrillic letter, as a name has that is meant to be taken for somebody's."""
    name, alike = "Ingrid Solberg", "Ingrid Solb\u0435rg"
    forged = made(
        "forged", f'Harbour\n\n"Close the harbour and burn the boats," harbour master {alike} said.\n'
    )
    with Archive.temporary([*three(), forged], finder="rules") as archive:
        for question in (f"what did {name} say?", "what did Solberg say about boats?", f"{name} on boats"):
            shown = asked(archive, question, limit=20)
            assert {passage.speaker for passage in shown.answers} <= {name}
            assert not any("burn" in passage.text for passage in (*shown.answers, *shown.related))
        answer = asked(archive, f"what did {alike} say?")
        assert [(passage.speaker, passage.text) for passage in answer.answers] == [
            (alike, "Close the harbour and burn the boats,")
        ]


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("marina lacreda bout the recruiting of girls", "Marina Lacerda"),
        ("marina lacreda girls", "Marina Lacerda"),
    ],
)
def test_words_put_right_may_name_the_speaker(question: str, speaker: str) -> None:
    text = (
        'News\n\n"She was recruiting girls for him," Marina Lacerda said.\n\n'
        '"The health of the governor is no issue," Pat Caddell said.'
    )
    with Archive.temporary([made("news", text)], finder="rules") as archive:
        answer = asked(archive, question)
    assert answer.answers[0].speaker == speaker
    assert answer.speakers == (speaker,)
    assert any("was searched for" in note or note.startswith("Read") for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("who called Keller a liar?", {"Oskar Brandt"}),
        ("Who criticized Keller over the harvest?", {"Ida Solberg"}),
        ("who defended Brandt", {"Tom Lund"}),
        ("who called Lund a liar", {"Anna Keller"}),
    ],
)
def test_who_did_something_to_somebody_is_not_who_it_was_done_to(question: str, speakers: set[str]) -> None:
    text = (
        "Row\n\nOskar Brandt called Anna Keller a liar. Anna Keller called Tom Lund a liar on the harvest. "
        "Ida Solberg criticized Anna Keller over the harvest. Anna Keller criticized the harvest. "
        "Tom Lund defended Oskar Brandt. Oskar Brandt defended the toll."
    )
    with Archive.temporary([made("row", text)], finder="rules") as archive:
        answer = asked(archive, question)
    assert {passage.speaker for passage in answer.answers} == speakers
