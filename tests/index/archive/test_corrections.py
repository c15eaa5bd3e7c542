"""Corrections: of one quotation, kept as long as its text is, and undone without a trace."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive.backup import backup
from index.archive.check import check
from index.archive.corrections import Verdict, corrected
from index.archive.repair import repair
from index.archive.restore import restore
from index.records.archive import Archive
from index.records.record import Record
from tests.conftest import Ran
from tests.support.articles import HARBOUR, made, three
from tests.support.paths import GOLDEN

Run = Callable[..., Ran]
SAID = "The harbour will stay open all winter,"


@pytest.fixture
def coast(archive: Archive) -> Archive:
    """An archive of three articles and a copy of one."""
    archive.add([*three(), made("copy", HARBOUR)], finder="rules")
    return archive


def one(archive: Archive, article: str = "harbour", words: str = SAID) -> Record:
    """The record of the quotation that begins with those words in an article."""
    return next(r for r in archive.records() if r.article_id == article and r.text.startswith(words))


def whole(archive: Archive) -> list[Record]:
    """Every record, in the order of articles' ids."""
    return sorted(archive.records(), key=lambda record: (record.article_id, record.start))


def test_another_speaker_is_answered_for_and_counted(coast: Archive, archive_folder: Path) -> None:
    before, id_ = whole(coast), one(coast).id
    assert coast.correct(id_, "speaker", "Tomas Lindqvist")
    record = one(coast)
    assert (record.speaker, record.corrected, record.confidence) == ("Tomas Lindqvist", True, 1.0)
    copy = one(coast, "copy")
    assert (record.id, record.text, record.source) == (id_, copy.text, copy.source)
    assert (copy.speaker, copy.corrected) == ("Ingrid Solberg", False)
    assert [r.id for r in whole(coast)] == [r.id for r in before]
    assert [r for r in whole(coast) if r.id != id_] == [r for r in before if r.id != id_]
    asked = coast.ask("what did Lindqvist say about winter?")
    best = asked.answers[0]
    assert (best.id, best.corrected, best.speaker) == (id_, True, "Tomas Lindqvist")
    solberg = coast.ask("what did Solberg say about winter?").answers
    assert id_ not in [passage.id for passage in solberg]
    assert solberg[0].article.id == "copy"
    assert check(archive_folder) == []


@pytest.mark.parametrize(
    ("verdict", "speaker"),
    [
        (Verdict.SPEAKER, "Nova Quill"),
        (Verdict.NOBODY, None),
        (Verdict.NOT_A_QUOTATION, None),
        (Verdict.CONFIRMED, None),
    ],
)
def test_undoing_leaves_no_trace(
    coast: Archive, archive_folder: Path, verdict: Verdict, speaker: str | None
) -> None:
    before, names, id_ = whole(coast), sorted(p.name for p in coast.people.persons), one(coast).id
    assert coast.correct(id_, verdict, speaker)
    changed = {record.id: record for record in whole(coast)}
    assert (id_ in changed) == (verdict is not Verdict.NOT_A_QUOTATION)
    assert id_ not in changed or changed[id_].speaker == (speaker if verdict.changes else before[0].speaker)
    assert id_ not in changed or changed[id_].corrected == verdict.changes
    assert [(c.id, c.verdict, c.speaker) for c in coast.corrections] == [(id_, verdict, speaker)]
    assert check(archive_folder) == []
    assert coast.correct(id_, "nobody")  # a second word on the same
    assert coast.correct(id_, None)
    assert whole(coast) == before
    assert sorted(person.name for person in coast.people.persons) == names
    assert coast.corrections == ()
    assert check(archive_folder) == []
    assert not coast.correct(id_, None)
    assert not coast.correct("nothing", "nobody")


def test_a_speaker_goes_with_one_verdict_alone(coast: Archive) -> None:
    for verdict, speaker in [("speaker", None), ("nobody", "Ana Ruiz"), (None, "Ana Ruiz"), ("maybe", None)]:
        with pytest.raises(ValueError, match=r"speaker|maybe"):
            coast.correct(one(coast).id, verdict, speaker)
    assert coast.corrections == ()


