"""Runs changes of an archive with one file operation after the other going wrong (see disk_faults.c).

    LD_PRELOAD=faults.so python -m tests.support.disk_faults FOLDER MODE STRIDE

For every change and every STRIDEth of its file operations: a fresh copy of the archive, a process that is
killed or failed at that operation, then the archive must be the one before or the one after (where the change
told which, that one), `check` must agree, and the change must go through when it is made again. One line of
JSON a change; an exit code of 1 and what went wrong where that does not hold.
"""

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from index.archive.adding import writing
from index.archive.backup import backup
from index.archive.check import check
from index.archive.database import DATABASE, POSTINGS
from index.archive.repair import repair
from index.archive.restore import restore
from index.errors import ArchiveError, NoArchive
from index.records.archive import Archive
from tests.support.articles import FERRY, SCHOOL, made, many, three
from tests.support.paths import GOLDEN

KEPT = "kept.backup"
KILLED, TORN, FULL, BROKEN, READ_ONLY, UNSYNCED, DEAD, QUOTA = range(1, 9)

Change = Callable[[Path], object]


def _add(folder: Path) -> None:
    with Archive.create(folder) as archive:
        archive.add(three(), finder="rules")


def _add_more(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.add([made("new", SCHOOL.replace("school", "chapel"))], finder="rules")


def _update(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.add([made("ferry", FERRY.replace("March", "April"))], finder="rules")


def _remove(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.remove(["harbour", "school"])


def _correct(folder: Path) -> None:
    with Archive.open(folder) as archive:
        said = next(one for one in archive.records(kind="direct") if one.article_id == "ferry")
        archive.correct(said.id, "speaker", "Ingrid Solberg")


def _nothing(_: Path) -> None:
    """Start from no archive."""


def _grown(folder: Path) -> None:
    """So many additions that the next one merges their files of postings."""
    with Archive.create(folder) as archive:
        number = 0
        while True:
            number += 1
            before = folder.with_name("before-merge")
            shutil.rmtree(before, ignore_errors=True)
            shutil.copytree(folder, before)
            files = len(list((folder / POSTINGS).glob("*.segment")))
            archive.add([many(number)[-1]], finder="rules")
            if files and len(list((folder / POSTINGS).glob("*.segment"))) <= files:
                break
    shutil.rmtree(folder)
    before.rename(folder)


def _merge(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.add([made("last", SCHOOL)], finder="rules")


def _damaged(folder: Path) -> None:
    _add(folder)
    for segment in (folder / POSTINGS).glob("*.segment"):
        segment.write_bytes(segment.read_bytes()[:-7])


def _repair(folder: Path) -> None:
    repair(folder, finder="rules")


def _first_format(folder: Path) -> None:
    """An archive as the first release wrote it, which the first change brings to the newest format."""
    shutil.copytree(GOLDEN / "format-1", folder)


def _backed_up(folder: Path) -> None:
    """A backup beside an archive's place, where none is yet."""
    source, kept = folder.with_name("source"), folder.with_name(KEPT)
    shutil.rmtree(source, ignore_errors=True)
    _add(source)
    backup(source, kept)


def _restore(folder: Path) -> None:
    try:
        with Archive.open(folder) as archive:
            held = archive.article_count
    except NoArchive:
        held = 0
    if held:  # it was restored before; a change of it clears up
        with writing(folder):
            pass
    else:
        restore(folder.with_name(KEPT), folder)


CHANGES: dict[str, tuple[Change, Change]] = {
    "first add": (_nothing, _add),
    "add": (_add, _add_more),
    "update": (_add, _update),
    "remove": (_add, _remove),
    "correct": (_add, _correct),
    "merge": (_grown, _merge),
    "repair": (_damaged, _repair),
    "upgrade": (_first_format, _add_more),
    "restore": (_backed_up, _restore),
}


def state(folder: Path) -> object:
    """All that an archive answers from; None where there is none, "damaged" where it cannot be opened."""
    try:
        with Archive.open(folder) as archive:
            articles = sorted((archive.article(row.key) for row in archive.articles()), key=lambda a: a.id)
            quotations = [archive.quotations_of(archive.key_of(article.id) or 0) for article in articles]
            found = {
                term: sorted(round(hit.score, 9) for hit in archive.search([term], 100))
                for term in ("harbour", "ferri", "school", "gull", "chapel", "april", "children")
            }
            names = sorted((row.name, row.quotations, row.articles, row.roles) for row in archive.names())
            said = [[row.quotation for row in rows] for rows in quotations]
            return articles, said, found, names
    except NoArchive:
        return None
    except (ArchiveError, KeyError):
        return "damaged"


class Told(NamedTuple):
    """What came of a change: whether an operation went wrong, which archives may follow, what is amiss."""

    reached: bool
    archives: slice = slice(None)
    amiss: str | None = None


BEFORE, EITHER, AFTER = slice(0, -1), slice(None), slice(-1, None)


def attempt(folder: Path, change: Change, point: int, mode: int) -> Told:
    """Make the change with one operation going wrong: what it says of itself."""
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    child = os.fork()
    if child == 0:
        library.faults_arm(ctypes.c_long(point), ctypes.c_long(mode))
        code = 0
        try:
            change(folder)
        except ArchiveError as error:
            code = 5 if "is unchanged" in str(error) else 3
        except BaseException as error:
            library.faults_arm(ctypes.c_long(0), ctypes.c_long(0))
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            code = 4
        reached = library.faults_count() >= point
        os._exit(code if reached or code else 10)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    told = {
        0: Told(True, AFTER),
        4: Told(True, amiss="an error that is not one of ours"),
        5: Told(True, BEFORE),
        10: Told(False, AFTER),
    }
    return told.get(status, Told(True))


def judge(folder: Path, change: Change, allowed: Sequence[object], after: object) -> str | None:
    """What is amiss with the archive after a fault; None where all is well."""
    now = state(folder)
    if now not in allowed:
        return "not the archive before or after, as was told"
    if now not in (None, "damaged"):
        faults = check(folder)
        if faults:
            return f"check: {faults[0]}"
    change(folder)
    if state(folder) != after:
        return "the change did not go through afterwards"
    if check(folder):
        return "check finds faults afterwards"
    left = sorted(path.name for path in folder.iterdir())
    known = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", POSTINGS, "lock"}
    return f"left over: {left}" if set(left) - known else None


def run(folder: Path, name: str, mode: int, stride: int) -> tuple[int, list[str]]:
    """How many operations of a change were made to go wrong, and what was amiss."""
    prepare, change = CHANGES[name]
    base, done, work = (folder / part for part in ("base", "done", "work"))
    for path in (base, done, work):
        shutil.rmtree(path, ignore_errors=True)
    prepare(base)
    allowed = [state(base)]
    if allowed == [None]:  # it is made, empty, before it is added to
        Archive.create(done).close()
        allowed.append(state(done))
    _copy(base, done)
    change(done)
    after = state(done)
    assert after not in allowed, name
    allowed.append(after)
    points, amiss = 0, []
    for point in range(1, 100_000, stride):
        _copy(base, work)
        told = attempt(work, change, point, mode)
        if not told.reached:
            break
        points += 1
        wrong = told.amiss or judge(work, change, allowed[told.archives], after)
        if wrong:
            amiss.append(f"{name}, operation {point}: {wrong}")
    return points, amiss


def run_backup(folder: Path, mode: int, stride: int) -> tuple[int, list[str]]:
    """How many operations of a backup were made to go wrong, and what was amiss.

    There is an earlier backup of that name, and afterwards it is that one or the new one, and nothing else.
    """
    base, kept, again = folder / "base", folder / KEPT, folder / "again"
    shutil.rmtree(base, ignore_errors=True)
    _add(base)
    backup(base, kept)
    earlier, before = kept.read_bytes(), state(base)
    _add_more(base)
    after = state(base)
    points, amiss = 0, []
    for point in range(1, 100_000, stride):
        kept.write_bytes(earlier)
        told = attempt(base, lambda source: backup(source, kept), point, mode)
        if not told.reached:
            break
        points += 1
        shutil.rmtree(again, ignore_errors=True)
        restore(kept, again)
        wrong = told.amiss
        if state(again) not in ((after,) if told.archives == AFTER else (before, after)):
            wrong = "not the backup before or after, as was told"
        backup(base, kept)
        if folder.joinpath(f".{KEPT}.part").exists() or state(base) != after:
            wrong = "something is left over"
        if wrong:
            amiss.append(f"backup, operation {point}: {wrong}")
    return points, amiss


def _copy(base: Path, work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    if base.exists():
        shutil.copytree(base, work)


def run_read_only(folder: Path, name: str) -> list[str]:
    """What is amiss where an archive lies on a read-only file system: it answers, and a change is refused."""
    prepare, change = CHANGES[name]
    base = folder / "base"
    shutil.rmtree(base, ignore_errors=True)
    prepare(base)
    before = state(base)
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    child = os.fork()
    if child == 0:
        library.faults_arm(ctypes.c_long(1), ctypes.c_long(READ_ONLY))
        code = 0 if state(base) == before else 5
        try:
            change(base)
            code = code or 6
        except ArchiveError as error:
            code = code or (0 if str(base) in str(error) else 7)
        except BaseException:
            code = code or 4
        os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    told = {
        0: [],
        4: ["an error that is not one of ours"],
        5: ["it cannot be read"],
        6: ["nothing was refused"],
        7: ["the error does not name the folder"],
    }
    return told.get(status, [f"exit code {status}"]) + ([] if state(base) == before else ["it has changed"])


def main(arguments: Sequence[str]) -> int:
    """Run every change in one mode."""
    folder, mode, stride = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    wrong = False
    for name in arguments[3:] or (*CHANGES, "backup"):
        if name == "backup":
            points, amiss = run_backup(folder, mode, stride)
        else:
            points, amiss = (
                (1, run_read_only(folder, name)) if mode == READ_ONLY else run(folder, name, mode, stride)
            )
        print(json.dumps({"change": name, "mode": mode, "points": points, "amiss": amiss[:5]}), flush=True)
        wrong = wrong or bool(amiss)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
