"""Walks through the commands as people take them, with all that is printed, kept as a person read it.

`python -m tests.index.cli.test_walks` writes today's; read every line of the difference before you commit it.
"""

import contextlib
import io
import os
import re
import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.paths import GOLDEN
from tests.support.tidewater import write_news

SAID = "We have waited twenty years for this"
WALKS = {
    "reporter": (
        "onrecord add news --finder rules",
        'onrecord ask "what did the mayor say about the tram?" --limit 2',
        "onrecord people",
        "onrecord people Ashdown",
        'onrecord ask "what did Ashdown say about the cost?" --limit 1 --context',
        'onrecord ask "what did Ashdown say about the cost?" --limit 1 --cite markdown',
        'onrecord ask "what did Quispe say about the tram?"',
    ),
    "fact-checker": (
        "onrecord add news --finder rules",
        "onrecord ask \"did Halvorsen say 'I never said that the tram would be free'?\"",
        "onrecord ask \"did Ashdown say 'Nobody wants to strike in July'?\"",
        "onrecord show tram.md",
        "onrecord cite {waited} --style plain",
        "onrecord cite {waited} --style csl-json",
        "onrecord cite nothing",
    ),
    "data-journalist": (
        "onrecord add news --finder rules",
        "onrecord export --format csv --speaker Ashdown",
        "onrecord export --format csv --speaker Ashdown --spreadsheet --output ashdown.csv",
        "onrecord export --format jsonld --speaker Rao",
        "onrecord export --format sqlite --output quotations.db",
        "onrecord export --speaker Halvorsen --kind direct --since 2024-05-01 --min-confidence 0.5",
        'onrecord trends "Halvorsen on tram" --by month',
        'onrecord trends "Halvorsen on tram" --by year --json',
        "onrecord trends Halvorsen --plot halvorsen.svg",
    ),
    "researcher": (
        "onrecord add news --finder rules",
        'onrecord correct {sum} --speaker "Devesh Rao"',
        "onrecord correct {waited} --confirm",  # of the same second the smaller id comes first
        "onrecord corrections",
        "onrecord people --search councillor",
        "onrecord add news --finder rules",
        "onrecord repair --finder rules",
        "onrecord corrections --json",
        "onrecord export --format jsonl --speaker Rao",
        "onrecord correct {sum} --undo",
        "onrecord people",
    ),
    "operator": (
        "onrecord check",
        "onrecord add news missing --finder rules",
        "onrecord add news --finder rules --json",
        "onrecord articles",
        "onrecord stats",
        "onrecord check",
        "onrecord backup kept",
        "onrecord restore kept",
        'onrecord remove --publisher "Tidewater Post"',
        'onrecord remove --publisher "Tidewater Post" --yes',
        "onrecord restore kept --archive again",
        "onrecord people --archive again --limit 2",
        "onrecord export --format parquet",
        "onrecord ask tram --since 2025-01-01 --until 2024-01-01",
    ),
}  # fmt: skip


def walked(commands: tuple[str, ...], folder: Path) -> str:
    """What is typed and printed, one after the other; what goes to standard error stands behind a bar."""
    from bot.cli import main

    write_news(folder / "news")
    shown, ids = [], {"waited": "", "sum": ""}
    for line in commands:
        command = line.format(**ids)
        kept, err = io.BytesIO(), io.StringIO()
        out = io.TextIOWrapper(kept, encoding="utf-8", newline="")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(shlex.split(command)[1:])
        out.flush()
        text = kept.getvalue().decode()
        shown += [f"$ {command}", *text.splitlines()]
        shown += [f"| {told}" for told in err.getvalue().splitlines()]
        shown += [f"(exit {code})"] if code else []
        shown.append("")
        if "add news" in command:
            ids = found_ids()
    return steady("\n".join(shown), folder)


def found_ids() -> dict[str, str]:
    """The ids of two quotations, as one reads them off the screen."""
    from index.records.archive import Archive

    with Archive.open(os.environ["ONRECORD_ARCHIVE"]) as archive:
        records = list(archive.records())
    words = {"waited": SAID, "sum": "=SUM"}
    return {name: next(one.id for one in records if some in one.text) for name, some in words.items()}


def steady(text: str, folder: Path) -> str:
    """The text without what is another each time: the folder, times, sizes, and how sure finding is."""
    text = text.replace(str(folder), "~")
    text = re.sub(r"20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d\+00:00)?(?=\t|, to|\")", "2026-11-28T09:00", text)
    text = re.sub(r"(?<=[\s,])0\.\d{2,4}(?=[,}])", "0.9", text)
    return re.sub(r"\d[\d.,]* (kB|MB)", r"9 \1", text)


@pytest.mark.parametrize("who", WALKS)
def test_a_walk_shows_what_was_read_and_found_right(
    who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_ARCHIVE", str(tmp_path / "archive"))
    assert walked(WALKS[who], tmp_path) == (GOLDEN / f"walk-{who}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or WALKS:
        with TemporaryDirectory() as place, contextlib.chdir(place):
            os.environ["ONRECORD_ARCHIVE"] = str(Path(place, "archive"))
            (GOLDEN / f"walk-{name}.txt").write_text(walked(WALKS[name], Path(place)), encoding="utf-8")