def test_corrections_outlive_what_happens_to_an_archive(coast: Archive, archive_folder: Path) -> None:
    ids = one(coast).id, one(coast, "school", "The children").id
    coast.correct(ids[0], "speaker", "Tomas Lindqvist")
    coast.correct(ids[1], "not_a_quotation")
    expected = whole(coast)
    coast.add(three(), finder="rules")
    assert whole(coast) == expected
    coast.add([replace(article, publisher="Another") for article in three()], finder="rules")
    assert [(r.id, r.speaker) for r in whole(coast)] == [(r.id, r.speaker) for r in expected]
    coast.remove(["harbour", "school"])
    coast.add(three(), finder="rules")
    assert whole(coast) == expected
    coast.close()
    repair(archive_folder, finder="rules")
    with Archive.open(archive_folder) as archive:
        assert whole(archive) == expected
        assert len(archive.corrections) == 2
        assert all(map(archive.in_force, archive.corrections))
        assert archive.correct(ids[1], None)
        assert one(archive, "school", "The children").speaker == "Maria Duarte"
    assert check(archive_folder) == []


def test_an_edited_text_is_read_anew_and_the_old_one_has_its_correction(coast: Archive) -> None:
    id_ = one(coast).id
    coast.correct(id_, "nobody")
    coast.add([made("harbour", HARBOUR + "\nThe ice is thick.\n")], finder="rules")
    assert one(coast).speaker == "Ingrid Solberg"
    assert not coast.in_force(coast.corrections[0])
    coast.add(three(), finder="rules")
    assert (one(coast).id, one(coast).speaker) == (id_, None)
    assert coast.in_force(coast.corrections[0])


def test_a_finder_that_sets_the_ends_elsewhere_still_finds_what_was_corrected(coast: Archive) -> None:
    import sqlite3
    from contextlib import closing

    from index.archive.database import DATABASE
    from index.archive.ingestion import prepare
    from index.spans import Span

    coast.correct(one(coast).id, "speaker", "Tomas Lindqvist")
    found = prepare(three()[0], "rules")
    first = found.quotations[0]
    shorter = replace(first, content=(Span(first.content[0].start + 4, first.content[0].end),))
    with closing(sqlite3.connect(coast.folder / DATABASE)) as db:
        again = corrected(db, found._replace(quotations=[shorter, *found.quotations[1:]]))
        elsewhere = replace(first, content=(Span(0, 3),))
        other = corrected(db, found._replace(quotations=[elsewhere]))
    assert (again.quotations[0].speakers, again.quotations[0].content) == (
        ("Tomas Lindqvist",), shorter.content
    )  # fmt: skip
    assert other.quotations == [elsewhere]


