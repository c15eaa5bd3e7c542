"""`onrecord remove`: articles out of the archive, by their ids or by what they have."""

import argparse
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from index.archive.database import DATABASE
from index.archive.selection import Selection
from index.cli.context import add_wait, archive_folder, no_such_article, open_archive, say
from index.cli.control_characters import visible
from index.cli.narrowing import day, published_by, somebody
from index.cli.plain import many
from index.people.rulings import FILE as RULINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.archive.forgetting import Forgotten
    from index.cli.context import Commands
    from index.people.people import Person
    from index.records.archive import Archive


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    parser = commands.add_parser(
        "remove",
        parents=[common],
        help="remove articles",
        description="Removes the articles of these ids, or those that have all that the options ask for. The"
        " latter go for good, with the corrections of them: nothing of them is left in the archive's files.",
    )
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help="an article's id, as `onrecord articles` lists it"
    )
    parser.add_argument("--url", metavar="URL", help="the article at this address")
    parser.add_argument("--publisher", metavar="NAME", help="articles of this publisher")
    parser.add_argument("--speaker", metavar="NAME", help="articles that quote this person")
    parser.add_argument(
        "--before", type=day, metavar="DATE", help="articles published before that day (YYYY-MM-DD)"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask first")
    parser.set_defaults(run=run)
    add_wait(parser)


def run(arguments: argparse.Namespace) -> int:
    """Remove; 1 if an id or a name does not exist, 2 for no articles named, or nobody to confirm it."""
    asked = (arguments.url, arguments.publisher, arguments.speaker, arguments.before)
    options = ("--url", "--publisher", "--speaker", "--before")
    chosen = next((name for name, one in zip(options, asked, strict=True) if one is not None), None)
    if bool(chosen) == bool(arguments.ids):
        say("error: name either ids or what the articles have; see `onrecord remove --help`")
        return 2
    if chosen and not arguments.yes and not sys.stdin.isatty():
        say("error: removing by what articles have needs --yes where nobody can be asked")
        return 2
    if chosen:
        archive_folder(arguments, f"remove {chosen}")
    with open_archive(arguments) as archive:
        if chosen:
            return _remove_chosen(archive, arguments)
        removed = archive.remove(arguments.ids)
        missing = [id_ for id_ in dict.fromkeys(arguments.ids) if id_ not in removed]
        errors = [no_such_article(archive, id_) for id_ in missing]
    print(f"removed {len(removed)}")
    for error in errors:
        say(error)
    return 1 if errors else 0


def _remove_chosen(archive: "Archive", arguments: argparse.Namespace) -> int:
    quoted = publishers = None
    people: list[Person] = []
    if arguments.speaker is not None:
        people = somebody(archive, arguments.speaker)
        quoted = tuple(number for person in people for number in person.name_ids)
    if arguments.publisher is not None:
        publishers = published_by(archive, arguments.publisher)
    if quoted == () or publishers == ():
        return 1
    until = None if arguments.before is None else (arguments.before - timedelta(days=1)).toordinal()
    ids = archive.ids_of(Selection(names=quoted, publishers=publishers, until=until), url=arguments.url)
    if ids and not arguments.yes:
        print(f"take out {many(len(ids), 'article')}? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
            print("removed 0")
            return 0
    alone = (arguments.url, arguments.publisher, arguments.before) == (None, None, None)
    names = {name for person in people for name in person.names} if alone else set()
    gone = archive.forget(ids, names)
    for id_ in gone.articles:
        print(visible(id_))
    corrections = f", and {many(gone.corrections, 'correction')} of them" if gone.corrections else ""
    print(f"removed {len(gone.articles)}{corrections}")
    _tell(archive, gone, people)
    return 0


def _tell(archive: "Archive", gone: "Forgotten", people: "Sequence[Person]") -> None:
    """Notes of what is left to be done about whoever was removed."""
    if not gone.clean:
        say(
            "note: another program has the archive open; what was removed leaves the disk with the first"
            " change that is made after that has ended"
        )
    rulings = archive.folder / RULINGS
    if people and rulings.is_file():
        told = rulings.read_text(encoding="utf-8", errors="replace").casefold()
        if any(name.casefold() in told for person in people for name in person.names):
            say(f"note: {rulings} names them; take the line out with an editor")
    if people and any(path.name != DATABASE for path in archive.folder.glob("*.sqlite")):
        say("note: what the bot keeps was not searched; `onrecord reports` lists what was reported to it")
