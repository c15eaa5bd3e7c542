"""Question shapes, one row a question: who is asked about, on what, and what kind of answer is wanted."""

import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.asked import near_names
from index.errors import EmptyQuestion
from index.people import People
from index.question import Question, QuestionKind
from index.rows import NameRow

SAID, WHO, COMPARE, SEARCH = (
    QuestionKind.SAID,
    QuestionKind.WHO_SAID,
    QuestionKind.COMPARE,
    QuestionKind.SEARCH,
)

NAMES = [
    NameRow(1, "Mikhail Kamynin", 4, 1, (("Foreign Ministry spokesman", 4),)),
    NameRow(2, "Vladimir Putin", 30, 8, (("President", 20), ("Russian President", 3))),
    NameRow(3, "Robert Gates", 2, 1, (("U.S. Defense Secretary", 2),)),
    NameRow(4, "Condoleezza Rice", 1, 1, (("Secretary of State", 1),)),
    NameRow(5, "Russia's Foreign Ministry", 1, 1, ()),
    NameRow(6, "Moscow", 1, 1, ()),
    NameRow(7, "Theresa May", 3, 1, (("Prime Minister", 3),)),
    NameRow(8, "Will Self", 3, 1, (("novelist", 1),)),
    NameRow(9, "The Who", 3, 1, ()),
    NameRow(10, "Anna Keller", 30, 5, (("mayor of Harwick", 3),)),
    NameRow(11, "Tom Keller", 3, 1, ()),
    NameRow(12, "Dmitry Peskov", 2, 1, (("Putin spokesman", 2),)),
    NameRow(13, "North Korea", 4, 2, ()),
    NameRow(14, "Centre for Grain Policy", 2, 1, ()),
    NameRow(15, "Harbour Report", 2, 1, ()),
    NameRow(16, "Karl-Heinz Brandt", 2, 1, ()),
    NameRow(17, "Marta Olave Ruiz", 2, 1, ()),
    NameRow(18, "Grand Hotel Las Vegas", 2, 1, ()),
    NameRow(19, "University of Virginia", 2, 1, ()),
    NameRow(20, "City of New York", 2, 1, ()),
    NameRow(21, "World Grain Organization", 2, 1, ()),
    NameRow(22, "North Coast Union", 2, 1, ()),
    NameRow(23, "National Crop Union", 2, 1, ()),
    NameRow(24, "Lena Marsh", 3, 1, (("Mayor", 2), ("Gov.", 1))),
    NameRow(25, "Oda Marsh", 3, 1, (("librarian", 3),)),
    NameRow(26, "Declan O\u2019Brien", 2, 1, (("defence lawyer", 2),)),
    NameRow(27, "François Girard", 2, 1, ()),
    NameRow(28, "Ministry of Grain", 2, 1, ()),
    NameRow(29, "Minister", 1, 1, ()),
    NameRow(31, "European Order", 2, 1, ()),
    NameRow(32, "Urban Kitchens", 2, 1, ()),
    NameRow(33, "Norway", 2, 1, ()),
    NameRow(44, "Ola Berg", 2, 1, (("grain premier", 2),)),
    NameRow(42, "European Union", 9, 3, ()),
    NameRow(34, "Joseph R. Hale Jr.", 4, 1, (("Vice President", 4),)),
    NameRow(36, "Bob", 9, 1, ()),
    NameRow(37, "Bob Corling", 2, 1, ()),
    NameRow(38, "Ada Finch", 2, 1, (("home-care aide from Harwick", 2),)),
    NameRow(39, "Ines Sol", 2, 1, (("Harwick Lt. Gov.", 2),)),
    NameRow(40, "Lake House", 2, 1, ()),
    NameRow(41, "Otto Reed", 2, 1, (("Lake House press secretary", 2),)),
    NameRow(30, "Uri Dahl", 2, 1, (("Iranian Prime Minister", 2),)),
]
PEOPLE = People.build(NAMES)
WRITTEN = {
    "iran",
    "missile",
    "defense",
    "putin",
    "moscow",
    "campaign",
    "powell",
    "bread",
    "price",
    "may",
    "colin",
}
"""Words that some article of the archive holds."""


