"""Given names behind what somebody is, at the head of a sentence."""

import pytest

from index.articles.article import Article
from index.quotations.extraction import extract_quotations

ROWS = [
    (
        "Siblings Marta and Ola Berg saw it. “It ran,” said Marta. “It swam,” added Ola.",
        ["Marta", "Ola Berg"],
    ),
    ("Newlyweds Karen and Ian Moss fled. “It hissed,” said Karen.", ["Karen"]),
    ("Plumber Ian, 40, said: “It was a swan.”", ["Ian"]),
    ("Teacher Karen (52) said: “It was a goose.”", ["Karen"]),
    ("Ian Moss was there. Plumber Ian, 40, said: “It was a swan.”", ["Ian Moss"]),
    ("Baker James, a lawyer, said: “It was a swan.”", ["Baker James"]),
    ("Carter Scott, 40, said: “It was a swan.”", ["Carter Scott"]),
]


@pytest.mark.parametrize(("body", "speakers"), ROWS)
def test_what_somebody_is_is_no_part_of_the_name(body: str, speakers: list[str]) -> None:
    text = f"Swan at the lock\n\n{body}\n"
    told = extract_quotations(Article(id="a", title="Swan", text=text), finder="model")
    assert [one.speaker for one in told] == speakers
