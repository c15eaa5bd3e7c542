"""The ranking, as rank-bm25's BM25Plus defines it.

Where NumPy searches, its parameters, idf and formula are called, not copied. Beside the compiled search they
are written out (`weight`), since importing them brings NumPy, and with it half of what a question from a
shell takes; tests compare the two, and every score with its own, to the last bit.

BM25Plus and not BM25Okapi: Okapi's idf is 0 for a term in exactly half of the sentences and a floor beyond,
so that in an archive of one article a word of every sentence outweighs one of five in twelve. Plus's idf,
log((N + 1) / df), is above 0 for every term that occurs and falls as the document frequency grows. Its delta
adds idf * delta for every term of the question to every sentence, also to those without the term: scores
carry that constant, and compare within one question only.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


K1, B, DELTA = 1.5, 0.75, 1
"""rank-bm25's parameters."""


@cache
def _ranker() -> Any:
    """rank-bm25's class; imported late, since it brings NumPy."""
    from rank_bm25 import BM25Plus

    return BM25Plus


def idf(sentences: int, document_frequency: int) -> float:
    """The weight of a term in `document_frequency` of `sentences`; a term in none of them has 0.0."""
    if document_frequency <= 0:
        return 0.0
    return math.log((sentences + 1) / document_frequency)


def weight(frequency: int, length: int, average_length: float) -> float:
    """What a term with an idf of 1 adds to a sentence of that length that has it so often.

    It is what `term_weights` gives, to the last bit.
    """
    return 0.0 + 1.0 * (
        DELTA + (frequency * (K1 + 1)) / (K1 * (1 - B + B * length / average_length) + frequency)
    )


def term_weights(
    frequencies: NDArray[np.integer[Any]], lengths: NDArray[np.integer[Any]], average_length: float
) -> NDArray[np.float64]:
    """What a term with an idf of 1 adds to a sentence, for each pair of frequency and sentence length.

    A sentence's score is the sum, in the question's order, of idf times this; frequency 0 gives delta.
    Multiplying by the idf afterwards is the multiplication that rank-bm25 does, so the products are equal to
    the last bit.
    """
    import numpy as np

    if not len(frequencies):
        return np.zeros(0)
    ranker = _ranker()([[]])  # with its default parameters, of an archive that we then describe to it
    ranker.corpus_size = len(frequencies)
    ranker.avgdl = average_length
    ranker.doc_len = lengths
    ranker.doc_freqs = [{"term": frequency} for frequency in frequencies.tolist()]
    ranker.idf = {"term": 1.0}
    return np.asarray(ranker.get_scores(["term"]), dtype=np.float64)
