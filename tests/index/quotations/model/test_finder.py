"""The learned finder's last step: from chunks to content without its marks, and pieces joined."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.article import Article
from index.quotations.extraction import extract_quotations
from index.quotations.marks import quoted_spans
from index.quotations.model.calibration import Sureness
from index.quotations.model.finder import Candidate, carried_on, sourced
from index.quotations.model.trimming import says_nothing, trimmed
from index.quotations.quotation import Attribution, QuotationKind
from index.spans import Span


@pytest.mark.parametrize(
    ("piece", "content"),
    [
        ("“We tried,”", "We tried,"),
        ('"We tried,"', "We tried,"),
        ("‘We tried,’", "We tried,"),
        ("«Wir warten»", "Wir warten"),
        ("the plan “is dead”", "the plan “is dead”"),
        ("“is dead” and buried", "“is dead” and buried"),
        ("“A ‘holy alliance’ it is", "A ‘holy alliance’ it is"),
        ("the mill, which he called “a ruin", "the mill, which he called “a ruin"),
        ("that the mill will close, ", "that the mill will close"),
        (" — it rains — ", "it rains"),
        ("the farmers’", "the farmers’"),
        ("‘No’ and ‘yes’", "‘No’ and ‘yes’"),
        ('"No" and "yes"', '"No" and "yes"'),
        ('"The Mill" "unreadable"', '"The Mill" "unreadable"'),
        ('"He said "no" to me"', 'He said "no" to me'),
        ("No more.”", "No more."),
        ("'It's a ruin,'", "It's a ruin,"),
        ("''It's a ruin,''", "It's a ruin,"),
        ("``It is a ruin,''", "It is a ruin,"),
        ("“Stop!” she heard, “or else”", "“Stop!” she heard, “or else”"),
    ],
)
def test_content_loses_the_marks_around_it_and_no_others(piece: str, content: str) -> None:
    place = trimmed(piece, Span(0, len(piece)))
    assert place is not None
    assert place.of(piece) == content


@pytest.mark.parametrize("piece", ["", "“”", " … ", '"', "—", "'’‘"])
def test_content_without_a_word_is_none(piece: str) -> None:
    assert trimmed(piece, Span(0, len(piece))) is None


@pytest.mark.parametrize(
    ("content", "nothing"),
    [("the", True), ("As", True), ("no", False), ("things", False), ("the pier", False)],
)
def test_lone_function_word_is_nobodys_words(content: str, nothing: bool) -> None:
    assert says_nothing(content, [Span(0, len(content))]) is nothing


@given(st.text(alphabet="ab ,.\"'“”‘’«»—\n", max_size=60))
def test_trimming_keeps_every_word(text: str) -> None:
    place = trimmed(text, Span(0, len(text)))
    words = [char for char in text if char.isalnum()]
    assert [char for char in (place.of(text) if place else "") if char.isalnum()] == words


@pytest.mark.parametrize(("sure", "source"), [(0.85, Span(0, 8)), (0.6, None)])
def test_cue_without_a_source_takes_that_of_the_rules_where_they_are_sure(
    sure: float, source: Span | None
) -> None:
    text = "Ana Ruiz, who came late, repeated her doubts about the pier."
    cue, content = Span(25, 33), (Span(34, 59),)
    found = Candidate(
        content, cue, None, QuotationKind.INDIRECT, Sureness(0.9, 0.9, 1.0, True, False, marked=False)
    )
    rule = Attribution(
        content=content, cue=cue, source=Span(0, 8), kind=QuotationKind.INDIRECT, confidence=sure
    )
    assert (cue.of(text), rule.source) == ("repeated", Span(0, len("Ana Ruiz")))
    assert [candidate.source for candidate in sourced(text, [found], [rule], [])] == [source]


FOLLOWING = [  # a paragraph, the next, and whether the next is of who speaks in the first
    ('Lind said: "We lost the roof.', '"The hens slept."', True),
    ('"We lost the roof," Lind said.', '"The hens slept."', True),
    ('"We lost the roof," Lind said.', "'The Hens Slept'", False),
    ('"Did we lose it?" Lind asked.', '"You did."', False),
    ('"We lost the roof," Lind said.', 'He wept. "The hens slept."', False),
]


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize(("first", "second", "follows"), FOLLOWING)
def test_a_quotation_goes_on_in_quoted_paragraphs_that_nobody_else_has(
    first: str, second: str, follows: bool, taken: bool
) -> None:
    text = f"{first}\n\n{second}\n"
    verb = text.index("Lind") + len("Lind ")
    marks = quoted_spans(text)
    one = Attribution(
        content=(marks[0].inner,),
        cue=Span(verb, verb + len("said")),
        source=Span(verb - len("Lind "), verb - 1),
        kind=QuotationKind.DIRECT,
        confidence=0.9,
    )
    rule = replace(one, content=(marks[0].inner, marks[1].inner))
    other = replace(one, content=(marks[1].inner,), cue=None, source=None)
    found = carried_on(text, [one, other] if taken else [one], [rule])
    assert found[0].content == (rule.content if follows and not taken else one.content)


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            (
                'Jamila Qasim, 58, told a reporter that the vote was "none of our doing."\n\n'
                "She regretted that families had not been asked.\n\n"
                '"Nobody in our street had a say in it."\n\nRami Nasser, 44, agreed.\n'
            ),
            "Nobody in our street had a say in it.",
            "Jamila Qasim",
        ),
        (
            (
                "Bo Lind said the ferry was late.\n\nHe called it the worst year of all.\n\n"
                "“We stood on the pier in the rain for hours.”\n\nAna Ruiz disagreed.\n"
            ),
            "We stood on the pier in the rain for hours.",
            "Bo Lind",
        ),
        (
            (
                "The prosecutor opened the case. In the words of the prosecutor, Mark Tedd, "
                '"the child spent five months in pain and nobody called a doctor."\n'
            ),
            "the child spent five months in pain and nobody called a doctor.",
            "Mark Tedd",
        ),
        (
            (
                "The order was signed on Monday.\n\nThis puts our mills first. pic.example.com/abc\n"
                "— The Blue House (@BlueHouse) February 11, 2025\n"
            ),
            "This puts our mills first.",
            "Blue House",
        ),
    ],
)
def test_whose_a_paragraph_of_its_own_is(text: str, content: str, speaker: str) -> None:
    found = extract_quotations(Article(id="a", title="a", text=text))
    assert [one.speaker for one in found if one.content[0].of(text) == content] == [speaker]
