"""Names that no list knows: who bears them is told by the words around all their places."""

import pytest

from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.quotations.speakers.entities import cast_of
from index.quotations.speakers.entity import FigureKind
from tests.support.speakers import Case, check

PERSONS = [
    "Zuqil Farnak, 43, left.",
    "Zuqil Farnak, who rowed, left.",
    "His wife, Zuqil Farnak, left.",
    "The prefect, Zuqil Farnak, often late, left.",
    "The mayor of Ilm district, Zuqil Farnak, left.",
    "A driver called Zuqil Farnak left.",
    "It fell to Zuqil Farnak. She left.",
    "Minister (retd) Zuqil Farnak left.",
    "We met Hwang Zuq-il on Monday.",
    "Ana Farnak left. Zuqil Farnak stayed.",
    "Jane England left.",
    "Publican Zuqil Farnak left.",
]
OTHERS = [
    "The Zuqil Farnak left.",
    "They went to a town near Zuqil Farnak.",
    "Zuqil Foods left, who knows why.",
    "Ana Zuqil left. Zuqil Farnak, which she built, stayed.",
    "A spokeswoman for the operator, Zuqil Farnak, left.",
    "Zuqil County, who knows, left.",
]


def _kinds(text: str) -> dict[str, FigureKind]:
    cast = cast_of(text, split_sentences(Article(id="a", title="", text=text)))
    return {figure.name: figure.kind for figure in cast.figures}


@pytest.mark.parametrize("text", PERSONS)
def test_a_person_is_told_by_what_stands_around_the_name(text: str) -> None:
    kinds = _kinds(text)
    (name,) = [name for name in kinds if name.endswith(("Farnak", "Zuq-il", "England")) and "Ana" not in name]
    assert kinds[name] is FigureKind.PERSON


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_person(text: str) -> None:
    kinds = _kinds(text)
    assert FigureKind.PERSON not in {kind for name, kind in kinds.items() if "Ana" not in name}


BESIDE = [
    Case(
        "[[minister of mines and energy Zuqil Farnak]] said no.",
        ("Zuqil Farnak",),
    ),
    Case(
        "[[The head of Quillan's engineering centre of excellence, Zuqil Farnak,]] said no.",
        ("Zuqil Farnak",),
    ),
    Case(
        "[[Norway's Department of Tides (DOT) director-general, Zuqil Farnak,]] said no.", ("Zuqil Farnak",)
    ),
    Case("Manager at Ocean Quillan Abby Dunn came. [[Abby]] said no.", ("Abby Dunn",)),
    Case("Yaq Zhel, a researcher, came. [[Yaq]] said no.", ("Yaq Zhel",), "researcher"),
    Case("They held it at Camp Quillan. [[Quillan]] said no.", ("Quillan",)),
    Case("[[Another, Zuqil Farnak of Oslo,]] said no.", ("Zuqil Farnak",)),
    Case("[[The man beside me, a driver called Zuqil Farnak,]] said no.", ("Zuqil Farnak",)),
    Case("[[its lawyer, Adv. Zuqil Farnak,]] said no.", ("Zuqil Farnak",), "Adv."),
]


@pytest.mark.parametrize("case", BESIDE, ids=[c.text for c in BESIDE])
def test_speaker(case: Case) -> None:
    check(case)
