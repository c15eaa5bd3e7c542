"""Terms: a table of words and their traps, and the laws that hold for any text."""

import re
import time

import pytest
import Stemmer
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis.terms import term_spans, terms
from index.analysis.tokenizer import LONGEST
from index.lexicon.stop_words import STOP_WORDS

ROWS = [
    # questions and what they are about
    ("What did Kamynin say about the missile shield?", "kamynin missil shield"),
    ("what did kamynin SAY about THE MISSILE shield", "kamynin missil shield"),
    ("Who said so, and what was he telling them?", ""),
    ("he'll, we've, it's, I'd, won't, can't, didn’t, dont", ""),
    # apostrophes and possessives
    ("Russia's plan", "russia plan"),
    ("Russia’s plans", "russia plan"),
    ("the Trumps' taxes and Trump's tax", "trump tax trump tax"),
    ("O'Brien met D’Souza", "obrien met dsouza"),
    ("Trump'll go", "trump go"),
    # hyphens
    ("missile-defense sites", "missil defens site"),
    ("missile defense sites", "missil defens site"),
    ("co-operate, cooperate, re-elected, reelected", "cooper cooper reelect reelect"),
    ("e-mail, email, an F-16, the U-S-A", "email email f16 usa"),
    ("anti\u2011American, R-Ky.", "anti american r ky"),
    # numbers
    ("$1,000,000 or 2.5% at 9:30 in the 1990s", "1000000 2.5 percent 9:30 1990"),
    ("1,2 and 1.000; 51 percent", "1,2 1.000 51 percent"),
    ("٣٤ men", "34 men"),
    # one name in many forms
    ("the U.S., the US, the USA, the U.S.A. and the United States", "usa usa usa usa usa"),
    ("the U.S.'s plan, U.S.-led, the United States' plan", "usa plan usa led usa plan"),
    ("Tell us about the us. Give us the united  states!", "usa give usa"),
    ("UN, U.N., United Nations; UK, U.K.; the EU and European Union", "un un un uk uk eu eu"),
    ("a united front of European states; United, he said", "unit front european state unit"),
    ("J.F.K. and JFK", "jfk jfk"),
    # names that look like common words
    ("What did Theresa May say? She may.", "theresa may"),
    ("May said it in May 2016, and it will be Will Self.", "may 2016 will self"),
    ("Mrs. May and Mr. Will", "mrs may mr will"),
    ("What Will Trump Say About Iran?", "trump iran"),
    ("WHAT WILL TRUMP SAY ABOUT US", "trump"),
    ("Who are The Who? The WHO knows, IT firms too.", "who who know it firm"),
    ("Edward Said said so.", "edward said"),
    # letters of the world
    ("Naïve Ünïted Łódź Ørsted Straße", "naiv unit lodz orst strass"),
    ("nai\u0308ve \u0438\u0306од q\u0303", "naiv \u0439од q"),
    ("ﬁnance ＵＮＯ", "financ uno"),
    ("İstanbul ISTANBUL istanbul", "istanbul istanbul istanbul"),
    ("Президент России заявил: «ёлки»", "президент росс заяв елк"),
    ("Η Αθήνα", "η αθηνα"),
    ("他说他会来", "他 说 他 会 来"),
    ("بوتين हिन्दी 한국어", "بوتين हिन्दी 한국어"),
    # what nobody sees
    ("Kam\u200bynin mis\u00adsile \u202eevil\u202c", "kamynin missil evil"),
    ("🎉 — … “”", ""),
    ("", ""),
    ("\0\ud800", ""),
    ("snake_case @sen_ruiz #GoAna", "snake case sen ruiz goana"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_terms(text: str, expected: str) -> None:
    assert terms(text) == expected.split()


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_term_spans_agree(text: str, expected: str) -> None:
    assert [term for term, _ in term_spans(text)] == expected.split()


def test_spans_cover_the_words_as_written() -> None:
    text = "“U.S.-led co-operation,” said the  United\nStates’ Trump’s 他说."
    assert [(term, span.of(text)) for term, span in term_spans(text)] == [
        ("usa", "U.S."),
        ("led", "led"),
        ("cooper", "co-operation"),
        ("usa", "United\nStates’"[:-1]),
        ("trump", "Trump’s"),
        ("他", "他"),
        ("说", "说"),
    ]


# ---------------------------------------------------------------------------------------- laws

WORDS = """
May Will US us the The WHO IT Who Said said United States Nations European Union U.S. U.S.-led Mr. Mrs. R-Ky.,
re-elect e-mail F-16 1,000 2.5% 1990s didn’t Trump's O’Brien Łódź Straße ёлка 他说 हिन्दी missiles,
(talks) “Iran.” ' -
"""
news = st.lists(st.sampled_from([*WORDS.split(), "", "\n"])).map(" ".join)
texts = st.text(max_size=200) | news
plain = st.lists(st.from_regex(r"[A-Za-z]{1,9}('s)?", fullmatch=True)).map(" ".join)


@settings(deadline=None)
@given(texts)
@example("United States United Nations")
@example("bathe us the us")
def test_law_term_spans_agree_with_terms(text: str) -> None:
    assert [term for term, _ in term_spans(text)] == terms(text)


@settings(deadline=None)
@given(texts)
def test_law_spans_are_in_order_and_not_empty(text: str) -> None:
    end = 0
    for _, span in term_spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@settings(deadline=None)
@given(texts)
def test_law_no_term_is_empty_long_or_white(text: str) -> None:
    for term in terms(text):
        assert 0 < len(term) <= LONGEST
        assert not any(char.isspace() for char in term)


@settings(deadline=None)
@given(texts)
def test_law_quotes_curly_or_straight_are_the_same(text: str) -> None:
    assert terms(text) == terms(text.replace("’", "'").replace("“", '"').replace("”", '"'))


@settings(deadline=None)
@given(plain)
def test_law_lower_case_adds_no_terms(text: str) -> None:
    mixed, lower = terms(text), terms(text.lower())
    rest = iter(mixed)
    assert all(term in rest for term in lower)  # in order, but for names that looked like common words
    assert terms(text.upper().lower()) == lower


@settings(deadline=None)
@given(plain)
def test_law_a_word_alone_gives_what_it_gives_in_a_text(text: str) -> None:
    lower = re.sub(r"\b(us|united|european)\b", "x", text.lower())
    assert terms(lower) == [term for word in lower.split() for term in terms(word)]


@pytest.mark.parametrize(
    "unit", ["x", "a-", "a.", "'", "1,", "\u200b", "他", "é", "United ", "the us ", "May ", "\u0301"]
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        terms(text)
        return time.process_time() - start

    small = min(seconds(4_000), seconds(4_000))
    assert min(seconds(32_000), seconds(32_000)) < 8 * 3 * small + 0.02


@pytest.mark.quality
def test_faster_than_a_plain_loop() -> None:
    """About twice as fast as a pattern, stop words and the stemmer; the floor allows for a busy one."""
    stem, word = Stemmer.Stemmer("english").stemWord, re.compile(r"\w+")
    vocabulary = [
        "Officials",
        "said",
        "the",
        "missiles,",
        "Iran's",
        "of",
        "“holy",
        "alliance”",
        "and",
        "2016",
        "Kamynin.",
    ]
    sentences = [
        " ".join(vocabulary[i % 7 :] + vocabulary[: i % 5] + [f"case{i % 900}"]) for i in range(3000)
    ]

    def loop(text: str) -> list[str]:
        return [stem(found) for found in word.findall(text.lower()) if found not in STOP_WORDS]

    def seconds(analysis: object) -> float:
        assert callable(analysis)
        start = time.process_time()
        for sentence in sentences:
            analysis(sentence)
        return time.process_time() - start

    ours, theirs = zip(*((seconds(terms), seconds(loop)) for _ in range(12)), strict=True)
    assert min(ours) < min(theirs) / 1.2
