"""Quotations and answers of the seed article and one of our own, as a person has read and found them right.

python -m tests.index.quotations.test_golden

writes what is found today; read the difference before it is committed
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from index.articles.article import Article
from index.articles.reading import read_article
from index.articles.seeds import seeds_folder
from index.cli.plain import quoted_slice
from index.quotations.extraction import extract_quotations
from index.records.archive import Archive
from tests.support.paths import GOLDEN

OWN = GOLDEN / "lighthouse.txt"

QUESTIONS = (
    "what did Kamynin say?",
    "What did Kamynin say about Iran?",
    "who said 'holy alliance'?",
    "what did Putin say?",
    "what did Putin reaffirm?",
    "what did Gates and Rice propose?",
    "What does Moscow first expect?",
    "who welcomed the proposals?",
    "what did Rice say about Poland?",
    "what did Lavrov say?",
    "missile sites in Europe",
    "what was Kamynin annoyed about?",
    "WHAT DID KAMYNIN SAY",
    "what did kaminin say about the freeze",
)

Finder = Literal["model", "rules"]


def quotations(article: Article, finder: Finder) -> list[dict[str, Any]]:
    """Each quotation with what is told of it."""
    text = article.text
    return [
        {
            "kind": quotation.kind.value,
            "content": [part.of(text) for part in quotation.content],
            "cue": quotation.cue and quotation.cue.of(text),
            "source": quotation.source and quotation.source.of(text),
            "speakers": list(quotation.speakers),
            "role": quotation.role,
            "shown": quoted_slice(text, quotation.content),
        }
        for quotation in extract_quotations(article, finder=finder)
    ]


def answers(archive: Archive) -> list[dict[str, Any]]:
    """Each question with what it gets."""
    found = []
    for question in QUESTIONS:
        answer = archive.ask(question, today=date(2026, 11, 24))
        found.append(
            {
                "question": question,
                "outcome": answer.outcome.value,
                "answers": [[p.speaker, p.role, p.kind.value, p.text] for p in answer.answers],
                "related": [[p.speaker, p.text] for p in answer.related],
                "suggestions": list(answer.suggestions),
            }
        )
    return found


def found_today(article: Article, own: Article) -> dict[str, Any]:
    """What goes into the golden files, by name: what the rules find in `article`, the model in `own`.

    How sure the model is goes into none, since that differs a little between processors.
    """
    seed = Path(article.id).stem
    with Archive.temporary([article], finder="rules") as archive:
        answered = answers(archive)
    return {
        f"{seed}.quotations.rules": quotations(article, "rules"),
        f"{seed}.answers.rules": answered,
        "lighthouse.quotations.model": quotations(own, "model"),
    }


@pytest.fixture(scope="module")
def today(seed_article: Article) -> dict[str, Any]:
    """What is found today."""
    return found_today(seed_article, read_article(OWN))


@pytest.mark.parametrize(
    "name",
    [
        "000_eff90850a43f80b8.quotations.rules",
        "000_eff90850a43f80b8.answers.rules",
        "lighthouse.quotations.model",
    ],
)
def test_what_is_found_is_what_was_found_right(name: str, today: dict[str, Any]) -> None:
    assert today[name] == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    seed = read_article(next(seeds_folder().glob("*.txt")))
    for name, value in found_today(seed, read_article(OWN)).items():
        data = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        (GOLDEN / f"{name}.json").write_text(data, encoding="utf-8")
    sys.exit(0)
