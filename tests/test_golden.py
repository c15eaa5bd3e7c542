"""The seed article's quotations and answers, as a person has read and found them right.

python -m tests.test_golden     writes what is found today; read the difference before it is committed
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from index.archive import Archive
from index.article import Article
from index.plain import quoted_slice
from index.quotations.extract import extract_quotations
from index.reading import read_article
from index.seeds import seeds_folder

GOLDEN = Path(__file__).parent / "golden"

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


def found_today(article: Article) -> dict[str, Any]:
    """What goes into the golden files, by name."""
    files: dict[str, Any] = {}
    finders: tuple[Finder, ...] = ("rules",)
    for finder in finders:
        files[f"quotations.{finder}"] = quotations(article, finder)
        with Archive.temporary([article], finder=finder) as archive:
            files[f"answers.{finder}"] = answers(archive)
    return files


@pytest.fixture(scope="module")
def today(seed_article: Article) -> dict[str, Any]:
    """What is found today."""
    return found_today(seed_article)


@pytest.mark.parametrize("name", ["quotations.rules", "answers.rules"])
def test_the_seed_article_is_read_as_it_was(name: str, today: dict[str, Any], seed_article: Article) -> None:
    golden = json.loads((GOLDEN / f"{Path(seed_article.id).stem}.{name}.json").read_text(encoding="utf-8"))
    assert today[name] == golden


if __name__ == "__main__":
    seed = read_article(next(seeds_folder().glob("*.txt")))
    GOLDEN.mkdir(exist_ok=True)
    for kind, value in found_today(seed).items():
        data = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        (GOLDEN / f"{Path(seed.id).stem}.{kind}.json").write_text(data, encoding="utf-8")
    sys.exit(0)
