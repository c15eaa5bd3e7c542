"""Lists of words as data: each is read as written, in order, once."""

from pathlib import Path

import pytest

import index.lexicon
from index.lexicon.loading import classes

FOLDER = Path(index.lexicon.__file__).parent
LISTS = sorted(path.stem for path in FOLDER.glob("*.txt"))


def test_phrases_are_read_by_class() -> None:
    assert {"named", "supported"} <= set(classes("acts")["act"])
    assert "read more" in classes("furniture")["link"]
    assert "read more" not in classes("furniture")["credit"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_in_lower_case_and_names_nothing_twice(name: str) -> None:
    lines = [
        line
        for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert lines == sorted(set(lines))
    assert lines == [line.lower() for line in lines]
    assert sum(map(len, classes(name).values())) == len(lines)
