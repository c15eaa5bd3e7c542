"""A text with its source between square brackets, and who that is found to be."""

import re
from typing import NamedTuple

from index.analysis.sentences import split_sentences
from index.articles.article import Article
from index.quotations.quotation import Attribution, Quotation, QuotationKind
from index.quotations.speakers.resolve import resolve_speakers
from index.spans import Span


class Case(NamedTuple):
    """A text with its source in double square brackets; who that is, and the role."""

    text: str
    speakers: tuple[str, ...]
    role: str | None = None


def resolve(text: str, kind: QuotationKind = QuotationKind.INDIRECT) -> Quotation:
    """The quotation whose source stands in double square brackets and whose content, if any, in braces."""
    spans: dict[str, list[Span]] = {"[[": [], "{{": []}
    plain = ""
    for part in re.split(r"(\[\[.*?\]\]|\{\{.*?\}\})", text):
        if part[:2] in spans:
            spans[part[:2]].append(Span(len(plain), len(plain) + len(part) - 4))
            part = part[2:-2]
        plain += part
    article = Article(id="a", title="", text=plain)
    attribution = Attribution(
        content=tuple(spans["{{"]), cue=None, source=spans["[["][0], kind=kind, confidence=1.0
    )
    return resolve_speakers(article, split_sentences(article), [attribution])[0]


def check(case: Case) -> None:
    """The source is read as the case says."""
    found = resolve(case.text)
    assert (found.speakers, found.role) == (case.speakers, case.role)
