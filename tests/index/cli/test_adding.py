"""`onrecord add`: every file is answered for, and what the files do not tell can be said."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.support.articles import FERRY, HARBOUR, SCHOOL

Run = Callable[..., Ran]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder as people have them: articles, a table with a bad row, and files of other kinds."""
    folder = tmp_path / "news"
    (folder / "photos").mkdir(parents=True)
    for number in range(27):
        (folder / "photos" / f"{number}.xyz").write_bytes(b"x")
    for name in ("cover.JPG", "notes.text", "Makefile", ".DS_Store", "archive.backup-of-2016"):
        (folder / name).write_bytes(b"x")
    (folder / "2016-09-12_school.txt").write_text(SCHOOL, encoding="utf-8")
    rows = [{"text": HARBOUR}, {"title": "none"}, {"text": FERRY}]
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "table.csv").write_text(
        'title,text\nMill,"It is old.\nVery."\nQuay,He left,twice\n', encoding="utf-8"
    )
    return folder


def test_every_file_of_a_folder_is_answered_for(run: Run, mixed: Path, archive_folder: Path) -> None:
    add = ("add", "--archive", archive_folder, "--finder", "rules", mixed)
    ran = run(*add)
    assert ran == Ran(
        1,
        "added 4, updated 0, unchanged 0, rejected 2; 7 quotations found\n"
        "passed over 31 files: 27 .xyz, 2 without an ending, 1 .jpg, 1 .text\n",
        f"error: rejected {mixed}/table.csv, line 4: 3 columns where the first row names 2\n"
        f"error: rejected {mixed}/wire.jsonl, line 2: `text` is missing\n",
    )
    ran = run(*add, "--json")
    assert (ran.code, ran.err, ran.out.count("\n")) == (1, "", 1)
    assert json.loads(ran.out) == {
        "added": 0,
        "updated": 0,
        "unchanged": 4,
        "copies": 0,
        "pruned": 0,
        "quotations": 0,
        "rejected": [
            {"path": f"{mixed}/table.csv", "line": 4, "reason": "3 columns where the first row names 2"},
            {"path": f"{mixed}/wire.jsonl", "line": 2, "reason": "`text` is missing"},
        ],
        "passed_over": {".xyz": 27, "": 2, ".jpg": 1, ".text": 1},
    }


def test_the_report_in_json_of_what_went_well(run: Run, mixed: Path, archive_folder: Path) -> None:
    add = ("add", "--archive", archive_folder, "--finder", "rules", "--json", "--prune")
    ran = run(*add, mixed / "2016-09-12_school.txt")
    assert (ran.code, json.loads(ran.out)["added"], json.loads(ran.out)["quotations"]) == (0, 1, 1)
    (mixed / "2016-09-12_school.txt").rename(mixed / "2016-09-12_roof.txt")
    ran = run(*add, mixed)
    report = json.loads(ran.out)
    assert (ran.code, report["added"], report["copies"], report["pruned"]) == (1, 4, 1, 1)


FEED = (
    '<rss version="2.0"><channel><title>Coast</title>'
    "<item><title>Ferry</title><description>Short</description></item>{}</channel></rss>"
)
ANOTHER = "<item><title>Mill</title><description>Shorter</description></item>"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", "passed over 1 item: 1 feed entry with a summary alone"),
        (ANOTHER, "passed over 2 items: 2 feed entries with a summary alone"),
    ],
)
def test_what_is_no_file_is_passed_over_as_what_it_is(
    run: Run, tmp_path: Path, archive_folder: Path, more: str, told: str
) -> None:
    (tmp_path / "coast.xml").write_text(FEED.format(more))
    ran = run("add", "--archive", archive_folder, tmp_path / "coast.xml")
    assert ran.out.splitlines()[-1] == told


def test_a_line_of_standard_input_has_no_path(run: Run, archive_folder: Path) -> None:
    ran = run("add", "--archive", archive_folder, "--json", "-", stdin="{}\n")
    assert ran.code == 1
    assert json.loads(ran.out)["rejected"] == [{"path": None, "line": 1, "reason": "`text` is missing"}]
    assert not archive_folder.exists()


def test_only_files_of_other_kinds_make_no_archive(run: Run, mixed: Path, archive_folder: Path) -> None:
    ran = run("add", "--archive", archive_folder, mixed / "photos")
    assert ran == Ran(
        1,
        "added 0, updated 0, unchanged 0, rejected 1\npassed over 27 files: 27 .xyz\n",
        f"error: rejected {mixed}/photos: no article in this folder"
        " (it takes .txt, .md, .html, .jsonl, .csv and more)\n",
    )
    assert not archive_folder.exists()


def test_what_files_do_not_tell_can_be_said(run: Run, mixed: Path, archive_folder: Path) -> None:
    (mixed / "own.md").write_text(
        "---\npublisher: The Coast\npublished: 2016-01-02\nlanguage: de\n---\nShe left.", encoding="utf-8"
    )
    said = ("--publisher", "Town Crier", "--published", "2015-05-05", "--language", "en")
    run("add", "--archive", archive_folder, "--finder", "rules", *said, mixed)
    shown = run("articles", "--archive", archive_folder).out.splitlines()
    assert [line.split("\t")[:4] for line in shown] == [
        ["2016-09-12_school.txt", "School roof repaired", "Town Crier", "2016-09-12"],
        ["own.md", "She left.", "The Coast", "2016-01-02"],
        ["table.csv:2", "Mill", "Town Crier", "2015-05-05"],
        ["wire.jsonl:1", "Harbour to stay open", "Town Crier", "2015-05-05"],
        ["wire.jsonl:3", "Ferry company cuts night crossings", "Town Crier", "2015-05-05"],
    ]


def test_dates_of_two_readings(run: Run, tmp_path: Path, archive_folder: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": SCHOOL, "published": "03/04/2016"}), encoding="utf-8"
    )
    add = ("add", "--archive", archive_folder, "--finder", "rules", tmp_path / "a.jsonl")
    said = (
        "`published` '03/04/2016' may be 2016-03-04 or 2016-04-03; say which with --dates dmy or --dates mdy"
    )
    assert (run(*add).code, run(*add).err) == (1, f"error: rejected {tmp_path}/a.jsonl, line 1: {said}\n")
    assert run(*add, "--dates", "dmy").code == 0
    assert "\t2016-04-03\t" in run("articles", "--archive", archive_folder).out
    assert run(*add, "--dates", "mdy").out.startswith("added 0, updated 1")
    assert "\t2016-03-04\t" in run("articles", "--archive", archive_folder).out


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--published", "soon"), "argument --published: invalid date 'soon'; use YYYY-MM-DD"),
        (("--dates", "ymd"), "argument --dates: invalid choice: 'ymd' (choose from "),
    ],
)
def test_wrong_usage(run: Run, option: tuple[str, str], said: str, tmp_path: Path) -> None:
    ran = run("add", tmp_path, *option)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
