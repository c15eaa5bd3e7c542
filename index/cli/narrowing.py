"""Options that narrow down which quotations are wanted, and what is wrong with them."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from index.cli.context import say
from index.quotations.quotation import QuotationKind

if TYPE_CHECKING:
    from index.people.people import Person
    from index.records.archive import Archive
    from index.records.reading import Records


def add_days(parser: argparse.ArgumentParser) -> None:
    """Add `--since` and `--until`."""
    parser.add_argument(
        "--since", type=day, metavar="DATE", help="only articles published on that day or later (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--until", type=day, metavar="DATE", help="only articles published on that day or earlier"
    )


def add_narrowing(parser: argparse.ArgumentParser) -> None:
    """Add every option that narrows quotations down."""
    parser.add_argument("--speaker", metavar="NAME", help="only what this person said")
    parser.add_argument("--publisher", metavar="NAME", help="only articles of this publisher")
    add_days(parser)
    parser.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in QuotationKind],
        help="only quotations of this kind; may be given again for another",
    )
    parser.add_argument(
        "--min-confidence",
        type=_share,
        default=0.0,
        metavar="X",
        help="only quotations that are at least so sure (0 to 1)",
    )


def day(text: str) -> date:
    """A day as it is typed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"invalid date {text!r}; use YYYY-MM-DD") from None


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"must be between 0 and 1, got {text!r}")
    return share


def days_in_order(arguments: argparse.Namespace) -> bool:
    """Whether the days are in order; where they are not, that is said."""
    if arguments.since and arguments.until and arguments.since > arguments.until:
        say(f"error: --since is later than --until; see `onrecord {arguments.command} --help`")
        return False
    return True


def narrowed(archive: "Archive", arguments: argparse.Namespace) -> "Records | None":
    """The records that the options ask for; None, with what is wrong said, for a name that is not there."""
    if arguments.speaker is not None and not somebody(archive, arguments.speaker):
        return None
    if arguments.publisher is not None and not published_by(archive, arguments.publisher):
        return None
    return archive.records(
        speaker=arguments.speaker,
        publisher=arguments.publisher,
        since=arguments.since,
        until=arguments.until,
        kind=arguments.kind,
        min_confidence=arguments.min_confidence,
    )


def somebody(archive: "Archive", name: str) -> "list[Person]":
    """Whom a name can mean, with a note where that is several; nobody, and that is said, where nobody is."""
    from index.people.lookup import find_people

    found = find_people(archive.people, name)
    if not found:
        nobody(archive, name)
    elif len(found) > 1:
        say(f"note: {name!r} may mean any of {len(found)}: {'; '.join(person.name for person in found)}")
    return found


def nobody(archive: "Archive", name: str) -> None:
    """Say that nobody of that name is quoted, and whom to try instead."""
    from index.people.lookup import near_names

    near = near_names(archive.people, name)
    advice = f"did you mean {', '.join(near)}?" if near else "`onrecord people` lists everybody who is"
    say(f"error: nobody called {name!r} is quoted; {advice}")


def published_by(archive: "Archive", name: str) -> tuple[str, ...]:
    """The publisher's name as articles write it; none, with what there is said, where nothing is by it."""
    from index.archive.filter_keys import publisher_key

    found = tuple(one for one in archive.publishers if publisher_key(one) == publisher_key(name))
    if not found:
        known = ", ".join(archive.publishers[:10]) or "none"
        more = ", ..." if len(archive.publishers) > 10 else ""
        say(f"error: no article is by a publisher called {name!r}; there are: {known}{more}")
    return found
