"""Quotations of an article, from finding to naming the speaker."""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from index.analysis.layout import Layout, plain_layout
from index.analysis.sentences import Sentence, split_sentences
from index.articles.article import Article
from index.articles.languages import is_english
from index.errors import ModelError
from index.quotations.datelines import without_datelines
from index.quotations.headlines import settled
from index.quotations.marks import quoted_spans
from index.quotations.quotation import Attribution, Quotation, QuotationKind
from index.quotations.speakers.resolve import resolve_speakers

Finder = Literal["auto", "model", "rules"]

_logger = logging.getLogger(__name__)
_WORD = re.compile(r"\w+")
_FEWEST = 4
_BY_MARKS = 0.5
_LEARNED = ("en", "eng", "english")


def extract_quotations(
    article: Article, sentences: Sequence[Sentence] | None = None, *, finder: Finder = "auto"
) -> list[Quotation]:
    """The article's quotations in reading order, with their speakers where the article settles them.

    `sentences` are the article's own, split here where not given. The finder "model" is the learned one, for
    English; "rules" needs no model; "auto" takes the model for English and where no language is stated,
    and the rules for others or where the model cannot be loaded. In another language, the rules find what
    stands between quotation marks, and nobody who says it. Raises ModelError for "model" alone.
    """
    layout = plain_layout(article.text)
    if layout.starts is not None:
        article, sentences = replace(article, text=layout.text), None
    if sentences is None:
        sentences = split_sentences(article)
    found = settled(article.text, resolve_speakers(article, sentences, _find(article, sentences, finder)))
    return [_as_it_stands(quotation, layout) for quotation in found]


def _as_it_stands(quotation: Quotation, layout: Layout) -> Quotation:
    """A quotation found in plain layout, in places of the untouched text."""
    if layout.starts is None:
        return quotation
    return replace(
        quotation,
        content=tuple(map(layout.original, quotation.content)),
        cue=None if quotation.cue is None else layout.original(quotation.cue),
        source=None if quotation.source is None else layout.original(quotation.source),
    )


def choose_finder(article: Article, finder: Finder = "auto") -> Literal["model", "rules"]:
    """The finder that `extract_quotations` uses for the article. Raises ModelError for "model" alone."""
    if finder == "rules" or (finder == "auto" and not _is_english(article)):
        return "rules"
    from index.quotations.model.tagger import shipped_tagger

    try:
        shipped_tagger()
    except ModelError:
        if finder == "model":
            raise
        _warn_once()
        return "rules"
    return "model"


def _find(article: Article, sentences: Sequence[Sentence], finder: Finder) -> list[Attribution]:
    if choose_finder(article, finder) == "model":
        from index.quotations.model.finder import find_by_model

        return without_datelines(article.text, find_by_model(article, sentences))
    if not _is_english(article) and not is_english(article.text):
        return _between_marks(article.text)
    from index.quotations.rules.finder import find_by_rules

    return without_datelines(article.text, find_by_rules(article, sentences))


def _between_marks(text: str) -> list[Attribution]:
    """What stands between quotation marks, without a speaker, in a language whose words are not known.

    A word or three may be a title, or a name.
    """
    return [
        Attribution(
            content=(one.inner,), cue=None, source=None, kind=QuotationKind.DIRECT, confidence=_BY_MARKS
        )
        for one in quoted_spans(text)
        if one.closed and len(_WORD.findall(one.inner.of(text))) >= _FEWEST
    ]


def _is_english(article: Article) -> bool:
    language = (article.language or "en").lower().replace("_", "-")
    return language.split("-")[0] in _LEARNED


_warned = False


def _warn_once() -> None:
    global _warned  # noqa: PLW0603 -- one warning a process says it
    if not _warned:
        _warned = True
        _logger.warning(
            "the quotation model cannot be loaded, so quotations are found by rules; install again"
        )
