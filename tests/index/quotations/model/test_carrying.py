"""A paragraph that is all one quotation goes on with the speaker before it, if that is one."""

import pytest

from index.quotations.marks import quoted_spans
from index.quotations.model.carrying import gone_on
from index.quotations.quotation import Attribution, QuotationKind
from index.spans import Span

BEFORE = "\u201cIt is late,\u201d said Ana Ruiz."
ROWS = [
    ([BEFORE, "\u201cWe leave at six.\u201d"], "Ana Ruiz"),
    ([BEFORE, "\u201cWe leave at six.\u201d", "\u201cNobody stays.\u201d"], "Ana Ruiz"),
    ([BEFORE, "It rained.", "\u201cWe leave at six.\u201d"], None),
    ([BEFORE, "\u201cWe leave at six,\u201d a voice called."], None),
    (["\u201cIs it late?\u201d", "\u201cWe leave at six.\u201d"], None),
    (
        [
            "\u201cIt is late,\u201d said Bo Lind. \u201cGo,\u201d said Ana Ruiz.",
            "\u201cWe leave at six.\u201d",
        ],
        None,
    ),
    (["\u201cWe leave at six.\u201d"], None),
]


def attributions(text: str) -> list[Attribution]:
    """One for each stretch between marks, with the name behind "said" in it as its source."""
    found = []
    for one in quoted_spans(text):
        rest = text[one.outer.end :].split("\n", maxsplit=1)[0]
        name = next((n for n in ("Ana Ruiz", "Bo Lind") if rest.startswith(f" said {n}")), None)
        start = one.outer.end + len(" said ")
        found.append(
            Attribution(
                content=(one.inner,),
                cue=None if name is None else Span(start - 5, start - 1),
                source=None if name is None else Span(start, start + len(name)),
                kind=QuotationKind.DIRECT,
                confidence=0.9,
            )
        )
    return found


@pytest.mark.parametrize(("paragraphs", "source"), ROWS)
def test_who_goes_on(paragraphs: list[str], source: str | None) -> None:
    text = "\n\n".join(paragraphs)
    last = gone_on(text, attributions(text), quoted_spans(text))[-1]
    assert (None if last.source is None else last.source.of(text)) == source
