"""Windows: every piece is asked about once, in a window that shows what stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.quotations.model.tagger import MODEL, WORDS
from index.quotations.model.windows import Pieces, Sizes, read_pieces, read_windows

TEXT = (
    "Harbour vote put off\n\n"
    "\u201cWe cannot wait,\u201d said Zo\u00eb Quillan-Ng. \u201cNot a year.\u201d\n\n"
    "\u201cNobody asked us.\n\n\u201cNobody ever does.\u201d"
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / WORDS))


def test_pieces_know_their_place_case_and_marks(tokenizer: Tokenizer) -> None:
    pieces = read_pieces(TEXT, tokenizer)
    told = {
        TEXT[start:end]: (case, mark)
        for start, end, case, mark in zip(pieces.starts, pieces.ends, pieces.cases, pieces.marks, strict=True)
    }
    assert told["Harbour"] == (2, 0)
    assert told["\u201c"] == (0, 2)
    assert told["wait"] == (1, 1)
    assert told["\u201d"] == (0, 3)
    assert told["said"] == (1, 0)
    assert told["asked"] == (1, 4)  # in marks that never close


def test_a_piece_of_no_width_stands_between_paragraphs(tokenizer: Tokenizer) -> None:
    pieces = read_pieces(TEXT, tokenizer)
    assert [TEXT[pieces.starts[first] :].split(maxsplit=1)[0] for first in pieces.paragraphs] == [
        "Harbour",
        "\u201cWe",
        "\u201cNobody",
        "\u201cNobody",
    ]
    assert all(pieces.starts[i] == pieces.ends[i] for i in pieces.breaks)
    assert len(pieces.breaks) == 3


@pytest.mark.parametrize("text", ["", " \n\n ", "\u00ad", "\ud800", "\n"])
def test_text_without_words_has_hardly_a_piece(text: str, tokenizer: Tokenizer) -> None:
    pieces = read_pieces(text, tokenizer)
    assert len(pieces.ids) <= 1
    assert len(list(read_windows(pieces))) == len(pieces.ids)


def made(lengths: list[int], sentence: int) -> Pieces:
    """Pieces of paragraphs of `lengths`, in sentences of `sentence` pieces."""
    paragraphs, count = list[int](), 0
    for length in lengths:
        paragraphs.append(count + bool(count))
        count += length + bool(count)
    places = list(range(count))
    sentences = list(range(sentence, count, sentence))
    return Pieces(places, places, places, places, places, paragraphs, sentences, (1, 2))


@given(
    st.lists(st.integers(1, 400), max_size=12),
    st.integers(5, 80),
    st.builds(Sizes, core=st.integers(20, 200), before=st.integers(0, 80), after=st.integers(0, 60)),
)
def test_law_each_piece_is_asked_about_once(lengths: list[int], sentence: int, sizes: Sizes) -> None:
    pieces = made(lengths, sentence)
    windows = list(read_windows(pieces, sizes))
    assert [piece for one in windows for piece in range(one.core, one.end)] == pieces.ids
    for one in windows:
        assert one.first <= one.core < one.end <= one.last
        assert one.end - one.core <= sizes.core
        assert one.core - one.first <= sizes.before
        assert one.last - one.end <= sizes.after


def test_a_window_begins_with_the_paragraph_before_and_ends_with_one() -> None:
    pieces = made([30, 40, 50, 60, 70], 10)
    second = list(read_windows(pieces, Sizes(core=100, before=64, after=40)))[1]
    assert (second.first, second.core) == (31, 72)
    assert second.last == second.end
    assert second.end - 1 in pieces.breaks


def test_a_window_cut_inside_a_paragraph_shows_what_follows() -> None:
    first, second, *_ = read_windows(made([400], 10), Sizes(core=100, before=64, after=40))
    assert (first.end, first.last) == (100, 140)
    assert (second.first, second.core) == (40, 100)
