"""How questions as people type them find their speaker, or nobody."""

from collections.abc import Iterator

import pytest

from index import Archive
from index.answers.answer import Outcome
from index.answers.passage import Matched
from index.answers.years import years_of
from tests.support.articles import made
from tests.support.questions import asked

PORT = (
    "Harwick's port is short of money\n\n"
    '"There is starvation on the islands," said Trey Gowland, the harbour master.\n\n'
    '"She needs two ideas, not ten," said Ruth Adler, who was labor secretary under Mayor Anna Keller.\n\n'
    '"We must be able to defend ourselves," Anna Keller said of Norway.\n\n'
    'Keller campaign manager Jon Dahl said the donations had been "sent back at once."\n\n'
    "Corey Lewandowski said that Commissioner James Comey had been judge and jury.\n"
)
SHOP = (
    "A cookbook sells out\n\n"
    'Peter Rice said the library "was refreshed by the sale."\n\n'
    '"The best books are short," said Paul Autor, a printer.\n\n'
    '"There was a man with the codes to the safe," Joe Biden said.\n\n'
    '"He would sell anything," Joe Birk said.\n'
)


MONEY = (
    "Harwick raises money\n\n"
    "Tom Lund, chairman of the Selby Host Committee, said it had raised nine crowns.\n\n"
    "Norwegian Salmon Federation leader Ola Berg said the queue for the ferry was a threat.\n\n"
    "Former Ferry Transport Union leader Ida Moe said the boats were a threat.\n"
)
CUP = (
    "Cup of 1999 remembered\n\n"
    'The Harwick Port Authority said that the cup "was won by rain."\n\n'
    "A Harwick Port Authority official said that the treaty has no rule on suspension.\n\n"
    "A former Harwick Port Authority official said that the cranes were rotten.\n\n"
    "An official of the Harwick Port Authority Union said that the wages were late.\n\n"
    "Two senior officials at the Harwick Port Authority said that the dredger had sunk.\n\n"
    "A non-Harwick Port Authority official said that the gulls were loud.\n\n"
    "An ex-Harwick Port Authority official said that the ropes were old.\n\n"
    "A retired Harwick Port Authority official said that the lamps were dim.\n\n"
    "A one-time Harwick Port Authority official said that the fees were steep.\n\n"
    "A Norwegian official at the Harwick Port Authority said that the herring was gone.\n\n"
    "A lawyer for Harwick Port Authority officials said that the charges were false.\n\n"
    "A Harwick Port Authority official's brother said that the tugs were slow.\n\n"
    'Vera Holt said that the state "is falling apart."\n\n'
    "Nobody had looked at the clock for years.\n\n"
    "The shed was closed at noon.\n\n"
    'Ines Falk said that Sweden "is falling to pieces."\n'
)


@pytest.fixture(scope="module")
def shops() -> Iterator[Archive]:
    with Archive.temporary(
        [made("port", PORT), made("shop", SHOP), made("money", MONEY), made("cup", CUP)], finder="rules"
    ) as archive:
        yield archive


# question | the speaker of the first answer | words of it
FOUND = [
    ("Keller's former labor secretary - what does he say she needs", "Ruth Adler", "two ideas"),
    ("keller's former labor secretary: what did she say about ideas?", "Ruth Adler", "two ideas"),
    ("wat did lewandowsky say abt commey", "Corey Lewandowski", "judge and jury"),
    ("What has said mister Autor about short books?", "Paul Autor", "best books"),
    ("waht did Autor say abuot books", "Paul Autor", "best books"),
    ("who thinks that Comey was judge and jury", "Corey Lewandowski", "judge and jury"),
    ("uncle joe on the codes", "Joe Biden", "codes"),
    ("what did Gowland say about hunger on the islands", "Trey Gowland", "starvation"),
    ("what did Keller say about Norway's defence", "Anna Keller", "defend ourselves"),
    ("What did the head of Selby's host committee say it had raised?", "Tom Lund", "nine crowns"),
    ("what did the NSF leader say about the ferry", "Ola Berg", "a threat"),
]


