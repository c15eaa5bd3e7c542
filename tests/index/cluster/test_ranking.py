"""What a cluster is asked to add up: few enough clauses, and for each sentence never less than its score."""

from __future__ import annotations

import random

import pytest

from index.cluster.impacts import labels
from index.cluster.ranking import Figures, Question

MOST = 1000
"""Clauses; a cluster takes 1,024, and some go to the tests that a sentence has to pass."""


@pytest.mark.parametrize("count", [1, 2, 35, 36, 37, 60, 150, 200, 400, 900, 1500, 5000])
def test_a_question_of_any_length_is_asked_and_bounded(count: int) -> None:
    rng = random.Random(count)
    terms = [f"t{number}" for number in range(count)]
    question = Question(
        tuple((term, rng.uniform(0.1, 9.0)) for term in terms), Figures(sentences=1000, terms=20_000)
    )
    clauses = question.clauses()
    assert len(clauses) <= MOST
    sentences = [rng.choices(terms, k=rng.randint(1, 40)) for _ in range(100)]
    for words, score in zip(sentences, question.scores(sentences), strict=True):
        borne = {"i": set(labels(words)), "t": set(words)}
        bound = sum(weight for field, values, weight in map(_read, clauses) if borne[field] & values)
        assert bound >= (score - question.absent()) * (1 - 1e-9)


def _read(clause: dict) -> tuple[str, set[str], float]:  # type: ignore[type-arg]
    """The field that a clause looks at, the values that it looks for, and what it adds."""
    if "term" in clause:
        ((field, told),) = clause["term"].items()
        return field, {told["value"]}, told["boost"]
    ((field, values),) = clause["constant_score"]["filter"]["terms"].items()
    return field, set(values), clause["constant_score"]["boost"]
