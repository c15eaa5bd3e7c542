"""From a source as written to the person: the seed article, and what is so of any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.quotations.quotation import Attribution, QuotationKind
from index.quotations.speakers.resolve import resolve_speakers
from index.spans import Span
from tests.support.speakers import resolve

SEED = [
    ("Russia's Foreign Ministry", 0, ("Russia's Foreign Ministry",), None),
    ("Foreign Ministry spokesman Mikhail Kamynin", 0, ("Mikhail Kamynin",), "Foreign Ministry spokesman"),
    (
        "The statement from Foreign Ministry spokesman Mikhail Kamynin",
        0,
        ("Mikhail Kamynin",),
        "Foreign Ministry spokesman",
    ),
    ("Kamynin", 1, ("Mikhail Kamynin",), "Foreign Ministry spokesman"),
    ("President Vladimir Putin", 0, ("Vladimir Putin",), "President"),
    ("Putin", 1, ("Vladimir Putin",), "President"),
    ("He", 0, ("Vladimir Putin",), "President"),
    ("They", 0, ("Robert Gates", "Condoleezza Rice"), None),
    ("Gates", 1, ("Robert Gates",), "U.S. Defense Secretary"),
    ("Moscow", 4, ("Moscow",), None),
    ("it", 0, ("Moscow",), None),
    ("Some Russian officials", 0, (), None),
]


@pytest.mark.parametrize(("source", "nth", "speakers", "role"), SEED)
def test_seed_article(
    seed_article: Article, source: str, nth: int, speakers: tuple[str, ...], role: str | None
) -> None:
    places = [m.start() for m in re.finditer(rf"\b{re.escape(source)}\b", seed_article.text)]
    start = places[nth]
    text = seed_article.text
    found = resolve(f"{text[:start]}[[{source}]]{text[start + len(source) :]}")
    assert (found.speakers, found.role) == (speakers, role)


def test_no_source_has_no_speaker() -> None:
    article = Article(id="a", title="", text="Ana Ruiz left.")
    attribution = Attribution(
        content=(Span(0, 3),), cue=None, source=None, kind=QuotationKind.DIRECT, confidence=0.5
    )
    (found,) = resolve_speakers(article, split_sentences(article), [attribution])
    assert (found.speakers, found.role, found.confidence) == ((), None, 0.5)


def test_no_attributions() -> None:
    article = Article(id="a", title="", text="Ana Ruiz left.")
    assert resolve_speakers(article, split_sentences(article), []) == []


def test_a_pronoun_is_less_sure_than_a_name() -> None:
    name = resolve("Ana Ruiz left. [[Ana Ruiz]] said no.")
    pronoun = resolve("Ana Ruiz left. [[She]] said no.")
    assert pronoun.confidence < name.confidence <= 1.0


words = st.sampled_from(
    [
        "Ana",
        "Ruiz",
        "Bo",
        "Lind",
        "Mr.",
        "Mrs.",
        "Sen.",
        "he",
        "she",
        "They",
        "it",
        "who",
        "said",
        "told",
        ",",
        ".",
        '"',
        "“",
        "”",
        "'s",
        "and",
        "the",
        "The",
        "of",
        "mayor",
        "spokesman",
        "Oslo\n",
        "",
        "",
        "",
        "Foreign",
        "Ministry",
        "FBI",
        "(",
        ")",
        "-",
        "Jr.",
        "van",
        "de",
        "al-Masri",
        "I",
        "We",
        "May",
        "Will",
        "\n",
        "É",
        "北京",
        "🙂",
        "1",
        "Officials",
        "president",
        "former",
    ]
)


@pytest.mark.parametrize("text", ["May and", "The Harwick Council or", "Officials of"])
def test_a_source_may_break_off(text: str) -> None:
    article = Article(id="a", title="", text=text)
    cut = Attribution(
        content=(Span(0, 3),), cue=None, source=Span(0, len(text)), kind=QuotationKind.DIRECT, confidence=1.0
    )
    (found,) = resolve_speakers(article, split_sentences(article), [cut])
    assert found.speakers == ()


@given(st.lists(words, max_size=40), st.data())
def test_speakers_and_roles_are_words_of_the_article(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    ends = st.integers(0, len(text))
    attributions = []
    for _ in range(data.draw(st.integers(0, 4))):
        spans = [Span(*sorted((data.draw(ends), data.draw(ends)))) for _ in range(2)]
        attributions.append(
            Attribution(
                content=(spans[0],),
                cue=None,
                source=spans[1],
                kind=data.draw(st.sampled_from(QuotationKind)),
                confidence=1.0,
            )
        )
    article = Article(id="a", title="", text=text)
    found = resolve_speakers(article, split_sentences(article), attributions)
    assert [q.source for q in found] == [a.source for a in attributions]
    for quotation in found:
        assert all(name and name in text for name in quotation.speakers)
        assert quotation.role is None or quotation.role in text
        assert 0 < quotation.confidence <= 1
    assert found == resolve_speakers(article, split_sentences(article), attributions)
