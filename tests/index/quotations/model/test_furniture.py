"""What has no words in it is not shown to the network, and what stands beside it is found as without it."""

import pytest

from index.quotations.model.finder import find_by_model
from index.quotations.model.tagger import shipped_tagger
from tests.support.articles import made

SAID = '"The harbour will stay open all winter," said Ingrid Solberg.'


@pytest.mark.parametrize("unit", ["-", "—", "…", "-----\n", "* * *\n\n", "=", ". "])
def test_rows_of_marks_are_not_read(unit: str) -> None:
    row = unit * (20_000 // len(unit))
    reading = shipped_tagger().read(f"{row}\n\n{row}")
    assert reading.pointed == []
    assert (reading.tags.argmax(axis=1) == 0).all()


def test_what_stands_among_them_is_found() -> None:
    text = f"Title\n\n{'-' * 5000}\n\n{SAID}\n\n{'_' * 5000}"
    (found,) = find_by_model(made("x", text))
    assert found.content[0].of(text) == "The harbour will stay open all winter,"
    assert found.source is not None
    assert found.source.of(text) == "Ingrid Solberg"
