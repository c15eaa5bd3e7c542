"""Direct, mixed or indirect: how much of a quotation stands between quotation marks."""

from collections.abc import Sequence

from index.quotations.marks import Quoted, within_marks
from index.quotations.quotation import QuotationKind
from index.spans import Span

DIRECT_SHARE = 0.8


def kind_of(text: str, content: Sequence[Span], quoted: Sequence[Quoted]) -> QuotationKind:
    """Direct where at least four in five letters and digits stand between marks, mixed where any does.

    `quoted` are the text's quoted stretches in reading order. Content without a word is indirect.
    """
    words = sum(map(_words, (span.of(text) for span in content)))
    inside = sum(map(_words, (span.of(text) for span in within_marks(content, quoted))))
    if not inside:
        return QuotationKind.INDIRECT
    return QuotationKind.DIRECT if inside >= DIRECT_SHARE * words else QuotationKind.MIXED


def _words(text: str) -> int:
    """How many letters and digits the text has."""
    return sum(map(str.isalnum, text))
