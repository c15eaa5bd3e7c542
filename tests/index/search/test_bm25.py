"""The ranking's laws; its numbers are rank-bm25's."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.search.bm25 import idf, term_weights, weight


@given(st.integers(1, 10**7), st.data())
def test_idf_falls_as_document_frequency_grows_and_stays_above_zero(
    sentences: int, data: st.DataObject
) -> None:
    frequency = data.draw(st.integers(1, sentences))
    assert idf(sentences, frequency) > 0
    if frequency > 1:
        assert idf(sentences, frequency) < idf(sentences, frequency - 1)


def test_idf_is_rank_bm25s() -> None:
    corpus = [["iran", "missile"], ["iran"], ["talks", "iran"], []]
    oracle = BM25Plus(corpus)
    assert idf(4, 3) == oracle.idf["iran"]
    assert idf(4, 1) == oracle.idf["talks"]
    assert idf(4, 0) == 0.0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60)), min_size=1, max_size=20))
def test_weights_times_idf_are_rank_bm25s_scores_to_the_bit(pairs: list[tuple[int, int]]) -> None:
    corpus = [["iran"] * frequency + ["x"] * other for frequency, other in pairs]
    if not any(corpus):
        return
    oracle = BM25Plus(corpus)
    weights = term_weights(
        np.array([frequency for frequency, _ in pairs]),
        np.array([len(words) for words in corpus]),
        oracle.avgdl,
    )
    assert (oracle.idf.get("iran", 0.0) * weights).tolist() == oracle.get_scores(["iran"]).tolist()


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 900)), min_size=1, max_size=20),
    st.floats(0.5, 200.0),
)
def test_what_is_written_out_is_what_rank_bm25_gives_to_the_bit(
    pairs: list[tuple[int, int]], average: float
) -> None:
    frequencies, lengths = np.array(pairs, np.uint32).T
    called = term_weights(frequencies, lengths, average).tolist()
    assert [weight(said, length, average) for said, length in pairs] == called


def test_a_longer_sentence_weighs_less_and_a_repeated_term_more() -> None:
    weights = term_weights(np.array([0, 1, 1, 2]), np.array([8, 20, 8, 8]), 10.0).tolist()
    assert weights == sorted(weights)
    assert math.isclose(weights[0], 1.0)


def test_no_pairs_have_no_weights() -> None:
    assert term_weights(np.zeros(0, int), np.zeros(0, int), 1.0).tolist() == []
