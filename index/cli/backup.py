"""`onrecord backup` and `restore`: an archive as one file, and back again."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from index.cli.context import add_wait, archive_folder, only_archive_is_set, say, settings
from index.cli.control_characters import visible
from index.cli.plain import many, size_of

if TYPE_CHECKING:
    from index.cli.context import Commands


def add_parsers(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the commands to the parser."""
    backup = commands.add_parser(
        "backup",
        parents=[common],
        help="write the archive into one file",
        description="Writes the archive as it stands into one file, whoever is adding to it meanwhile:"
        " articles, quotations, corrections, and what the bot keeps beside them. An older backup of that name"
        " is replaced once the new one is whole.",
    )
    backup.add_argument("file", metavar="FILE", help="the backup to write; its owner alone can read it")
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser(
        "restore",
        parents=[common],
        help="make an archive of a backup",
        description="Makes an archive of a backup, where there is none yet or one without articles.",
    )
    restore.add_argument("file", metavar="FILE", help="a backup that `onrecord backup` wrote")
    restore.set_defaults(run=run_restore)
    add_wait(restore)


def run_backup(arguments: argparse.Namespace) -> int:
    """Back up the archive."""
    from index.archive.backup import backup

    folder, path = archive_folder(arguments), Path(arguments.file)
    found = backup(folder, path)
    print(visible(f"backed up {many(found.articles, 'article')} to {path} ({size_of(path.stat().st_size)})"))
    elsewhere = None if only_archive_is_set() else settings().state
    if elsewhere is not None and Path(elsewhere).resolve() != folder.resolve():
        say(f"note: what the bot keeps in {elsewhere} is not in it, as it lies outside the archive")
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Restore a backup."""
    from index.archive.restore import restore

    folder = archive_folder(arguments)
    found = restore(Path(arguments.file), folder)
    print(visible(f"restored {many(found.articles, 'article')}, as of {found.made[:16]}, to {folder}"))
    return 0
