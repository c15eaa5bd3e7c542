"""What people said, on the record: articles, their quotations and an index that answers from them.

The public names. Each is brought in when it is first asked for, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.analysis.sentences import Sentence, split_sentences
    from index.answers.answer import Answer, Outcome
    from index.answers.answering import answer
    from index.answers.passage import Passage
    from index.archive.reports import AddReport
    from index.articles.article import Article
    from index.articles.reading import read_articles
    from index.errors import (
        ArchiveBusy,
        ArchiveDamaged,
        ArchiveError,
        ArticleError,
        EmptyQuestion,
        IndexFormatError,
        ModelError,
        NoArchive,
        OnRecordError,
    )
    from index.quotations.extraction import extract_quotations
    from index.quotations.quotation import Quotation, QuotationKind
    from index.records.archive import Archive
    from index.records.record import Record
    from index.spans import Span

__all__ = [
    "AddReport",
    "Answer",
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveError",
    "Article",
    "ArticleError",
    "EmptyQuestion",
    "IndexFormatError",
    "ModelError",
    "NoArchive",
    "OnRecordError",
    "Outcome",
    "Passage",
    "Quotation",
    "QuotationKind",
    "Record",
    "Sentence",
    "Span",
    "answer",
    "extract_quotations",
    "read_articles",
    "split_sentences",
]

_HOMES = {
    "index.answers.answer": ("Answer", "Outcome"),
    "index.answers.answering": ("answer",),
    "index.records.archive": ("Archive",),
    "index.records.record": ("Record",),
    "index.articles.article": ("Article",),
    "index.errors": (
        "ArchiveBusy",
        "ArchiveDamaged",
        "ArchiveError",
        "ArticleError",
        "EmptyQuestion",
        "IndexFormatError",
        "ModelError",
        "NoArchive",
        "OnRecordError",
    ),
    "index.answers.passage": ("Passage",),
    "index.quotations.extraction": ("extract_quotations",),
    "index.quotations.quotation": ("Quotation", "QuotationKind"),
    "index.articles.reading": ("read_articles",),
    "index.archive.reports": ("AddReport",),
    "index.analysis.sentences": ("Sentence", "split_sentences"),
    "index.spans": ("Span",),
}


if not TYPE_CHECKING:  # which would take any name for one of ours

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(home), name)
        raise AttributeError(f"module 'index' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