def read(text: str) -> Question:
    """The question that `text` asks of an archive that quotes NAMES."""
    return Question.parse(
        text,
        PEOPLE,
        today=date(2026, 11, 24),
        is_word=WRITTEN.__contains__,
        publishers=("The New York Times", "Reuters", "USA Today"),
    )


UNITS = [
    "words ",
    "quote ",
    "Putin ",
    "may ",
    "what ",
    ", ",
    "is there a quote where ",
    "Putin's ",
    "who ",
    "did ",
]
PIECES = [
    "what", "who", "did", "Putin", "gates", "Kamynin's", "and", ",", ":", "about", "on", "said", "say", "the",
    "president", "of", "Russia", "may", "Will", "Self", "is there a quote where", "according to", "words",
    "quotes by", "compare", "vs", "Iran", "missile", "last week", "in the Times", "\"holy", "alliance\"", "?",
    "he", "them", "many times", "on the subject of", "Mr.", "J.", "\u202e", "\ud800", "Путин", "\u200b", "'",
]  # fmt: skip
PUTIN_GATES = ["Vladimir Putin", "Robert Gates"]
# question | kind | whom it asks about ("?" before one whom nobody quotes, "/" between namesakes) | topic
SHAPES = [
    ("what did Kamynin say?", SAID, ["Mikhail Kamynin"], ""),
    ("What did Kamynin say about Iran?", SAID, ["Mikhail Kamynin"], "iran"),
    ("WHAT DID KAMYNIN SAY ABOUT IRAN", SAID, ["Mikhail Kamynin"], "iran"),
    ("WHAT DID KAMYNIN SAY ABOUT a comment on Iran", SAID, ["Mikhail Kamynin"], "comment iran"),
    ("kamynin", SAID, ["Mikhail Kamynin"], ""),
    ("Kamynin on Iran", SAID, ["Mikhail Kamynin"], "iran"),
    ("mr. kamynin on Iran", SAID, ["Mikhail Kamynin"], "iran"),
    ("what Kamynin said about Iran", SAID, ["Mikhail Kamynin"], "iran"),
    ("Kamynin said about Iran?", SAID, ["Mikhail Kamynin"], "iran"),
    ("what has putin said so far", SAID, ["Vladimir Putin"], ""),
    ("what was Kamynin annoyed about", SAID, ["Mikhail Kamynin"], "annoyed"),
    ("why is Kamynin annoyed?", SAID, ["Mikhail Kamynin"], "annoyed"),
    ("what did Putin reaffirm", SAID, ["Vladimir Putin"], "reaffirm"),
    ("What did Rice propose?", SAID, ["Condoleezza Rice"], "propose"),
    ("what does Moscow first expect?", SAID, ["Moscow"], "expect"),
    ("Did Putin say Iran was building weapons?", SAID, ["Vladimir Putin"], "iran building weapons"),
    ("has Gates promised anything?", SAID, ["Robert Gates"], "promised"),
    ("what does Putin think of the shield?", SAID, ["Vladimir Putin"], "shield"),
    ("did Gates deny it?", SAID, ["Robert Gates"], "deny"),
    ("What did Putin call Iran?", SAID, ["Vladimir Putin"], "call iran"),
    ("Who did Putin call a liar?", SAID, ["Vladimir Putin"], "call liar"),
    ("What did Putin say to Gates about Iran?", SAID, ["Vladimir Putin"], "gates iran"),
    ("What did Putin say about Gates?", SAID, ["Vladimir Putin"], "gates"),
    ("how did Moscow respond to the U.S. offer?", SAID, ["Moscow"], "us offer"),
    ("could you please tell me what Mr. Kamynin had to say about bread?", SAID, ["Mikhail Kamynin"], "bread"),
    ("I want to know what Putin said about bread", SAID, ["Vladimir Putin"], "bread"),
    ("What is Putin's position on Iran's nuclear plant?", SAID, ["Vladimir Putin"], "iran nuclear plant"),
    ("What's Kamynin's view on Iran?", SAID, ["Mikhail Kamynin"], "iran"),
    ("Kamynin's statement on missile defense", SAID, ["Mikhail Kamynin"], "missile defense"),
    ("any quotes from Putin on Iran?", SAID, ["Vladimir Putin"], "iran"),
    ("Is Iran an enemy according to Kamynin?", SAID, ["Mikhail Kamynin"], "iran enemy"),
    # what comes before the question, and topics that do
    ("is there a quote where Gates talks about Iran?", SAID, ["Robert Gates"], "iran"),
    ("find me the passage in which Putin says bread is dear", SAID, ["Vladimir Putin"], "bread dear"),
    ("is it true that Putin said bread is dear?", SAID, ["Vladimir Putin"], "bread dear"),
    ("thanks! and what did Putin say about Iran?", SAID, ["Vladimir Putin"], "iran"),
    ("hey, I wonder what Mr. Gates said on Iran", SAID, ["Robert Gates"], "iran"),
    ("Regarding Iran, what did Gates say?", SAID, ["Robert Gates"], "iran"),
    ("Iran: what did Gates say?", SAID, ["Robert Gates"], "iran"),
    ("what's on the record from Gates about Iran", SAID, ["Robert Gates"], "iran"),
    ("what did Gates say on the subject of Iran", SAID, ["Robert Gates"], "iran"),
    ("what did Gates say abt Iran", SAID, ["Robert Gates"], "iran"),
    ("what did Gates tell reporters about Iran", SAID, ["Robert Gates"], "iran"),
    ("according to Gates, Iran is an enemy", SAID, ["Robert Gates"], "iran enemy"),
    ("according to Kamynin, the Foreign Ministry spokesman, Iran is no enemy", SAID, ["Mikhail Kamynin"],
     "iran enemy"),
    ("what's Putin's opinion of Gates", SAID, ["Vladimir Putin"], "gates"),
    ("quote Gates on Iran", SAID, ["Robert Gates"], "iran"),
    ("which countries did Gates praise", SAID, ["Robert Gates"], "praise countries"),
    ("what reasons did Gates give for the shield?", SAID, ["Robert Gates"], "shield"),
    ("what reasons did Colin Powell give for the shield?", SAID, ["?Colin Powell"], "shield"),
    ("how often did Putin mention Iran", SAID, ["Vladimir Putin"], "iran"),
    ("What did Gates have to say", SAID, ["Robert Gates"], ""),
    ("did Colin Powell ever talk about Iran?", SAID, ["?Colin Powell"], "iran"),
    ("everything Rice said", SAID, ["Condoleezza Rice"], ""),
    ("all that Putin said on Iran", SAID, ["Vladimir Putin"], "iran"),
    ("the things Gates ever said about bread", SAID, ["Robert Gates"], "bread"),
    ("words Putin said on Iran", SAID, ["Vladimir Putin"], "iran"),
    # a name and other words, no verb
    ("kamynin iran", SAID, ["Mikhail Kamynin"], "iran"),
    ("missile defense Robert Gates", SAID, ["Robert Gates"], "missile defense"),
    ("Gates marching orders", SAID, ["Robert Gates"], "marching orders"),
    ("latest from Gates", SAID, ["Robert Gates"], ""),
    ("Barbara Rice missile", SEARCH, [], "barbara rice missile"),
    ("bread president Putin", SAID, ["Vladimir Putin"], "bread"),
    ("Putin Gates missile", SEARCH, [], "putin gates missile"),
    ("Moscow missile", SEARCH, [], "moscow missile"),
    # roles, institutions, capitals
    ("the Foreign Ministry spokesman", SAID, ["Mikhail Kamynin"], ""),
    ("what did the foreign ministry spokesman say about Iran", SAID, ["Mikhail Kamynin"], "iran"),
    ("what did the foreign ministry spokeswoman say", SAID, ["Mikhail Kamynin"], ""),
    ("What did Russia's president say?", SAID, ["Vladimir Putin"], ""),
    ("what did the president of Russia say", SAID, ["Vladimir Putin"], ""),
    ("what did the secretary of state propose", SAID, ["Condoleezza Rice"], "propose"),
    ("What did the mayor of Harwick say?", SAID, ["Anna Keller"], ""),
    ("Foreign Ministry spokesman Mikhail Kamynin on Iran", SAID, ["Mikhail Kamynin"], "iran"),
    ("Kamynin, the Foreign Ministry spokesman, on Iran", SAID, ["Mikhail Kamynin"], "iran"),
    ("What did Putin's spokesman say?", SAID, ["Dmitry Peskov"], ""),
    ("what did Putin spokesman Peskov say", SAID, ["Dmitry Peskov"], ""),
    ("what did the Foreign Ministry say", SAID, ["Russia's Foreign Ministry"], ""),
    ("what did the Russian foreign ministry say", SAID, ["Russia's Foreign Ministry"], ""),
    ("what did Russia say about missile defense", SAID, ["Moscow"], "missile defense"),
    ("what did Korea say", SAID, ["North Korea"], ""),
    ("What did N. Korea say?", SAID, ["North Korea"], ""),
    ("What did Grain Policy say?", SAID, ["Centre for Grain Policy"], ""),
    ("What did the Harbour Report say?", SAID, ["Harbour Report"], ""),
    ("What did New York say?", SAID, ["City of New York"], ""),
    ("What did the WGO say about bread?", SAID, ["World Grain Organization"], "bread"),
    ("wgo said what on bread", SAID, ["World Grain Organization"], "bread"),
    ("WGO on bread", SAID, ["World Grain Organization"], "bread"),
    ("What did the NCU say?", SAID, ["?NCU"], ""),
    ("What did Las Vegas say?", SAID, ["?Las Vegas"], ""),
    ("What did Virginia say?", SAID, ["?Virginia"], ""),
    ("What did the University of Virginia say?", SAID, ["University of Virginia"], ""),
    # names that are other words as well
    ("What did Will Self say", SAID, ["Will Self"], ""),
    ("What did The Who say about touring?", SAID, ["The Who"], "touring"),
    ("the who on touring", SAID, ["The Who"], "touring"),
    ("what did may say about brexit", SAID, ["Theresa May"], "brexit"),
    ("quotes from May on Brexit", SAID, ["Theresa May"], "brexit"),
    # halves of names, short forms, misspellings
    ("what did Vladimir say", SAID, ["Vladimir Putin"], ""),
    ("what did Bob Gates say", SAID, ["Robert Gates"], ""),
    ("what did Heinz Brandt say", SAID, ["Karl-Heinz Brandt"], ""),
    ("what did Karl Brandt say", SAID, ["Karl-Heinz Brandt"], ""),
    ("What did Olave say about bread?", SAID, ["Marta Olave Ruiz"], "bread"),
    ("what did Karl-Otto Brandt say", SAID, ["?Karl-Otto Brandt"], ""),
    ("What did Prime Minister Theresa say?", SAID, ["Theresa May"], ""),
    ("what did Kaminin say?", SAID, ["Mikhail Kamynin"], ""),
    ("robert gats on Iran", SAID, ["Robert Gates"], "iran"),
    ("what did Kamynin' say?", SAID, ["Mikhail Kamynin"], ""),
    ("what did condoleeza rice propose", SAID, ["Condoleezza Rice"], "propose"),
    # nobody of that name
    ("What did Bush say?", SAID, ["?Bush"], ""),
    ("bush", SEARCH, [], "bush"),
    ("Bush on Iran", SAID, ["?Bush"], "iran"),
    ("What did Colin Powell say", SAID, ["?Colin Powell"], ""),
    ("What did Barbara Rice say?", SAID, ["?Barbara Rice"], ""),
    ("what did the Keller campaign say", SAID, ["?Keller campaign"], ""),
    ("What did Planned Parenthood say?", SAID, ["?Planned Parenthood"], ""),
    ("what did planned parenthood say about bread", SAID, ["?planned parenthood"], "bread"),
    ("What did Hail Mary say?", SAID, ["?Hail Mary"], ""),
    ("what did Keller's lawyer say", SAID, ["?Keller's lawyer"], ""),
    # namesakes
    ("What did Keller say about bread?", SAID, ["Anna Keller/Tom Keller"], "bread"),
    ("What did Tom Keller say about bread?", SAID, ["Tom Keller"], "bread"),
    ("What did Mrs. Keller say?", SAID, ["Anna Keller"], ""),
    # several
    ("What did Putin and Gates say about missile defense?", COMPARE, PUTIN_GATES, "missile defense"),
    ("compare Putin and Gates on missile defense", COMPARE, PUTIN_GATES, "missile defense"),
    ("Putin vs Gates on missile defense", COMPARE, PUTIN_GATES, "missile defense"),
    ("How do Putin and Gates differ on missile defense?", COMPARE, PUTIN_GATES, "missile defense"),
    ("What did Putin, Gates and Rice say?", COMPARE, [*PUTIN_GATES, "Condoleezza Rice"], ""),
    ("What did Gates and Bush say about Iran", COMPARE, ["Robert Gates", "?Bush"], "iran"),
    # nobody in particular
    ("Who said \"holy alliance\"?", WHO, [], "holy alliance"),
    ("who said holy alliance", WHO, [], "holy alliance"),
    ("who welcomed the proposals?", WHO, [], "welcomed proposals"),
    ("what was said about Iran?", WHO, [], "iran"),
    ("what did he say about Iran", WHO, [], "iran"),
    ("He about Iran", WHO, [], "iran"),
    ("what did officials say about Iran", WHO, [], "iran officials"),
    ("missile defense sites in Europe", SEARCH, [], "missile defense sites europe"),
    ("What is the price of bread?", SEARCH, [], "price bread"),
    ("Where were the talks held?", SEARCH, [], "held"),
    ("who is Mikhail Kamynin?", SEARCH, [], "mikhail kamynin"),
    ("colin powell on Iraq", SEARCH, [], "colin powell iraq"),
    # a title, a suffix or a role tells namesakes apart
    ("what did Mayor Marsh say?", SAID, ["Lena Marsh"], ""),
    ("what did the librarian Marsh say about bread", SAID, ["Oda Marsh"], "bread"),
    ("what did Governor Marsh say?", SAID, ["Lena Marsh"], ""),
    ("what did Marsh say?", SAID, ["Lena Marsh/Oda Marsh"], ""),
    ("what did Anna Keller Jr. say", SAID, ["?Anna Keller Jr."], ""),
    ("what did the defense lawyer say", SAID, ["Declan O’Brien"], ""),
    ("what did the Iranian prime minister say?", SAID, ["Uri Dahl"], ""),
    # somebody who only has to do with those who are quoted
    ("what did the director of the Harbour Report say?", SAID, ["?director of the Harbour Report"], ""),
    ("what did the lawyer for Putin say?", SAID, ["?lawyer for Putin"], ""),
    ("what did Putin's rivals say?", SAID, ["?Putin's rivals"], ""),
    ("what did Putin's speech say about Iran?", SAID, ["Vladimir Putin"], "speech iran"),
    ("what did the culture ministry say about bread", SAID, ["?culture ministry"], "bread"),
    ("what did the grain ministry say about bread", SAID, ["Ministry of Grain"], "bread"),
    ("what did the ministry say?", SAID, ["Ministry of Grain/Russia's Foreign Ministry"], ""),
    # names of two words, of which the archive knows one
    ("Anna Harmer", SAID, ["?Anna Harmer"], ""),
    ("Robert Gatse", SAID, ["Robert Gates"], ""),
    ("anna bread", SAID, ["Anna Keller"], "bread"),
    ("what did Pope Francis say?", SAID, ["?Pope Francis"], ""),
    # initials of two letters, capitals for a country, verbs that are nouns, too
    ("what did the EO say?", SAID, ["European Order"], ""),
    ("what did the eo say?", SAID, ["?eo"], ""),
    ("what did the UK say?", SAID, ["?UK"], ""),
    ("what did Oslo say?", SAID, ["Norway"], ""),
    ("what did Putin tweet about Iran?", SAID, ["Vladimir Putin"], "tweet iran"),
    ("Putin's tweet about Iran", SAID, ["Vladimir Putin"], "iran"),
    ("who said not today not tomorrow", WHO, [], "today tomorrow"),
    ("Gates Harbour Report", SAID, ["Robert Gates"], "harbour report"),
    # what people put before and between
    ("can you possibly help me find out what Gates ever said on Iran", SAID, ["Robert Gates"], "iran"),
    ("what did Gates, who I think was there, say about Iran?", SAID, ["Robert Gates"], "iran"),
    # a league of states is not called after its last word
    ("what did the union say about bread?", SAID, ["North Coast Union/National Crop Union"], "bread"),
    ("what did the European Union say?", SAID, ["European Union"], ""),
    # a country that none of the holder's roles tells is another's
    ("what did the French president say about bread?", SAID, ["?French president"], "bread"),
    ("what did the US president say about bread?", SAID, ["?US president"], "bread"),
    ("what did the vice president say?", SAID, ["Joseph R. Hale Jr."], ""),
    ("what did the American grain premier say?", SAID, ["?American grain premier"], ""),
    ("what did the grain premier say?", SAID, ["Ola Berg"], ""),
    ("what did the US mayor of Harwick say about bread?", SAID, ["Anna Keller"], "bread"),
    # a role as articles word it, the short for it, and the institution that it begins with
    ("what did the home-care aide from Harwick say?", SAID, ["Ada Finch"], ""),
    ("what did the Harwick lieutenant governor say?", SAID, ["Ines Sol"], ""),
    ("what did the Lake House press secretary say on bread", SAID, ["Otto Reed"], "bread"),
    ("what did the Lake House press?", SAID, ["Lake House"], "press"),
    # a short form without the "Jr.", and one who has no other name
    ("joe hale on bread", SAID, ["Joseph R. Hale Jr."], "bread"),
    ("what did Joe Hale Sr. say", SAID, ["?Joe Hale Sr."], ""),
    ("what did Bob say?", SAID, ["Bob"], ""),
    # what people tell of themselves, and whom "he" stands for
    ("I'm writing a story on bread, could you tell me what Gates said?", SAID, ["Robert Gates"], "bread"),
    ("we're fact-checking a claim about Iran; what did Gates say about it?", SAID, ["Robert Gates"], "iran"),
    ("I'm working on a piece about Gates, what did he say about Iran?", SAID, ["Robert Gates"], "iran"),
    ("Gates: what did he say on Iran", SAID, ["Robert Gates"], "iran"),
    ("Gates and Putin: what did he say on Iran", WHO, [], "iran gates putin"),
    ("bread seller, what did she say?", WHO, [], "bread seller"),
    ("gates bread quotes", SAID, ["Robert Gates"], "bread"),
    # two questions
    ("what did Putin say about Iran and what did Gates say about it?", COMPARE, PUTIN_GATES, "iran"),
    ("what did Putin say about Iran, and what did Gates say about Iran", COMPARE, PUTIN_GATES, "iran"),
    ("what did Putin say about Iran and what did Gates say about bread", SAID, ["Vladimir Putin"], "iran"),
    ("when and where did Gates speak about Iran", SAID, ["Robert Gates"], "iran"),
    # many of a role are no one of them
    ("which senators criticized Putin?", WHO, [], "criticized putin"),
    ("which officials called Putin a liar", WHO, [], "called putin liar"),
    ("which country did Gates praise", SAID, ["Robert Gates"], "praise country"),
    ("who compared Putin to anyone?", WHO, [], "compared putin"),
    ("what did the presidents say about bread?", SAID, ["?presidents"], "bread"),
    # whose a noun of speech is
    ("quote me something by Gates", SAID, ["Robert Gates"], ""),
    ("quote something from Gates on Iran", SAID, ["Robert Gates"], "iran"),
    ("Anna Harmer's reaction to Putin", SAID, ["?Anna Harmer"], "putin"),
    # "may" before "on" helps no verb
    ("May on bread", SAID, ["Theresa May"], "bread"),
    ("may on bread", SAID, ["Theresa May"], "bread"),
    # apostrophes left out
    ("what did obrien say about bread", SAID, ["Declan O’Brien"], "bread"),
    ("O Brien bread", SAID, ["Declan O’Brien"], "bread"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "asked", "topic"), SHAPES, ids=[row[0] for row in SHAPES])
