"""Words of names: tokens, given names, one person's several forms, and the people an article names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.name_tokens import tokens
from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.lexicon.gender import Gender
from index.names.given_names import compatible, given_name_gender, same_given_name
from index.quotations.speakers.entities import cast_of
from index.quotations.speakers.entity import Figure, FigureKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. Rand Paul, R-Ky., said", ["Sen.", "Rand", "Paul", ",", "R-Ky", ".", ",", "said"]),
        ("Mrs. Lee's plan", ["Mrs.", "Lee", "'s", "plan"]),
        ("the U.S. offer", ["the", "U.S.", "offer"]),
        ("E. J. O’Brien’s", ["E.", "J.", "O’Brien", "’s"]),
        ("Bashar al-Assad", ["Bashar", "al-Assad"]),
        ("''No,'' he said", ["''", "No", ",", "''", "he", "said"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokens(text)] == expected


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mikhail", Gender.MALE),
        ("Condoleezza", Gender.FEMALE),
        ("Narendra", Gender.MALE),
        ("Angela", Gender.FEMALE),
        ("Jean-Claude", Gender.MALE),
        ("Naveed", Gender.MALE),
        ("Sivenathi", Gender.FEMALE),
        ("Oleksandra", Gender.FEMALE),
        ("Somchai", Gender.MALE),
        ("Leslie", None),
        ("Lerato", None),
        ("Lindsay", None),
        ("Joan", None),
        ("Kremlin", None),
    ],
)
def test_given_name_gender(name: str, gender: Gender | None) -> None:
    assert given_name_gender(name) is gender


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tim", "Timothy", True),
        ("J.", "James", True),
        ("Bill", "William", True),
        ("Jiménez", "Jimenez", True),
        ("Hillary", "Bill", False),
        ("Ana", "Anatoly", True),
        ("Al", "Alan", False),
    ],
)
def test_same_given_name(one: str, other: str, same: bool) -> None:
    assert same_given_name(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tim Kaine", "Timothy M. Kaine", True),
        ("Mitt Romney", "Willard Mitt Romney", True),
        ("Suu Kyi", "Aung San Suu Kyi", True),
        ("Robert Ruiz Jr.", "Robert Ruiz", False),
        ("Robert Ruiz Jr.", "Robert Ruiz Sr.", False),
        ("Ana Ruiz", "Luis Ruiz", False),
    ],
)
def test_compatible(one: str, other: str, same: bool) -> None:
    assert compatible(one.split(), other.split()) is same


def figures_in(text: str) -> list[Figure]:
    found = cast_of(text, split_sentences(Article(id="a", title="", text=text))).figures
    return [figure for figure in found if figure.kind is not FigureKind.OTHER]


def named(text: str) -> dict[str, tuple[FigureKind, Gender | None, str | None]]:
    return {f.name: (f.kind, f.gender, f.role.of(text) if f.role else None) for f in figures_in(text)}


P, B = FigureKind.PERSON, FigureKind.BODY


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Harbor chief Ana Ruiz met the crew.", "Ana Ruiz", (P, Gender.FEMALE, "Harbor chief")),
        ("Mr. Okonkwo left. The crew stayed.", "Okonkwo", (P, Gender.MALE, None)),
        ("Ghent mayor Pieter van der Velde won.", "Pieter van der Velde", (P, Gender.MALE, "Ghent mayor")),
        (
            "It hit the Ministry of Health and Social Care.",
            "Ministry of Health and Social Care",
            (B, None, None),
        ),
        ('Oscar "Magic" Johnson ran.', 'Oscar "Magic" Johnson', (P, Gender.MALE, None)),
        ("Dr. Lina Haddad, a surgeon, wept.", "Lina Haddad", (P, Gender.FEMALE, "surgeon")),
        ("CHIEF SAYS NO\n\nThe chief, Kofi Mensah, spoke.", "Kofi Mensah", (P, Gender.MALE, "chief")),
        ("Prime Minister Theresa May won in May.", "Theresa May", (P, Gender.FEMALE, "Prime Minister")),
        ("Tove Lind, who is 41, sings. She tours.", "Tove Lind", (P, Gender.FEMALE, None)),
        ("Robert Kennedy, Jr., spoke.", "Robert Kennedy, Jr.", (P, Gender.MALE, None)),
        ("He reads the Bergen Daily Post.", "Bergen Daily Post", (B, None, None)),
    ],
)
def test_people_in(text: str, name: str, expected: tuple[FigureKind, Gender | None, str | None]) -> None:
    assert named(text)[name] == expected


@pytest.mark.parametrize(
    "text", ["", "\n\n", "no names here", "On Monday in Paris, the Russians left.", '“”""']
)
def test_nobody_is_named(text: str) -> None:
    assert named(text) == {}


def test_forms_of_one_name_are_one_person() -> None:
    found = named("Timothy M. Kaine spoke. Tim Kaine left. Kaine's aide stayed. Mr. Kaine is tall.")
    assert list(found) == ["Timothy M. Kaine"]


@pytest.mark.parametrize("text", ["Ⓐ", "Ⓐ Ⓑ\n\nⒸ", "Fog\n\nBERGEN —\n", "Fog\n\nBERGEN - Ⓐ"])
def test_a_sentence_may_have_no_words(text: str) -> None:
    article = Article(id="a", title="Fog", text=text)
    assert all(figure.name in text for figure in cast_of(text, split_sentences(article)).figures)


odd_text = st.text(
    alphabet=st.one_of(st.sampled_from(list("ABab.,'’\"“”-\n ()1&")), st.characters(codec="utf-8")),
    max_size=300,
)


@given(odd_text)
def test_every_mention_slices_to_words_of_the_text(text: str) -> None:
    for figure in figures_in(text):
        places = [mention.span for mention in figure.mentions]
        assert figure.name in text
        assert places == sorted(places)
        for span in places:
            assert span.of(text).strip() == span.of(text) != ""
        if figure.role is not None:
            assert figure.role.of(text).strip() != ""


@given(odd_text)
def test_tokens_are_in_order_and_lose_only_white_space(text: str) -> None:
    found = tokens(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[t.start : t.end] == t.text for t in found)
    kept = "".join(t.text for t in found if t.text != "\n")
    assert len(kept) == sum(not c.isspace() for c in text)
