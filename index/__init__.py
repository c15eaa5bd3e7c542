"""What people said, on the record: articles, their quotations and an index that answers from them.

The public names. Each is brought in when it is first asked for, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.answer import Answer, Outcome
    from index.archive import Archive
    from index.article import Article
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
    from index.passages import Passage
    from index.quotations.extract import extract_quotations
    from index.quotations.values import Quotation, QuotationKind
    from index.reading import read_articles
    from index.reports import AddReport
    from index.sentences import Sentence, split_sentences
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
    "Sentence",
    "Span",
    "extract_quotations",
    "read_articles",
    "split_sentences",
]

_HOMES = {
    "index.answer": ("Answer", "Outcome"),
    "index.archive": ("Archive",),
    "index.article": ("Article",),
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
    "index.passages": ("Passage",),
    "index.quotations.extract": ("extract_quotations",),
    "index.quotations.values": ("Quotation", "QuotationKind"),
    "index.reading": ("read_articles",),
    "index.reports": ("AddReport",),
    "index.sentences": ("Sentence", "split_sentences"),
    "index.spans": ("Span",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'index' has no attribute {name!r}")