def test_shape(text: str, kind: QuestionKind, asked: list[str], topic: str) -> None:
    question = read(text)
    found = [
        "/".join(person.name for person in one.people) if one.people else "?" + one.written
        for one in question.asked
    ]
    assert (question.kind, found, " ".join(word.word for word in question.topic)) == (kind, asked, topic)


def test_that_a_second_question_is_left_is_told() -> None:
    two = read("what did Putin say about Iran and what did Gates say about bread?")
    assert two.notes == (
        "Only the first question is answered; ask “what did Gates say about bread” by itself.",
    )


def test_what_was_first_said_is_wanted_oldest_first() -> None:
    question = read("when did Gates first mention Iran?")
    assert (question.oldest, [word.word for word in question.topic]) == (True, ["iran"])
    assert not read("when did Gates mention Iran first?").oldest


@pytest.mark.parametrize("text", ["thanks", "thank you, bye", "hello, can you help?"])
def test_a_civil_word_asks_nothing(text: str) -> None:
    with pytest.raises(EmptyQuestion):
        read(text)


def test_that_a_group_is_read_as_anybody_is_told() -> None:
    assert read("which senators criticized Putin?").notes == ("Read “which senators” as “who”.",)


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        for _ in range(3):
            with suppress(EmptyQuestion):
                read((unit * length)[:length])
        return time.process_time() - start

    seconds(4096)
    assert seconds(4096) < 20 * seconds(512) + 0.1


