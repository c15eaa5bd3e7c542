"""Linking: well-formed tags, and pieces of content that share a cue as one quotation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.quotations.model.linking import best_tags, link
from index.quotations.model.tagger import Pointed, Reading
from index.quotations.model.windows import Pieces, Window

NO, BS, IS, BU, IU, BC, IC = range(7)


def reading(
    tags: list[int], cue_of: dict[int, int], source_of: dict[int, int], *, paragraphs: tuple[int, ...] = (0,)
) -> Reading:
    """A reading that is sure of its tags and of where its pieces point; what is not told points nowhere."""
    n = len(tags)
    scores = np.full((n, 7), -12.0, dtype=np.float32)
    scores[np.arange(n), tags] = 0.0
    cues, sources = (np.full((n, n + 1), 0.001, dtype=np.float32) for _ in range(2))
    for i in range(n):
        cues[i, cue_of.get(i, -1) + 1] = sources[i, source_of.get(i, -1) + 1] = 0.9
    places = list(range(n))
    pieces = Pieces(places, places, [p + 1 for p in places], [0] * n, [0] * n, [*paragraphs], [], (0, 0))
    return Reading(pieces, scores, [Pointed(Window(0, 0, n, n), cues, sources)])


def test_pieces_that_point_at_one_cue_are_one_quotation() -> None:
    tags = [NO, BC, IC, BS, BU, NO, BC, IC, NO]
    (found,) = link(reading(tags, {1: 4, 2: 4, 6: 4, 7: 4}, {4: 3}))
    assert found.content == [(1, 3), (6, 8)]
    assert found.cue == (4, 5)
    assert found.source == (3, 4)


def test_each_cue_has_its_own_source() -> None:
    tags = [NO, BS, BU, BC, IC, BS, BU, BC, NO]
    first, second = link(reading(tags, {3: 2, 4: 2, 7: 6}, {2: 1, 6: 5}))
    assert (first.source, first.content) == ((1, 2), [(3, 5)])
    assert (second.source, second.content) == ((5, 6), [(7, 8)])


def test_a_cue_that_points_nowhere_leaves_the_source_open() -> None:
    (found,) = link(reading([NO, BS, BU, BC, NO], {3: 2}, {}))
    assert found.source is None
    assert found.cue == (2, 3)


def test_content_that_points_nowhere_has_neither_cue_nor_source() -> None:
    found, _ = link(reading([NO, BS, BU, BC, NO], {}, {2: 1}))
    assert (found.cue, found.source) == (None, None)


def test_a_cue_at_the_end_waits_for_the_next_paragraph() -> None:
    (waiting,) = link(reading([NO, BS, BU, NO], {}, {2: 1}))
    assert (waiting.content, waiting.cue, waiting.source) == ([], (2, 3), (1, 2))


def test_a_chunk_ends_with_its_paragraph() -> None:
    (found,) = link(reading([BS, BU, BC, IC, IC, IC], {2: 1, 3: 1, 5: 1}, {1: 0}, paragraphs=(0, 5)))
    assert found.content == [(2, 4), (5, 6)]


def test_a_piece_that_a_window_does_not_show_is_no_cue_there() -> None:
    whole = reading([BS, BU, BC, NO, NO, BC], {2: 1}, {1: 0})
    towards = np.full((3, 4), 0.001, dtype=np.float32)
    towards[2, 0] = 0.9
    (shown,) = whole.pointed
    first = Pointed(Window(0, 0, 3, 6), shown.cues, shown.sources)
    last = Pointed(Window(3, 3, 6, 6), towards, towards)
    with_cue, without = link(Reading(whole.pieces, whole.tags, [first, last]))
    assert (with_cue.content, with_cue.cue) == ([(2, 3)], (1, 2))
    assert (without.content, without.cue) == ([(5, 6)], None)


def test_neither_content_nor_cue_is_nothing() -> None:
    assert list(link(reading([NO, BS, NO, NO], {}, {}))) == []


@given(arrays(np.float32, st.tuples(st.integers(1, 12), st.just(7)), elements=st.floats(-9, 0, width=32)))
def test_no_tag_goes_on_from_another_role(
    scores: "np.ndarray[tuple[int, int], np.dtype[np.float32]]",
) -> None:
    tags = best_tags(scores)
    assert len(tags) == len(scores)
    for before, tag in zip([NO, *tags], tags, strict=False):
        if tag in (IS, IU, IC):
            assert before in (tag, tag - 1)


@given(arrays(np.float32, st.tuples(st.integers(1, 4), st.just(7)), elements=st.integers(-9, 0)))
def test_no_well_formed_tags_score_better(
    scores: "np.ndarray[tuple[int, int], np.dtype[np.float32]]",
) -> None:
    def total(tags: list[int]) -> float:
        return float(sum(scores[i, tag] for i, tag in enumerate(tags)))

    def all_tags(length: int) -> list[list[int]]:
        if not length:
            return [[]]
        return [
            [*tags, tag]
            for tags in all_tags(length - 1)
            for tag in range(7)
            if tag not in (IS, IU, IC) or (tags and tags[-1] in (tag, tag - 1))
        ]

    assert total(best_tags(scores)) == pytest.approx(max(map(total, all_tags(len(scores)))))
