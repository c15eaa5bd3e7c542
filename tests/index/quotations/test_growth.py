"""The time that an article takes, from finding its quotations to answering from it, grows with its length."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.quotations.extraction import Finder, extract_quotations
from index.quotations.rules.finder import find_by_rules
from index.quotations.speakers.sources import Sources
from index.records.archive import Archive
from index.spans import Overlaps, Span
from tests.support.articles import made

TIMES = 8
"""How much longer the long article is."""
BOUND = 2.5 * TIMES
"""What n log n allows, and noise; time that grew with the square would be 64 times as long."""

UNITS = {
    "a quotation in every sentence": '"Yes, it is," he said. ',
    "a quotation in every paragraph": '"Yes, it is," he said.\n\n',
    "a transcript": "Smith: yes, so it is.\n",
    "a transcript of long turns": "SMITH: Yes, so it is.\n\nIt is so.\n\n",
    "speech within speech": "She said she said she said she said it. ",
    "names everywhere": "Ana Ruiz told Bob Smith that Carla Diaz left. ",
    "courtesies": "Mr. Smith said that Mrs. Jones said that it was good. ",
    "quotations that nobody closes": "\u201cOpen again and again.\n\n",
    "one paragraph of opening marks": "\u201cOpen again and again ",
    "cues alone": "said that ",
    "sources alone": "according to the man who said, ",
    "capitals": "Aaa Bbb Ccc Ddd Eee ",
    "commas": "a, b, c, said d, e, ",
    "marks in marks": "'\"'\"said'\"'\" ",
    "dashes": "-",
    "lines of dashes": "-----\n",
    "stars": "* * *\n\n",
}
QUESTIONS = [
    'Who said "yes, it is"?',
    "what did Smith say",
    "who said it was good",
    'Who said "again"?',
    "Ana",
]


def people(length: int) -> str:
    """An article in which everybody quoted is somebody else."""
    dice = random.Random(1)
    parts: list[str] = []
    while len(parts) * 40 < length:
        surname = "".join(dice.choice("abcdefghijklmnop") for _ in range(7)).title()
        parts.append(f'"It is so," said {dice.choice(["Al", "Bo", "Flo", "Ike"])} {surname}, a farmer.')
    return "\n\n".join(parts)


def strangers(length: int) -> str:
    """An article that names everybody once, in full or by a surname that is nobody's full name."""
    dice = random.Random(2)
    parts: list[str] = []
    while len(parts) * 55 < length:
        one, two = ("".join(dice.choice("abcdefghijklmnop") for _ in range(8)).title() for _ in range(2))
        parts.append(f"Ana {one} came to the fair. {two} said that it was old.")
    return "\n\n".join(parts)


def signed(length: int) -> str:
    """An article of sentences without marks that somebody else signs each."""
    dice = random.Random(3)
    parts: list[str] = []
    while len(parts) * 50 < length:
        name = "".join(dice.choice("abcdefghijklmnop") for _ in range(6)).title()
        parts.append(f"They said that it was not mine to keep.\n\n\u2014 Ana {name}")
    return "\n\n".join(parts)


def bodies(length: int) -> str:
    """An article in which a new company and a new senator are named, and spoken of without their names."""
    dice = random.Random(1)
    parts: list[str] = []
    while len(parts) * 150 < length:
        name, surname = ("".join(dice.choice("abcdefghijklmnop") for _ in range(7)).title() for _ in range(2))
        parts.append(
            f"{name} Oil said it was so. The company said no more. Senator Al {surname} said it was not. "
            "The senator, the campaign said, was wrong, and he had told her."
        )
    return "\n\n".join(parts)


def seconds(work: Callable[[], object]) -> float:
    """Processor time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def repeated(unit: str, length: int) -> Article:
    """An article of a unit over and over, about so many characters long."""
    return made("long", unit * (length // len(unit)))


def add_and_ask(article: Article) -> None:
    """What a person does with an article."""
    with Archive.temporary([article], finder="rules") as archive:
        for question in QUESTIONS:
            archive.ask(question)


def check_growth(short: Article, long: Article, work: Callable[[Article], object]) -> None:
    """That the long article takes no longer than its length allows; a second look where one was disturbed."""
    work(short)  # what is loaded once
    looks = [(seconds(lambda: work(short)), seconds(lambda: work(long))) for _ in range(2)]
    assert min(later / first for first, later in looks) < BOUND


@pytest.mark.parametrize("unit", list(UNITS)[:4])
def test_adding_and_asking(unit: str) -> None:
    check_growth(repeated(UNITS[unit], 15_000), repeated(UNITS[unit], 15_000 * TIMES), add_and_ask)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("unit", UNITS)
def test_adding_and_asking_more(unit: str) -> None:
    check_growth(repeated(UNITS[unit], 60_000), repeated(UNITS[unit], 60_000 * TIMES), add_and_ask)


def test_many_people() -> None:
    check_growth(made("long", people(10_000)), made("long", people(10_000 * TIMES)), add_and_ask)


@pytest.mark.parametrize("written", [strangers, signed, pytest.param(bodies, marks=pytest.mark.slow)])
def test_many_names(written: Callable[[int], str]) -> None:
    def find(article: Article) -> None:
        extract_quotations(article, finder="rules")

    check_growth(made("long", written(15_000)), made("long", written(15_000 * TIMES)), find)


def test_a_nominal_looks_back_at_so_many_and_no_more() -> None:
    article = made("long", bodies(40_000))
    sentences = split_sentences(article)
    sources = Sources(article.text, sentences, find_by_rules(article, sentences))
    assert len(sources.cast.figures) > 3 * max(len(ranked.figures) for ranked in sources.discourse.ranked)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("finder", ["rules", "model"])
@pytest.mark.parametrize("unit", UNITS)
def test_finding(unit: str, finder: Finder) -> None:
    def find(article: Article) -> None:
        extract_quotations(article, finder=finder)

    check_growth(repeated(UNITS[unit], 15_000), repeated(UNITS[unit], 15_000 * TIMES), find)


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=4).map(
    lambda found: [Span(start, start + length) for start, length in found]
)


@given(st.lists(spans, max_size=8), spans)
def test_law_what_shares_characters_is_found(placed: list[list[Span]], places: list[Span]) -> None:
    shared = [
        (sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in places), number)
        for number, some in enumerate(placed)
    ]
    found = Overlaps((some, number) for number, some in enumerate(placed)).of(places)
    assert found == [one for one in shared if one[0]]
