"""Going through what is least sure, by keys on a terminal."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive.check import check
from index.records.archive import Archive
from index.records.record import Record
from tests.conftest import Ran

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no terminal of our own making there")

KEYS = "q quit"


def plain(shown: str) -> str:
    """What is shown, without colours."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)


def review(folder: Path, *keys: str | tuple[str, str]) -> str:
    """What is shown where these keys are pressed, each once the last line of keys is there."""
    from tests.support.terminal import on_terminal

    typed = [key if isinstance(key, tuple) else (KEYS, key) for key in keys]
    # The keys themselves are bold, so that the end of their line is what is waited for.
    typed = [(" quit" if before == KEYS else before, key) for before, key in typed]
    return plain(on_terminal("review", "--archive", folder, typed=typed))


def by_sureness(folder: Path) -> list[Record]:
    """Every record, the least sure first."""
    with Archive.open(folder) as archive:
        return sorted(archive.records(), key=lambda one: one.confidence)


def verdicts(folder: Path) -> dict[str, tuple[str, str | None]]:
    """What was said of each quotation, by its id."""
    with Archive.open(folder) as archive:
        return {one.id: (one.verdict.value, one.speaker) for one in archive.corrections}


def test_each_key_says_something_of_the_least_sure(filled: Path) -> None:
    found = by_sureness(filled)
    shown = review(filled, "y", "n", "w", ("who said it? ", "Maria Duarte\n"), "1", "x", "s", "q")
    assert verdicts(filled) == {
        found[0].id: ("confirmed", None),
        found[1].id: ("nobody", None),
        found[2].id: ("speaker", "Maria Duarte"),
        found[3].id: ("speaker", re.findall(r" 1 it was (.*\S)", shown)[3]),
        found[4].id: ("not_a_quotation", None),
    }
    assert shown.splitlines()[-1] == f"confirmed 1, corrected 4, left {len(found) - 5}"
    assert f"1 of {len(found)}, {found[0].confidence:.0%} sure" in shown
    after = {record.id: record for record in by_sureness(filled)}
    assert (after[found[0].id].speaker, after[found[0].id].corrected) == (found[0].speaker, False)
    assert after[found[0].id].confidence == 1.0
    assert after[found[1].id].speaker is None
    assert check(filled) == []


def test_undoing_goes_back_to_what_was_said_last(filled: Path) -> None:
    found = by_sureness(filled)
    shown = review(filled, "u", ("nothing to undo", "n"), "x", "u", "u", "y", "q")
    assert shown.count("taken back") == 2
    assert shown.splitlines()[-1] == f"confirmed 1, corrected 0, left {len(found) - 1}"
    assert verdicts(filled) == {found[0].id: ("confirmed", None)}


def test_other_keys_and_names_that_are_none_change_nothing(filled: Path) -> None:
    shown = review(filled, "z", ("", "9"), ("", "\x1b[A"), ("", "w"), ("who said it? ", "?!\n"), "\x04")
    assert "error: '?!' is not a name" in shown
    assert verdicts(filled) == {}
    assert shown.splitlines()[-1].startswith("confirmed 0, corrected 0")


@pytest.mark.parametrize("after", ["->", "confirmed", "2 of"])
def test_a_key_that_is_pressed_early_is_not_shown(filled: Path, after: str) -> None:
    from tests.support.terminal import on_terminal

    shown = plain(on_terminal("review", "--archive", filled, typed=[(" quit", "y"), (after, "sq")]))
    assert shown.splitlines()[-1].startswith("confirmed 1, corrected 0")


def test_what_was_said_is_kept_when_it_is_broken_off(filled: Path) -> None:
    from tests.support.terminal import on_terminal

    found = by_sureness(filled)
    shown = on_terminal("review", "--archive", filled, typed=[(" quit", "y"), (" quit", "\x03")], code=130)
    assert shown.endswith("interrupted\n")
    assert verdicts(filled) == {found[0].id: ("confirmed", None)}


def test_what_was_reviewed_is_not_shown_again(filled: Path, run: Callable[..., Ran]) -> None:
    count = len(by_sureness(filled))
    review(filled, *("y" for _ in range(count)))
    assert run("review", "--archive", filled) == Ran(0, "", "")
    from tests.support.terminal import on_terminal

    assert plain(on_terminal("review", "--archive", filled)) == (
        "nothing to review: every quotation has been reviewed\n"
    )


def test_confirming_by_id(filled: Path, run: Callable[..., Ran]) -> None:
    record = by_sureness(filled)[-1]
    ran = run("correct", "--archive", filled, record.id, "--confirm")
    assert ran == Ran(0, f"{record.id}: confirmed ({record.speaker})\n", "")
    shown = run("show", "--archive", filled, record.article_id).out
    assert record.id in shown
    assert "corrected" not in shown
    ran = run("correct", "--archive", filled, record.id, "--undo")
    assert ran.out == f"{record.id}: as it was found ({record.speaker})\n"


@pytest.mark.parametrize("columns", [80, 40])
def test_every_line_fits_the_terminal(filled: Path, columns: int) -> None:
    from tests.support.terminal import on_terminal

    shown = plain(on_terminal("review", "--archive", filled, typed=[(" quit", "q")], columns=columns))
    assert max(len(line) for line in shown.splitlines()) <= columns
    if columns == 80:
        assert "y right  n not theirs  w who?  x no quotation  s skip  u undo  q quit\n" in shown


def test_the_pieces_of_a_record_are_its_context(town: Archive, seed_index: Archive) -> None:
    for archive in (town, seed_index):
        for record in archive.records():
            pieces = record.pieces()
            assert "".join(text for text, _ in pieces) == record.context
            assert " … ".join(text for text, quoted in pieces if quoted) == record.text
            assert all(text for text, _ in pieces)
