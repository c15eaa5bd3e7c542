"""The learned finder's last step: from chunks to content without its marks, and pieces joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quotations.finding import trimmed
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
        ("No more.”", "No more."),
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


@given(st.text(alphabet="ab ,.\"'“”‘’«»—\n", max_size=60))
def test_trimming_keeps_every_word(text: str) -> None:
    place = trimmed(text, Span(0, len(text)))
    words = [char for char in text if char.isalnum()]
    assert [char for char in (place.of(text) if place else "") if char.isalnum()] == words
