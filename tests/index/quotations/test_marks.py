"""Which quotation mark opens, which closes, and what a quotation's kind is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.paragraphs import split_paragraphs
from index.quotations.marks import kind_of, quoted_spans, within_marks
from index.quotations.quotation import QuotationKind
from index.spans import Span

TABLE = [
    ("", []),
    ("No marks at all.", []),
    ('"We tried," she said. "It rained."', ["We tried,", "It rained."]),
    ("\u201cWe tried,\u201d she said. \u201cIt rained.\u201d", ["We tried,", "It rained."]),
    ("''We tried,'' she said. ''It rained.''", ["We tried,", "It rained."]),
    ("``We tried,'' she said.", ["We tried,"]),
    ("'We tried,' she said. 'It rained.'", ["We tried,", "It rained."]),
    (
        "\u2018We tried,\u2019 she said. \u2018It didn\u2019t help.\u2019",
        ["We tried,", "It didn\u2019t help."],
    ),
    ("\u00abWe tried,\u00bb she said.", ["We tried,"]),
    # Nested marks belong to the quotation around them.
    ("\"We don't want a 'holy alliance' here,\" he said.", ["We don't want a 'holy alliance' here,"]),
    ("'They told me \"go home\" and I went,' he said.", ['They told me "go home" and I went,']),
    ("\u201cHe said, \u2018Go home,\u2019\u201d she recalled.", ["He said, \u2018Go home,\u2019"]),
    ("''He told me: 'Go home,''' she said.", ["He told me: 'Go home,'"]),
    # Apostrophes are no marks.
    ("The boys' school isn't open, and the girls' school is.", []),
    ("It was rock 'n' roll in the '90s, and 'til now.", []),
    ("Lopez's mother said it's the workers' fault.", []),
    ("The 'dogs' breakfast' of a plan failed.", ["dogs' breakfast"]),
    # A forgotten mark does not turn the rest inside out.
    ('"We tried, she said. "It rained," he said. "It stopped."', ["We tried,", "It rained,", "It stopped."]),
    ('He is 6\'2" tall. "I like that," she said.', ["I like that,"]),
    ('"We tried,"she said."It rained."', ["We tried,", "It rained."]),
    # A quotation that runs on over paragraphs, and one that is never closed.
    ('"We tried.\n\n"It rained," she said.', ["We tried.", "It rained,"]),
    ("\u201cWe tried.\n\u201cIt rained.\u201d", ["We tried.", "It rained."]),
    ('He said: "We tried', ["We tried"]),
    # A curly mark turned the wrong way round.
    ("\u201cWe see that. \u201c", ["We see that."]),
    ("\u201d We see that,\u201d wrote the weekly.", ["We see that,"]),
    ("\"\" '' \u201c\u201d", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_quoted_stretches(text: str, expected: list[str]) -> None:
    assert [stretch.inner.of(text) for stretch in quoted_spans(text)] == expected


def test_outer_span_has_the_marks() -> None:
    text = 'He said "yes" twice.'
    (stretch,) = quoted_spans(text)
    assert stretch.outer.of(text) == '"yes"'
    assert stretch.closed
    assert not stretch.continues


def test_run_on_paragraph_is_open_and_the_next_continues() -> None:
    text = 'She said: "We tried.\n\n"It rained.\n\n"It stopped." Then "luck" came.'
    stretches = quoted_spans(text)
    assert [stretch.closed for stretch in stretches] == [False, False, True, True]
    assert [stretch.continues for stretch in stretches] == [False, True, True, False]


def test_given_paragraphs_may_hold_several_lines() -> None:
    text = 'She said: "We tried\nall day," and left.'
    (stretch,) = quoted_spans(text, [Span(0, len(text))])
    assert stretch.inner.of(text) == "We tried\nall day,"


KINDS = [
    ('He said "we are done here".', "we are done here", QuotationKind.DIRECT),
    ('He said they were "done" with all of it.', 'they were "done" with all of it', QuotationKind.MIXED),
    ("He said they were done.", "they were done", QuotationKind.INDIRECT),
    ('He said they were "done".', "they were ", QuotationKind.INDIRECT),
]


@pytest.mark.parametrize(("text", "content", "kind"), KINDS)
def test_kind(text: str, content: str, kind: QuotationKind) -> None:
    start = text.index(content)
    assert kind_of(text, [Span(start, start + len(content))], quoted_spans(text)) is kind


def test_no_content_is_indirect() -> None:
    assert kind_of("", [], []) is QuotationKind.INDIRECT


texts = st.text(
    alphabet=st.sampled_from(list("ab .,s!\n'\"\u201c\u201d\u2018\u2019`\u00ab1\U0001f600\x00")), max_size=80
)


@given(texts)
def test_stretches_are_in_order_apart_and_in_their_paragraph(text: str) -> None:
    last = 0
    for stretch in quoted_spans(text):
        assert last <= stretch.outer.start < stretch.inner.start < stretch.inner.end <= stretch.outer.end
        assert any(a <= stretch.outer.start and stretch.outer.end <= b for a, b in split_paragraphs(text))
        assert stretch.inner.of(text) == stretch.inner.of(text).strip()
        last = stretch.outer.end


@given(texts)
def test_what_is_within_marks_lies_in_one_stretch(text: str) -> None:
    stretches = quoted_spans(text)
    for start, end in within_marks([Span(0, len(text))], stretches):
        assert any(s.inner.start <= start < end <= s.inner.end for s in stretches)
