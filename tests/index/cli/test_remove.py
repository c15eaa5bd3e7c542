"""`onrecord remove` by what articles have."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.archive.check import check
from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.articles import three

Run = Callable[..., Ran]


@pytest.fixture
def coast(archive: Archive) -> Archive:
    """An archive of three articles, each at its address."""
    archive.add([replace(one, url=f"https://example.org/{one.id}") for one in three()], finder="rules")
    return archive


@pytest.mark.parametrize(
    ("options", "gone"),
    [
        (["--publisher", "the coast"], ["harbour", "ferry"]),
        (["--speaker", "Solberg"], ["harbour", "ferry"]),
        (["--speaker", "Duarte", "--publisher", "The Coast"], []),
        (["--before", "2026-02-02"], ["harbour"]),
        (["--url", "https://example.org/school"], ["school"]),
        (["--url", "https://example.org/nothing"], []),
    ],
)
def test_what_articles_have_takes_them_out(
    run: Run, coast: Archive, options: list[str], gone: list[str]
) -> None:
    ran = run("remove", "--archive", coast.folder, *options, "--yes")
    assert ran == Ran(0, "".join(f"{id_}\n" for id_ in gone) + f"removed {len(gone)}\n", "")
    left = {row.id for row in coast.latest().articles()}
    assert left == {"harbour", "ferry", "school"} - set(gone)
    assert check(coast.folder) == []


@pytest.mark.parametrize(
    ("options", "code", "error"),
    [
        ([], 2, "error: name either ids or what the articles have; see"),
        (["school", "--url", "x", "--yes"], 2, "error: name either ids or what the articles have; see"),
        (["--before", "2026-02-02"], 2, "error: removing by what articles have needs --yes where nobody"),
        (["--speaker", "Zebulon Quist", "--yes"], 1, "error: nobody called 'Zebulon Quist' is quoted; "),
        (["--publisher", "The Hill", "--yes"], 1, "error: no article is by a publisher called 'The Hill'"),
    ],
)
def test_what_is_not_taken_out(run: Run, coast: Archive, options: list[str], code: int, error: str) -> None:
    ran = run("remove", "--archive", coast.folder, *options)
    assert (ran.code, ran.out, ran.err[: len(error)]) == (code, "", error)
    assert coast.latest().article_count == 3