@pytest.mark.parametrize(("question", "speaker", "words"), FOUND, ids=[row[0] for row in FOUND])
def test_found(shops: Archive, question: str, speaker: str, words: str) -> None:
    answer = asked(shops, question)
    assert answer.answers, answer
    assert answer.answers[0].speaker == speaker
    assert words in answer.answers[0].shown


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did the NSF leader say?", "Ola Berg"),
        ("what has the NSF leader said?", "Ola Berg"),
        ("what did the NSG leader say?", None),
        ("what did the SF leader say?", None),
        ("what did the NSF treasurer say?", None),
        ("what did the FTU leader say?", None),  # a former one
    ],
)
def test_initials_stand_for_a_role_without_a_topic(
    shops: Archive, question: str, speaker: str | None
) -> None:
    answer = asked(shops, question)
    assert {one.speaker for one in answer.answers} == ({speaker} if speaker else set())


# question | whose words must not be shown as the answer
NOT_ASKED = [
    ("whats the best way to cook rice", "Peter Rice"),
    ("the harbour girls, what are they mad about", "Trey Gowland"),
    ("those printers, what do they want", "Trey Gowland"),
    ("why is the Keller campaign giving donations back", "Anna Keller"),
    ("uncle joe on the sale", "Joe Birk"),
    ("What did the head of Harwick's host committee say about money raised?", "Tom Lund"),
    ("what did the NSG leader say about the ferry", "Ola Berg"),
    ("Keller's former labor secretary - what does he say about codes", "Anna Keller"),
]


@pytest.mark.parametrize(("question", "speaker"), NOT_ASKED, ids=[row[0] for row in NOT_ASKED])
def test_nobody_answers_for_whom_is_not_asked_about(shops: Archive, question: str, speaker: str) -> None:
    assert speaker not in {passage.speaker for passage in asked(shops, question).answers}
    assert speaker not in asked(shops, question).speakers


SHORT = (
    "The Met opens\n\n"
    'The Metropolitan Police said that a man "was held at the pier."\n\n'
    'The Met said that its season "opens with Tosca."\n\n'
    'The Centers for Disease Control and Prevention said that masks "work well."\n\n'
    'The CDC said that flu "is rising fast."\n'
)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did the Met say?", "Met"),
        ("what did met say about the season?", "Met"),
        ("what did the CDC say?", "CDC"),
        ("what did CDC say?", "CDC"),
        ("what did Scotland Yard say?", "Metropolitan Police"),
        ("what did the met police say?", "Metropolitan Police"),
    ],
)
def test_whoever_is_quoted_by_just_that_name_goes_before_an_alias(question: str, speaker: str) -> None:
    with Archive.temporary([made("short", SHORT)], finder="rules") as archive:
        assert {one.speaker for one in asked(archive, question).answers} == {speaker}


@pytest.mark.parametrize(
    "question", ["what did Gowland say about marmots", "what did Keller say about Norway's goats"]
)
def test_words_that_are_not_akin_are_refused(shops: Archive, question: str) -> None:
    assert asked(shops, question).outcome is Outcome.NO_QUOTATION


def test_what_is_told_by_words_akin_says_so(shops: Archive) -> None:
    (first, *_) = asked(shops, "what did Gowland say about hunger?").answers
    assert first.matched is Matched.MEANING
    assert ("words akin to the topic's", "in its sentences") in {reason[:2] for reason in first.reasons}
    (first, *_) = asked(shops, "what did Gowland say about starvation?").answers
    assert first.matched is Matched.WORDS


