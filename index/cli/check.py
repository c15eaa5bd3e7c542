"""`onrecord check` and `repair`: what is wrong with the archive or the settings, and what to do about it."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from index.cli.context import access, add_wait, archive_folder, archive_place, finder, say, settings
from index.cli.control_characters import visible
from index.cli.plain import many
from index.cluster.address import is_cluster
from index.errors import ArchiveError, OnRecordError

if TYPE_CHECKING:
    from index.cli.context import Commands


_SHOWN = 3


def add_parsers(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the commands to the parser."""
    check = commands.add_parser("check", parents=[common], help="check the archive and the settings")
    check.set_defaults(run=run_check)
    repair = commands.add_parser(
        "repair",
        parents=[common],
        help="rebuild a damaged archive",
        description="Rebuilds sentences, quotations and the index from the articles in the archive.",
    )
    repair.add_argument(
        "--finder",
        choices=("auto", "model", "rules"),
        help="what finds quotations (auto: the model if it can run, else rules)",
    )
    repair.set_defaults(run=run_repair)
    add_wait(repair)


def run_check(arguments: argparse.Namespace) -> int:
    """One line for each fault, with its remedy; 1 if there is any."""
    faults = _settings_faults()
    if not faults:
        fault = arguments.token_fault()
        faults += [fault] if fault else []
    place = arguments.archive if faults and arguments.archive else None
    try:
        place = place or archive_place(arguments)
    except ValueError:  # the settings' fault, which is listed
        pass
    except ArchiveError as error:
        faults.append(str(error))
    folder = None if place is None or is_cluster(place) else Path(place)
    if place is not None and folder is None:
        faults += _cluster_faults(str(place))
    if folder is not None:
        from index.archive.check import check

        try:
            found = check(folder)
        except ArchiveError as error:
            faults.append(str(error))
        else:
            faults += map(str, found)
            if not found:
                print(visible(f"archive: {folder}: OK"))
                _tell_of_missing_files(folder)
                _tell_of_readers(folder)
    if not faults:
        print("settings: OK")
    for fault in faults:
        say(f"error: {fault}")
    return 1 if faults else 0


def _cluster_faults(address: str) -> list[str]:
    """What is wrong with an archive on a cluster; where nothing is, that is printed."""
    from index.cluster.check import faults_of

    try:
        found = faults_of(address, access())
    except OnRecordError as error:
        return [str(error)]
    if not found:
        print(visible(f"archive: {address}: OK"))
    return found


def _tell_of_missing_files(folder: Path) -> None:
    """A note of articles whose files are gone, which is no fault of the archive."""
    from index.archive.check import missing_files

    gone = missing_files(folder)
    if not gone:
        return
    shown = ", ".join(f"{one.id} ({one.path})" for one in gone[:_SHOWN])
    more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    files, them = ("file is", "it") if len(gone) == 1 else ("files are", "them")
    say(
        f"note: {many(len(gone), 'article')} whose {files} gone: {shown}{more};"
        f" the archive keeps {them}, `onrecord add --prune FOLDER` takes {them} out"
    )


def _tell_of_readers(folder: Path) -> None:
    """A note of files that anybody can read, which may be meant."""
    from index.archive.files import read_by_others

    found = read_by_others(folder)
    if found:
        more = f" and {many(len(found) - 1, 'other file')}" if len(found) > 1 else ""
        say(f"note: any user of this machine can read {found[0]}{more}; `chmod -R go= {folder}` prevents it")


def _settings_faults() -> list[str]:
    from config.settings import SettingsError

    try:
        settings()
    except SettingsError as error:
        return [str(error)]
    return []


def run_repair(arguments: argparse.Namespace) -> int:
    """Rebuild; 1 if an article was lost."""
    from index.archive.repair import repair

    report = repair(archive_folder(arguments), finder=finder(arguments), workers=os.cpu_count() or 1)
    print(f"kept {many(report.kept, 'article')}, lost {len(report.lost)}")
    for name in report.lost:
        say(f"error: could not recover {name}; add it again with `onrecord add`")
    return 1 if report.lost else 0