def test_a_long_text_is_searched_for_as_it_stands() -> None:
    text = "Gates said that Iran " + "would build missiles and " * 30
    assert read(text).kind is SEARCH
    assert read("who said " + text).kind is WHO
    assert [word.word for word in read(text).topic][:3] == ["gates", "iran", "build"]


@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_law_anything_is_a_question_or_asks_nothing(text: str) -> None:
    try:
        question = read(text)
    except EmptyQuestion:
        return
    assert question.text == text
    bounded = any(question.period) or question.publishers
    assert question.asked or question.topic or question.phrase or question.leaning or bounded
    for one in question.asked:
        assert one.people or one.written
    assert len({word.terms for word in question.topic}) == len(question.topic)


@pytest.mark.parametrize("text", ["", "   ", "???", "“”", "what?", "did the"])
def test_nothing_asked(text: str) -> None:
    with pytest.raises(EmptyQuestion):
        read(text)


def test_phrase_between_quotation_marks_is_kept_as_it_stands() -> None:
    assert read("Who said “holy alliance”?").phrase == "holy alliance"
    assert read('Who said "it’s critical, he said, to"?').phrase == "it’s critical, he said, to"
    assert read("who said 'a holy alliance'").phrase == "a holy alliance"
    assert read("What is Putin's view?").phrase is None
    assert read('Did Putin say "no proof"?').phrase == "no proof"


