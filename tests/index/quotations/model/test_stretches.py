"""What stands between marks stays one speaker's, whatever is reported inside it."""

import pytest

from index.quotations.marks import quoted_spans
from index.quotations.model.stretches import whole_stretches
from index.spans import Span

ROWS = [
    # a report inside: what each is told to have said, and its cue; then what each is left with
    (
        "“I asked him what was burning. ‘A roast,’ he said. And the cop left,” said Dora Zabel.",
        [(["I asked him what was burning.", "And the cop left,"], "said Dora"), (["A roast,"], "said. And")],
        [["I asked him what was burning. \u2018A roast,\u2019 he said. And the cop left,"], []],
    ),
    # the model cut it at a verb of saying
    (
        '"None of them says that it will stay open, and none of them says who pays," she said.',
        [(["that it will stay open, and none of them says who pays,"], "said.")],
        [["None of them says that it will stay open, and none of them says who pays,"]],
    ),
    # mixed content keeps its marks in pairs
    (
        'He called the decision "a clerk\'s idea of the open sea", and left.',
        [(['the decision "a clerk\'s idea of the open sea"'], "called")],
        [['the decision "a clerk\'s idea of the open sea"']],
    ),
    # a title of which little is said is nobody's
    (
        'Ruiz said the choir sang "The Long Way Home from the Harbour" to the end.',
        [(["the choir sang"], "said")],
        [["the choir sang"]],
    ),
    # a cue inside the marks is no owner
    (
        "\u201cMy brother says that the sea is rising and that nobody will stay here.\u201d",
        [(["the sea is rising and that nobody will stay here."], "says")],
        [["the sea is rising and that nobody will stay here."]],
    ),
]


@pytest.mark.parametrize(("text", "said", "expected"), ROWS)
def test_a_stretch_is_whole(text: str, said: list[tuple[list[str], str]], expected: list[list[str]]) -> None:
    def place(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    contents = [tuple(place(words) for words in parts) for parts, _ in said]
    cues = [place(cue) for _, cue in said]
    found = whole_stretches(text, contents, cues, quoted_spans(text))
    assert [[span.of(text) for span in spans] for spans in found] == expected
