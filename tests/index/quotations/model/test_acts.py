"""What somebody did, knew or heard was not said."""

import pytest

from index.articles.article import Article
from index.quotations.extraction import extract_quotations

SAID = "\u201cThe pier is old,\u201d said Ana Ruiz."
ACTS = [
    "Ruiz named Bo Lind a judge in 1990.",
    "Ruiz signed an order that puts a tax on steel.",
    "The study was supported by the Crane Foundation.",
    "Ruiz knew that the road was closed.",
    "Ruiz heard that the road was closed.",
    "Ruiz planned a bridge over the bay.",
    "The council voted to close the road.",
    "Ruiz ordered the road to be closed.",
]
SPEECH = [
    ("Ruiz said that she signed the order.", "she signed the order"),
    ("Ruiz warned that the road would be closed.", "the road would be closed"),
    ("Ruiz ordered \u201cthe whole road to be closed at once\u201d.", "the whole road to be closed at once"),
]


def found(sentence: str) -> list[str]:
    text = f"Old pier\n\n{SAID}\n\n{sentence}\n\nIt rained.\n"
    return [
        part.of(text)
        for one in extract_quotations(Article(id="a", title="Old pier", text=text), finder="model")
        for part in one.content
    ][1:]


@pytest.mark.parametrize("sentence", ACTS)
def test_an_act_is_no_quotation(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(("sentence", "said"), SPEECH)
def test_what_is_said_of_an_act_is_one(sentence: str, said: str) -> None:
    assert any(said in part for part in found(sentence))