def test_a_name_that_is_no_word_to_search_for_is_found_as_it_stands() -> None:
    question = read("what did people say about Will May?")
    assert (question.kind, question.phrase, question.topic) == (WHO, "Will May", ())


def test_who_somebody_is_asks_for_no_deed() -> None:
    assert not any(word.verb for word in read("who is Putin's spokesman?").topic)


def test_initials_are_spelt_out_and_it_is_told() -> None:
    assert read("what did the WGO say?").notes == ("Read “WGO” as World Grain Organization.",)


def test_misspelt_name_is_put_right_and_told() -> None:
    assert read("what did Kaminin say?").notes == ("Read “Kaminin” as Mikhail Kamynin.",)


def test_name_that_some_article_holds_is_not_taken_for_a_misspelt_one() -> None:
    people = People.build([NameRow(1, "Colin Powers", 3, 1, ())])
    question = Question.parse("What did Colin Powell say?", people, is_word={"colin", "powell"}.__contains__)
    assert question.asked[0].people == ()
    assert question.asked[0].near == ("Colin Powers",)


def test_verb_of_speech_is_told_from_the_topic() -> None:
    assert [(word.word, word.verb) for word in read("What did Rice propose for Iran?").topic] == [
        ("propose", True),
        ("iran", False),
    ]