@pytest.mark.parametrize("kept", sorted(GOLDEN.glob("format-*")), ids=lambda path: path.name)
def test_an_archive_of_an_older_format_is_corrected_as_it_is_upgraded(kept: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(kept, folder)
    with Archive.open(folder) as archive:
        assert archive.corrections == ()
        record = next(r for r in archive.records(speaker="Kamynin", kind="direct"))
        assert archive.correct(record.id, "nobody")
    with Archive.open(folder) as archive:
        assert {r.id: r.speaker for r in archive.records()}[record.id] is None
    assert check(folder) == []


def test_corrections_are_carried_over_a_change_of_format(tmp_path: Path) -> None:
    """The release before the third format kept corrections already; here as it would have left them."""
    import sqlite3
    from contextlib import closing

    from index.archive.corrections import CORRECTIONS, Correction, keep
    from index.archive.database import DATABASE, FORMAT, format_of
    from index.archive.store import digest

    folder = tmp_path / "archive"
    shutil.copytree(GOLDEN / "format-2", folder)
    with Archive.open(folder) as archive:
        row = next(iter(archive.quotations_of(1)))
        text, record = archive.article(1).text, next(archive.records())
    found = row.quotation
    made_before = Correction(
        id=record.id, article=found.article_id, text_digest=digest(text), verdict=Verdict.SPEAKER,
        speaker="Nova Quill", made="2026-11-28T02:00:00+00:00", found=found,
    )  # fmt: skip
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        db.execute(CORRECTIONS)
        keep(db, made_before, made_before.id)
        db.commit()
        assert format_of(db) == 2
    with Archive.open(folder) as archive:
        assert archive.corrections == (made_before,)
        assert archive.in_force(made_before)
        assert next(archive.records()).corrected
        archive.add(three(), finder="rules")  # which makes it the newest format
        assert archive.corrections == (made_before,)
        assert next(archive.records()).corrected
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        assert format_of(db) == FORMAT
    repair(folder, finder="rules")
    with Archive.open(folder) as archive:
        again = {record.id: record for record in archive.records()}
        (carried,) = archive.corrections
        assert (again[carried.id].speaker, again[carried.id].corrected) == ("Nova Quill", True)
    backup(folder, tmp_path / "kept")
    restore(tmp_path / "kept", tmp_path / "restored")
    with Archive.open(tmp_path / "restored") as archive:
        assert archive.corrections == (carried,)
        assert {record.id: record for record in archive.records()} == again
    assert check(tmp_path / "restored") == []


def test_correcting_in_the_terminal(run: Run, filled: Path) -> None:
    lines = run("export", "--archive", filled, "--speaker", "Okafor", "--kind", "direct").out.splitlines()
    record = json.loads(lines[0])
    archive, id_ = ("--archive", filled), record["id"]
    assert run("correct", *archive, id_, "--speaker", "Solberg") == Ran(0, f"{id_}: Ingrid Solberg\n", "")
    shown = run("ask", *archive, "what did Solberg say about three in the morning?").out
    assert shown.startswith("1. Ingrid Solberg (corrected)\n")
    assert "director (direct, corrected)" not in run("show", *archive, "coast/ferry.txt").out
    assert "Ingrid Solberg (direct, corrected)" in run("show", *archive, "coast/ferry.txt").out
    fields = run("corrections", *archive).out.rstrip("\n").split("\t")
    assert (fields[:5], fields[6]) == (
        [id_, "speaker", "Ingrid Solberg", "Paul Okafor", "coast/ferry.txt"], "yes"
    )  # fmt: skip
    told = json.loads(run("corrections", *archive, "--json").out)
    assert (told["found"]["text"], told["found"]["speaker"]) == (record["text"], "Paul Okafor")
    assert run("correct", *archive, id_, "--not-a-quotation").out == f"{id_}: not a quotation\n"
    assert id_ not in run("export", *archive).out
    assert run("correct", *archive, id_, "--undo").out == f"{id_}: as it was found (Paul Okafor)\n"
    assert run("corrections", *archive).out == ""
    assert json.loads(run("export", *archive, "--speaker", "Okafor", "--kind", "direct").out) == record


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["nothing", "--nobody"], 1, "error: no quotation 'nothing' in the archive; `onrecord export` lists"),
        (
            ["nothing", "--undo"],
            1,
            "error: no correction of quotation 'nothing' in the archive; `",
        ),
        (["nothing", "--speaker", "?!"], 1, "error: '?!' is not a name"),
        (
            ["nothing"],
            2,
            "error: one of the arguments --speaker --confirm --nobody --not-a-quotation ",
        ),
    ],
)
def test_what_cannot_be_corrected(
    run: Run, filled: Path, arguments: list[str], code: int, error: str
) -> None:
    ran = run("correct", "--archive", filled, *arguments)
    assert (ran.code, ran.out, ran.err[: len(error)]) == (code, "", error)


def test_reviewing_shows_the_least_sure_first(run: Run, filled: Path) -> None:
    records = [json.loads(line) for line in run("review", "--archive", filled, "--json").out.splitlines()]
    sure = [record["confidence"] for record in records]
    assert sure == sorted(sure)
    assert len(sure) == json.loads(run("stats", "--archive", filled, "--json").out)["quotations"]
    run("correct", "--archive", filled, records[0]["id"], "--nobody")
    shown = run("review", "--archive", filled, "--limit", "1").out
    assert shown.startswith(f"{records[1]['id']}  {sure[1]:.2f}  ")
    assert records[1]["context"].split()[0] in shown
