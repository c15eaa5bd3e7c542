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


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("Fires rose (see ‘Ash’) and stopping them “is hard”", "Ash", "and stopping them “is hard"),
        ("It grew (in the text, ‘by far’) but “not enough”", "by far", "but “not enough"),
        ("She said (he coughed) that it is over", "that", "that it is over"),
        ("He said it (the pier) is old", "it", "it (the pier) is old"),
        ("Prices fell, he said.\n(see page 4) It ends) here", "It ends", "It ends) here"),
    ],
)
def test_what_begins_in_a_parenthesis_begins_behind_it(text: str, start: str, expected: str) -> None:
    place = trimmed(text, Span(text.index(start), len(text.rstrip("”"))))
    assert place is not None
    assert place.of(text) == expected
