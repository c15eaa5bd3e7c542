"""`onrecord remove`: articles out of the archive, by their ids or by what they have."""

import argparse
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from index.archive.selection import Selection
from index.cli.context import add_wait, no_such_article, open_archive, say
from index.cli.control_characters import visible
from index.cli.narrowing import day, published_by, somebody
from index.cli.plain import many

if TYPE_CHECKING:
    from index.cli.context import Commands
    from index.records.archive import Archive


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    parser = commands.add_parser(
        "remove",
        parents=[common],
        help="remove articles",
        description="Removes the articles of these ids, or those that have all that the options ask for.",
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
    chosen = any(one is not None for one in asked)
    if chosen == bool(arguments.ids):
        say("error: name either ids or what the articles have; see `onrecord remove --help`")
        return 2
    if chosen and not arguments.yes and not sys.stdin.isatty():
        say("error: removing by what articles have needs --yes where nobody can be asked")
        return 2
    with open_archive(arguments) as archive:
        if chosen:
            return _remove_chosen(archive, arguments)
        removed = archive.remove(arguments.ids)
    print(f"removed {len(removed)}")
    missing = [id_ for id_ in dict.fromkeys(arguments.ids) if id_ not in removed]
    for id_ in missing:
        say(no_such_article(id_))
    return 1 if missing else 0


def _remove_chosen(archive: "Archive", arguments: argparse.Namespace) -> int:
    names = publishers = None
    if arguments.speaker is not None:
        people = somebody(archive, arguments.speaker)
        names = tuple(number for person in people for number in person.name_ids)
    if arguments.publisher is not None:
        publishers = published_by(archive, arguments.publisher)
    if names == () or publishers == ():
        return 1
    until = None if arguments.before is None else (arguments.before - timedelta(days=1)).toordinal()
    ids = archive.ids_of(Selection(names=names, publishers=publishers, until=until), url=arguments.url)
    if ids and not arguments.yes:
        print(f"take out {many(len(ids), 'article')}? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
            print("removed 0")
            return 0
    for id_ in archive.remove(ids) if ids else []:
        print(visible(id_))
    print(f"removed {len(ids)}")
    return 0