def test_what_people_ask_for_themselves_needs_nearly_all_its_words(shops: Archive) -> None:
    assert asked(shops, "how can I sell anything").answers
    assert asked(shops, "how can I sell my marmot").answers == ()
    assert asked(shops, "can you reset my short router").answers == ()


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("suspension", "that the treaty has no rule on suspension"),
        ("the dredger", "that the dredger had sunk"),
        *[(topic, None) for topic in ("cranes", "wages", "gulls", "ropes", "lamps", "fees", "herring")],
        *[(topic, None) for topic in ("charges", "tugs")],
    ],
)
def test_an_institution_is_answered_by_officials_whom_nobody_names(
    shops: Archive, topic: str, text: str | None
) -> None:
    answers = asked(shops, f"what did the Harwick Port Authority say about {topic}?").answers
    assert [(one.speaker, one.text) for one in answers] == ([(None, text)] if text else [])


def test_a_year_that_is_asked_for_is_told_by_the_article(shops: Archive) -> None:
    assert asked(shops, "who won the cup in 2022").answers == ()
    assert asked(shops, "who won the cup of 1999").answers
    assert asked(shops, "who won the cup").answers


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("who won the world cup in 2022", ("2022",)),
        ("what did Falk say about the 2022 FIFA World Cup?", ("2022",)),
        ("who lost the 2016 presidential election?", ("2016",)),
        ("who spoke of the class of 2020 as lost?", ("2020",)),
        ("who left in May 2019 for good?", ("2019",)),
        ("who praised 2016's campaign?", ("2016",)),
        ("who said 2000 jobs would go at the plant?", ()),
        ("who said 2000 new jobs would come?", ()),
        ("who said that in 2000 homes the power went?", ()),
        ("who said 2000 people were hurt in 2001?", ("2001",)),
        ("who said 2,000 jobs would go?", ()),
        ("who paid $2000 for a door?", ()),
    ],
)
def test_a_year_is_what_the_words_tell_of_as_one(question: str, years: tuple[str, ...]) -> None:
    assert years_of(question) == years


@pytest.mark.parametrize(
    ("question", "notes"),
    [
        ("what did Infantino say about the 2022 World Cup?", ("No article shown here tells of 2022.",)),
        ("what did Infantino say about the World Cup in 2014?", ("No article shown here tells of 2014.",)),
        ("Infantino on the 2022 world cup", ("No article shown here tells of 2022.",)),
        ("what did Infantino say about the 2018 World Cup?", ()),
        ("what did Infantino say about the World Cup?", ()),
        ("what did Ferber say about 2022 tickets for the cup?", ()),
    ],
)
def test_another_year_than_the_one_asked_for_is_told(question: str, notes: tuple[str, ...]) -> None:
    text = (
        'Cup\n\n"The 2018 World Cup is great," Gianni Infantino said.\n\n'
        '"The tickets for the cup are dear," Ruth Ferber said.\n'
    )
    with Archive.temporary([made("fifa", text)], finder="rules") as archive:
        answer = asked(archive, question)
    assert answer.answers
    assert answer.notes == notes


@pytest.mark.parametrize("number", ["2000", "2,000"])
def test_a_number_of_things_is_no_year(number: str) -> None:
    text = 'Plant\n\n"About 2,000 jobs would go at the plant," said Ann Low, the mayor.\n'
    with Archive.temporary([made("plant", text)], finder="rules") as archive:
        (found,) = asked(archive, f"who said {number} jobs would go at the plant?").answers
    assert found.speaker == "Ann Low"


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("who says the state is falling apart?", {"Vera Holt"}),
        ("who says Sweden is falling to pieces?", {"Ines Falk"}),
        ("who says Norway is falling apart?", set()),
    ],
)
def test_who_said_it_of_a_country_said_it_of_that_one(
    shops: Archive, question: str, speakers: set[str]
) -> None:
    assert {one.speaker for one in asked(shops, question).answers} == speakers


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what time does the shed close?", True),
        ("how long is the clock open for?", False),
        ("what time does the pharmacy close?", False),
    ],
)
def test_what_nobody_is_asked_to_have_said_has_to_be_nearer(
    shops: Archive, question: str, found: bool
) -> None:
    assert bool(asked(shops, question).answers) is found
