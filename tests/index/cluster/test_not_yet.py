"""What is not there for archives on a cluster: refused before anything is read, asked or sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

ADDRESS = "opensearch://127.0.0.1:9/news"  # nobody listens there


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("add", "--prune", "FOLDER"), "add --prune"),
        (("remove", "--speaker", "Anna Keller", "--yes"), "remove --speaker"),
        (("remove", "--publisher", "News", "--yes"), "remove --publisher"),
        (("remove", "--url", "https://example.org/a", "--yes"), "remove --url"),
        (("remove", "--before", "2016-01-01", "--yes"), "remove --before"),
        (("correct", "x", "--nobody"), "correct"),
        (("corrections",), "corrections"),
        (("corrections", "--json"), "corrections"),
        (("review",), "review"),
        (("backup", "elsewhere"), "backup"),
    ],
)
def test_it_is_refused_first(
    command: tuple[str, ...], named: str, run: Callable[..., Ran], news_folder: Path
) -> None:
    found = run(*(str(news_folder) if part == "FOLDER" else part for part in command), "--archive", ADDRESS)
    assert (found.code, found.out) == (1, "")
    assert found.err == (
        f"error: `onrecord {named}` is not there for archives on a cluster yet; name an archive in a folder"
        f" with --archive ({ADDRESS} is none)\n"
    )