def test_article_may_answer_where_no_one_is_asked_to_speak() -> None:
    assert read("When did Putin visit Iran?").narrative
    assert read("what was Kamynin annoyed about").narrative
    assert not read("What did Kamynin say about wheat?").narrative
    assert not read("What did Bush say?").narrative


def test_date_and_publisher_are_no_topic() -> None:
    question = read("What did Putin promise about bread in the Times in October 2016?")
    assert question.period == (date(2016, 10, 1), date(2016, 10, 31))
    assert question.publishers == ("The New York Times",)
    assert [word.word for word in question.topic] == ["promise", "bread"]


def test_a_paper_that_is_called_by_a_day_is_no_day() -> None:
    question = read("what did Gates say about Iran in USA Today?")
    assert (question.publishers, question.period) == (("USA Today",), (None, None))
    assert [word.word for word in question.topic] == ["iran"]


def test_month_that_is_a_name() -> None:
    question = read("what did May say in May")
    assert [person.name for person in question.asked[0].people] == ["Theresa May"]
    assert question.period == (date(2026, 5, 1), date(2026, 5, 31))


def test_speaker_given_beside_the_question_overrides_it() -> None:
    question = Question.parse("missile defense", PEOPLE, speaker="Kamynin")
    assert [person.name for person in question.asked[0].people] == ["Mikhail Kamynin"]
    assert [word.word for word in question.topic] == ["missile", "defense"]
    assert question.kind is SAID


