"""Addresses of archives on a cluster: what is one, what is refused, and that no password is repeated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.cluster.address import is_cluster, parse_address
from index.errors import ArchiveError
from tests.conftest import Ran

FORM = "write opensearch://HOST:PORT[,HOST:PORT...]/NAME"
WITH_PASSWORD = [
    "opensearch://bob:secretpw@h/news",
    "opensearch+https://bob:secretpw@h:9200/news",
    "opensearch+http://bob:secretpw@h/news",
    "OpenSearch://bob:secretpw@h/news",
    "opensearch:/bob:secretpw@h/news",
    "opensearch://h/bob:secretpw@news",
]
COMMANDS = [
    ("ask", "what?"),
    ("add", "seeds"),
    ("backup", "elsewhere"),
    ("restore", "elsewhere"),
    ("repair",),
    ("feed", "list"),
    ("check",),
    ("people",),
    ("corrections",),
    ("remove", "x"),
]


@pytest.mark.parametrize(
    ("command", "address"),
    [*((one, WITH_PASSWORD[0]) for one in COMMANDS), *((COMMANDS[0], one) for one in WITH_PASSWORD[1:])],
)
def test_a_password_in_an_address_is_not_repeated(
    command: tuple[str, ...], address: str, run: Callable[..., Ran]
) -> None:
    found = run(*command, "--archive", address)
    assert (found.code, found.out) == (1, "")
    assert "set ONRECORD_ARCHIVE_USER and ONRECORD_ARCHIVE_PASSWORD" in found.err
    assert "bob" not in found.err
    assert "secretpw" not in found.err


@pytest.mark.parametrize(
    "address",
    ["OpenSearch://h/news", "OPENSEARCH+HTTPS://h/news", "opensearch:/h/news", "opensearch+http://h/news",
     "opensearchs://h/news", " opensearch://h/news"],
)  # fmt: skip
@pytest.mark.parametrize(
    "command", [("ask", "what?"), ("add", "seeds"), ("backup", "elsewhere")], ids=" ".join
)
def test_what_looks_like_an_address_is_no_folder(
    address: str,
    command: tuple[str, ...],
    run: Callable[..., Ran],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(*command, "--archive", address)
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith("error: ")
    assert found.err.endswith(f"{FORM}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "place", ["news", "opensearch", "./opensearch/news", "archives/opensearch:/x", "opensearch:x"]
)
def test_folders_stay_folders(place: str) -> None:
    assert not is_cluster(place)


def test_a_slash_at_the_end_makes_no_difference() -> None:
    assert str(parse_address("opensearch://h:9200/news/")) == "opensearch://h:9200/news"


@pytest.mark.parametrize(
    "address", ["opensearch://h", "opensearch://h/NEWS", "opensearch://h:0/n", "opensearch:///n"]
)
def test_what_is_wrong_is_named(address: str) -> None:
    with pytest.raises(ArchiveError, match="is no address of an archive"):
        parse_address(address)
