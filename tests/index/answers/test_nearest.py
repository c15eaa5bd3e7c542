"""Questions in other words than the articles', roles, aliases, days that no article tells, typing errors."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive
from index.answers.answer import Outcome
from index.answers.passage import Matched
from tests.support.articles import made
from tests.support.questions import asked, told

COUNCIL = (
    "Harwick votes on its harbour\n\n"
    '"We have to increase the levies on imported grain," Mayor Anna Keller said. She called the old ferry '
    '"a danger to everybody aboard."\n\n'
    "The hospital would be shut down in spring, Keller added.\n\n"
    '"I was never paid by the shipping company," harbour master Oskar Brandt said.\n'
)
BANK = (
    "Bank of Selby loses money\n\n"
    '"We failed our customers," Bank of Selby chief executive Ruth Adler said on Monday.\n\n'
    '"Nobody told the staff about the closures," said Tom Okoro, a lawyer for the clerks.\n'
)
UNION = (
    "Norway's fleet\n\n"
    'Norwegian Fisheries Minister Liv Dahl said the cod "would not come back."\n\n'
    "A spokeswoman for Dalby Mills said that the flour was safe to eat.\n\n"
    "Jean-Luc Moreau said that the missile defense of Selby was out of date.\n\n"
    "TWX spokesperson Ines Falk said that the lighthouse would get a new lamp.\n\n"
    "Dora Quist, who keeps goats on the pier, said that the gulls steal her bread.\n"
)


@pytest.fixture(scope="module")
def coast() -> Iterator[Archive]:
    articles = [made("council", COUNCIL), made("bank", BANK), made("union", UNION)]
    with Archive.temporary(articles, finder="rules") as archive:
        yield archive


NEAREST = [
    ("What did Keller say about raising taxes on grain from abroad?", "We have to increase the levies"),
    ("Did the mayor of Harwick want higher grain taxes?", "We have to increase the levies"),
    ("What did Anna Keller say about closing the clinic?", "The hospital would be shut down"),
    ("What did Brandt say about taking money from shipowners?", "I was never paid"),
]


@pytest.mark.parametrize(("question", "words"), NEAREST, ids=[row[0] for row in NEAREST])
def test_what_is_meant_is_found_in_other_words(coast: Archive, question: str, words: str) -> None:
    answer = asked(coast, question)
    shown = [*answer.answers, *answer.related]
    assert shown
    assert shown[0].shown.startswith(words) or words in shown[0].shown
    assert all(passage.matched is not Matched.ALL for passage in answer.answers)


ROLES = [
    ("What did the boss of the Bank of Selby say about customers?", "Ruth Adler"),
    ("what did bank of selby's ceo say about the customers", "Ruth Adler"),
    ("What did the head of the bank of selby say about failing customers?", "Ruth Adler"),
    ("What did Norway's fisheries minister say about cod?", "Liv Dahl"),
    ("what did the fisheries minister of norway say about the cod", "Liv Dahl"),
    ("what did jean luc moreau say about missile defence", "Jean-Luc Moreau"),
    ("what did TWX say about the lamp in the lighthouse", "Ines Falk"),
    ("What did the lady with the goats say about gulls?", "Dora Quist"),
    ("What did the clerks' attorney say about the closures?", "Tom Okoro"),
]


@pytest.mark.parametrize(("question", "speaker"), ROLES, ids=[row[0] for row in ROLES])
def test_somebody_is_described_in_other_words_than_the_articles(
    coast: Archive, question: str, speaker: str
) -> None:
    answer = asked(coast, question)
    assert answer.outcome is Outcome.ANSWERED, answer.notes
    assert answer.answers[0].speaker == speaker


REFUSED = [
    "What did Keller say about volcanoes on Jupiter?",
    "What did Ruth Adler say about goats?",
    "What did Inspector Tobias Crane say about the ferry?",
    "what did senator harlan whitcombe say about the ferry",
    "What did the mayor of Oslo's brother say about beetroot soup?",
    "What did Anna Keller say about Tom Okoro?",
    "what did QRX say about the lamp in the lighthouse",
    "What did the lady with the parrots say about gulls?",
]


@pytest.mark.parametrize("question", REFUSED)
def test_what_nobody_said_is_still_refused(coast: Archive, question: str) -> None:
    assert asked(coast, question).answers == ()


def test_who_is_unknown_is_told_and_what_others_said_on_it_is_shown(coast: Archive) -> None:
    answer = asked(coast, "What did Inspector Tobias Crane say about the ferry?")
    assert answer.outcome is Outcome.UNKNOWN_SPEAKER
    assert any("ferry" in passage.shown for passage in answer.related)
    assert answer.searched.articles == 3


@pytest.mark.parametrize("when", ["on Monday", "yesterday", "last week", "in August", "in October 2016"])
def test_a_day_is_told_to_be_of_no_use_where_no_article_tells_its_day(coast: Archive, when: str) -> None:
    answer = asked(coast, f"What did Adler say {when} about customers?")
    assert told(answer.answers)[:1] == ["We failed our customers,"]
    assert answer.notes == (f"No article here tells its date, so “{when}” could not be used.",)


@pytest.mark.parametrize(
    ("typed", "right"), [("custmers", "customers"), ("hospitel", "hospital"), ("missle", "missile")]
)
def test_a_typing_error_in_a_topic_is_put_right_and_told(coast: Archive, typed: str, right: str) -> None:
    answer = asked(coast, f"who spoke about the {typed}?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.notes == (f"No article contains “{typed}”, so “{right}” was searched for.",)


@pytest.mark.parametrize("word", ["marmots", "fairy", "measles", "custard", "hospices", "costumiers"])
def test_an_english_word_that_no_article_holds_stays(coast: Archive, word: str) -> None:
    assert not any("searched for" in note for note in asked(coast, f"who spoke about {word}?").notes)


WORDS = st.sampled_from(
    ["taxes", "clinic", "money", "grain", "ferry", "customers", "cod", "missile", "levies", "goats", "Brandt"]
)
PEOPLE = st.sampled_from(["Keller", "Adler", "Brandt", "the mayor", "Liv Dahl", "the bank's boss", "Ann"])


@settings(max_examples=120, deadline=None)
@given(who=PEOPLE, topic=st.lists(WORDS, min_size=1, max_size=4))
def test_law_a_speaker_is_the_quotations_and_meaning_is_told(
    coast: Archive, who: str, topic: list[str]
) -> None:
    answer = asked(coast, f"What did {who} say about {' '.join(topic)}?")
    rows = {row.id: row for key in (1, 2, 3) for row in coast.quotations_of(key)}
    for passage in (*answer.answers, *answer.related):
        row = rows.get(passage.quotation) if passage.quotation is not None else None
        assert row is not None or passage.speaker is None
        if row is not None and passage.speaker is not None:
            people = [coast.people.of(number) for number in row.names]
            assert passage.speaker in {person.name for person in people if person is not None}
    for passage in answer.answers:
        if passage.matched is Matched.WORDS:
            assert passage.matches, passage.shown