@pytest.mark.parametrize("speaker", ["he", "officials", "nobody I know"])
def test_a_speaker_who_is_nobody_in_particular_is_not_known(speaker: str) -> None:
    (one,) = Question.parse("missile defense", PEOPLE, speaker=speaker).asked
    assert (one.people, bool(one.written)) == ((), True)


@pytest.mark.parametrize("speaker", ["", "  ", "?"])
def test_a_speaker_without_a_word_asks_nothing(speaker: str) -> None:
    with pytest.raises(EmptyQuestion, match="the speaker's name holds no word"):
        Question.parse("missile defense", PEOPLE, speaker=speaker)


def test_near_names_are_namesakes_first() -> None:
    assert near_names(PEOPLE, "Maria Keller")[:2] == ("Anna Keller", "Tom Keller")
    assert "Mikhail Kamynin" in near_names(PEOPLE, "Kamenin")


def test_those_of_a_role_are_suggested_where_it_is_nobodys() -> None:
    assert near_names(PEOPLE, "mayor of Selby") == ("Anna Keller", "Lena Marsh")
    assert near_names(PEOPLE, "new mayor") == ("Anna Keller", "Lena Marsh")
    assert near_names(PEOPLE, "director of the Harbour Report") == ("Harbour Report",)
    assert near_names(PEOPLE, "Putin's lawyer") == ("Vladimir Putin",)
    assert near_names(PEOPLE, "his lawyer") == ()


def test_names_that_only_share_letters_are_not_near() -> None:
    people = People.build([NameRow(1, "United States", 3, 1, ()), NameRow(2, "Jennifer Roberts", 2, 1, ())])
    assert near_names(people, "gates") == ()
    assert near_names(people, "Gennifer Flowers") == ("Jennifer Roberts",)
