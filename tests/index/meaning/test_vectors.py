"""How near texts are in meaning, by the vectors that the package ships."""

import json
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ModelError
from index.meaning.vectors import DIGESTS, MODEL, VECTORS, Vectors, shipped_vectors

NEARER = [
    ("raise taxes", "increase levies", "repaint the lighthouse"),
    ("the ferry was late", "boats did not run on time", "the mill was sold to a baker"),
    ("lawyer", "an attorney at the court", "a plumber in the cellar"),
    ("close the hospital", "shut down the clinic", "plant trees along the road"),
    ("afraid of floods", "worried about rising water", "pleased with the new choir"),
    ("school teachers' pay", "wages in classrooms", "a bridge over the fjord"),
]


@pytest.mark.parametrize(("text", "near", "far"), NEARER, ids=[row[0] for row in NEARER])
def test_what_means_the_same_is_nearer(text: str, near: str, far: str) -> None:
    one, other = shipped_vectors().nearness(text, [near, far])
    assert one > other + 0.1


def test_no_text_and_unknown_letters_are_near_to_nothing() -> None:
    assert shipped_vectors().nearness("bread", []) == []
    assert shipped_vectors().nearness("bread", ["", "\u4e2d\u6587"]) == [0.0, 0.0]


@given(st.lists(st.text(max_size=40), max_size=5))
def test_law_every_text_has_a_row_of_length_one_or_none(texts: list[str]) -> None:
    rows = shipped_vectors().of(texts)
    lengths = np.linalg.norm(rows, axis=1)
    assert rows.shape[0] == len(texts)
    assert all(length == 0 or abs(length - 1) < 1e-4 for length in lengths)


@given(st.text(max_size=60))
def test_law_a_text_is_nearest_to_itself(text: str) -> None:
    (same,) = shipped_vectors().nearness(text, [text])
    assert same == 0.0 or abs(same - 1) < 1e-4


def test_a_word_is_made_of_pieces_whatever_its_case_and_accents() -> None:
    assert shipped_vectors().nearness("Café", ["CAFE"]) == pytest.approx([1.0], abs=1e-4)
    assert shipped_vectors().knows("harbour")
    assert not shipped_vectors().knows("harbuor")


def test_files_are_those_that_were_shipped(tmp_path: Path) -> None:
    copytree(MODEL, tmp_path / "vectors")
    assert set(json.loads((MODEL / DIGESTS).read_text(encoding="utf-8"))) <= {f.name for f in MODEL.iterdir()}
    changed = tmp_path / "vectors" / VECTORS
    changed.write_bytes(changed.read_bytes()[:-1] + b"\x00")
    with pytest.raises(ModelError, match="install again"):
        Vectors(tmp_path / "vectors")
    changed.unlink()
    with pytest.raises(ModelError, match="not complete"):
        Vectors(tmp_path / "vectors")
