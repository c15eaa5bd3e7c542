"""Text laid out otherwise reads the same, and what is found there is told in places of the untouched text."""

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.layout import plain_layout
from index.analysis.paragraphs import split_paragraphs
from index.spans import Span

PARAGRAPHS = [
    "Ferry harbour board puts off its vote",
    (
        "PORT ELLERY, March 4 - The harbour board put off its vote on dredging the inner basin on Tuesday "
        "after residents packed the meeting room and asked for a survey of the silt, as every winter."
    ),
    (
        "“We will not spend nine million pounds on a channel that silts up every second winter,” said Marta "
        "Quillan, the board's chairwoman. “There are cheaper ways to keep the ferries moving, and we owe it "
        "to the people who pay harbour dues to try those first.”"
    ),
    (
        "Owen Trask told the board that two coasters had touched bottom since March, and that insurers had "
        "begun to ask for tugs, which nobody on the quay remembered from the years before the breakwater."
    ),
]


def wrapped(width: int, *, between: str = "\n\n", end: str = "\n", before: str = "") -> str:
    """The paragraphs in lines of at most `width` characters, `before` each of them."""
    lines = (
        textwrap.wrap(one, width, break_on_hyphens=False, initial_indent=before, subsequent_indent=before)
        for one in PARAGRAPHS
    )
    return between.join(map(end.join, lines))


LAYOUTS = {
    **{f"{width} columns": wrapped(width) for width in (30, 38, 45, 52, 60, 64, 68, 72, 76, 80)},
    "CRLF": wrapped(72, between="\r\n\r\n", end="\r\n"),
    "no empty lines": wrapped(64, between="\n"),
    "an empty line after each": wrapped(72, between="\n\n\n", end="\n\n"),
    "indented": wrapped(60, before="    "),
    "a mail's margin": wrapped(64, before="> ", between="\n>\n"),
    "two margins": wrapped(64, before=">> ", between="\n>>\n"),
    "spaces at line ends": wrapped(70).replace("\n", "  \n"),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_lines_broken_at_a_width_are_paragraphs_again(text: str) -> None:
    assert plain_layout(text).text.split("\n\n") == PARAGRAPHS


WRITTEN = [
    ("so\u00adft hyp\u00adhens", "soft hyphens"),
    ("zero\u200bwidth\u2060", "zerowidth"),
    ("Cafe\u0301 Rene\u0301e", "Café Renée"),
    ("&quot;It&#39;s ours,&quot; she said &amp; left", '"It\'s ours," she said & left'),
    ("&ldquo;No&rdquo; &#8212; &#x201C;Yes&#x201D;", "“No” — “Yes”"),
    ("&nosuch; AT&T; &", "&nosuch; AT&T; &"),
    ("â€œNo,â€\x9d the boardâ€™s chair said â€” JosÃ© left", "“No,” the board’s chair said — José left"),
    ("â€œNo,â€\ufffd she said. â€œYes.â€\ufffd", "“No,” she said. “Yes.”"),
    ("Â£9m and ÃŽle", "£9m and Île"),
    ("FranÃ\x83Â§ois and PeÃƒÂ±a", "François and Peña"),
    ("JosÃ\x83Â©\x80s", "José\x80s"),
    ("FranA\u0303\x83A\u0302§ois", "François"),
    ("Île d’Orléans, São Paulo, «Ça va», 9°", "Île d’Orléans, São Paulo, «Ça va», 9°"),
    ("in the meet-\ning room and again in the wa-\nter", "in the meeting room and again in the water"),
    ("a well-known man, a well-\nknown man", "a well-known man, a well-known man"),
    ("all is well said he, a well-\nliked man", "all is well said he, a well-liked man"),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_what_stands_for_a_character_is_read_as_it(text: str, expected: str) -> None:
    assert plain_layout(text).text == expected


def test_a_place_is_one_of_the_untouched_text() -> None:
    text = (
        "Notes\n\n> She said the sur\u00advey of the har-\n> bour was &quot;late&quot; and the\n> board knew."
    )
    layout = plain_layout(text)
    assert layout.text == 'Notes\n\nShe said the survey of the harbour was "late" and the board knew.'
    for words, written in (
        ("survey", "sur\u00advey"),
        ("harbour", "har-\n> bour"),
        ('"late"', "&quot;late&quot;"),
        ("the board", "the\n> board"),
    ):
        start = layout.text.index(words)
        assert layout.original(Span(start, start + len(words))).of(text) == written


LISTS = [
    "What we want\n* A pier that stands\n* A mayor who listens to us\n* Buses that come on time at last",
    "Ana Ruiz\nMayor of Lima\nTom Okafor\nHarbour master\nPia Holm\nTeacher",
    (
        "“We were never asked about the pier at all,”\n“They did not listen to anybody on the quay,”\n"
        "“Nobody in this town was asked by them then,”\n“That is all that I have to say about it.”"
    ),
]


@pytest.mark.parametrize("text", LISTS)
def test_lines_that_are_paragraphs_stay_so(text: str) -> None:
    assert [one.of(text) for one in split_paragraphs(text)] == text.split("\n")


@given(st.text(alphabet='ab \n\r\t>|-\u00ad\u0301&;#39\u00e2\u0080\u20ac\u201c".', max_size=80))
def test_law_plain_text_is_made_of_the_text_in_order(text: str) -> None:
    layout = plain_layout(text)
    if layout.starts is None or layout.ends is None:
        assert layout.text == text
        return
    assert len(layout.text) == len(layout.starts) == len(layout.ends)
    assert list(layout.starts) == sorted(layout.starts)
    assert all(0 <= start <= end <= len(text) for start, end in zip(layout.starts, layout.ends, strict=True))


@given(
    st.lists(
        st.sampled_from(["Ana", "said", "that", "the pier", "would", "hold.", "“No,”", "x"]), max_size=90
    )
)
def test_law_plain_layout_is_plain(words: list[str]) -> None:
    text = plain_layout("\n".join(textwrap.wrap(" ".join(words), 40))).text
    assert all("\n" not in one.of(text) for one in split_paragraphs(text)) or "\n\n" not in text


@pytest.mark.parametrize("unit", ["ab-\ncd ", "a\u0301", "&amp;", "â€", "> a\n", "\u00ad", "so-\n"])
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        began = time.process_time()
        plain_layout(text)
        return time.process_time() - began

    short = min(seconds(20_000) for _ in range(3))
    assert min(seconds(160_000) for _ in range(2)) < 24 * max(short, 1e-3)
