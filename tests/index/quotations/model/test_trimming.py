"""What was said, without what only stands beside it."""

import pytest

from index.quotations.model.trimming import trimmed
from index.spans import Span

ROWS = [
    ("\u201cWe cannot wait,\u201d", "We cannot wait,"),
    ("- We cannot wait", "We cannot wait"),
    ("\u2013 \u201cWe cannot wait.\u201d", "We cannot wait."),
    ("-40 degrees is cold", "-40 degrees is cold"),
    ("\u20133C at dawn", "\u20133C at dawn"),
    ("\u201c-40 is cold\u201d", "-40 is cold"),
    ("that it is over -", "that it is over"),
    ("'Tis late, he", "'Tis late, he"),
    ("...", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_marks_and_loose_punctuation_are_cut_off(text: str, expected: str | None) -> None:
    place = trimmed(text, Span(0, len(text)))
    assert (None if place is None else place.of(text)) == expected
