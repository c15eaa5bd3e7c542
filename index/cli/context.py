"""What commands share: the settings in force, the archive they use, and printing."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.cli.control_characters import visible
from index.cluster.address import Access, is_cluster, parse_address
from index.errors import ArchiveError, ArticleError, NoArchive
from index.records.archive import Archive

if TYPE_CHECKING:
    from config.settings import Settings
    from index.archive.ingestion import Finder

    Commands = argparse._SubParsersAction[Any]

_PREFIX = "ONRECORD_"
_FOLDER = "ONRECORD_ARCHIVE"
_LONGEST_WAIT = 604_800  # a week
_SECRETS = (Path("/run/secrets"),)


def settings() -> "Settings":
    """The settings in force; a SettingsError that names the variable if one is unknown or bad."""
    from config.settings import load_settings

    return load_settings()


def only_archive_is_set() -> bool:
    """Whether nothing is set, except perhaps the archive's folder.

    A command that needs no other setting then skips checking them all, which takes a third of a second.
    """
    if any(name.upper().startswith(_PREFIX) and name != _FOLDER for name in os.environ):
        return False
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    folders = [*_SECRETS, *([Path(credentials)] if credentials else [])]
    if any(
        _PREFIX in file.name.upper() for folder in folders if folder.is_dir() for file in folder.iterdir()
    ):
        return False
    try:
        return _PREFIX not in Path(".env").read_text(encoding="utf-8", errors="replace").upper()
    except OSError:
        return True


def archive_place(arguments: argparse.Namespace) -> Path | str:
    """`--archive`, else the setting, else the platform's user data folder; of a cluster its address.

    ArchiveError where it is meant as such an address, and is none.
    """
    named = os.environ.get(_FOLDER) if only_archive_is_set() else settings().archive
    named = arguments.archive or named
    if named:
        return str(parse_address(named)) if is_cluster(named) else Path(named)
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False)


def archive_folder(arguments: argparse.Namespace, what: str | None = None) -> Path:
    """The archive's folder, for what only such an archive can do; ArchiveError where it is on a cluster.

    `what` that is, is told, by default the command.
    """
    place = archive_place(arguments)
    if isinstance(place, str):
        raise ArchiveError(
            f"`onrecord {what or arguments.command}` is not there for archives on a cluster yet;"
            f" name an archive in a folder with --archive ({place} is none)"
        )
    return place


def access() -> Access:
    """Who asks a cluster, as the settings say."""
    if only_archive_is_set():
        return Access()
    given = settings()
    return Access(
        user=given.archive_user,
        password=given.archive_password.get_secret_value() if given.archive_password else None,
        certificate=str(given.archive_ca) if given.archive_ca else None,
    )


def add_wait(*parsers: argparse.ArgumentParser) -> None:
    """Let commands that write wait for somebody else who does."""
    for parser in parsers:
        parser.add_argument(
            "--wait",
            type=_seconds,
            metavar="SECONDS",
            help="wait so long for another process that is writing to the archive (default: not at all)",
        )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= _LONGEST_WAIT:
        raise argparse.ArgumentTypeError(
            f"must be a number of seconds from 0 to {_LONGEST_WAIT}, got {text!r}"
        )
    return seconds


def finder(arguments: argparse.Namespace) -> "Finder":
    """`--finder`, else the setting."""
    given: Finder | None = arguments.finder
    return given or ("auto" if only_archive_is_set() else settings().finder)


def fetch_private() -> bool:
    """Whether private addresses are fetched from that nobody typed here."""
    return False if only_archive_is_set() else settings().fetch_private


def open_archive(arguments: argparse.Namespace) -> Archive:
    """The archive; NoArchive if there is none."""
    return _opened(archive_place(arguments))


def _opened(place: Path | str) -> Archive:
    return Archive.open(place, access=access() if isinstance(place, str) else None)


def open_archive_or_seeds(arguments: argparse.Namespace) -> Archive:
    """The archive or, if there is none, one made of the seed articles, with a note that says so."""
    place = archive_place(arguments)
    try:
        return _opened(place)
    except NoArchive:
        from index.articles.reading import read_articles
        from index.articles.seeds import seeds_folder

        say(
            f"note: no archive at {place}; answering from the bundled seed articles."
            " `onrecord add PATH` creates one"
        )
        articles = [item for item in read_articles(seeds_folder()) if not isinstance(item, ArticleError)]
        return Archive.temporary(articles)


def no_such_article(archive: Archive, id_: str) -> str:
    """The error line for an id that no article has."""
    like = " or ".join(map(repr, archive.ids_like(id_)))
    hint = f"did you mean {like}?" if like else "`onrecord articles` lists the ids"
    return f"error: no article {id_!r} in the archive; {hint}"


def say(line: str) -> None:
    """Print a line on standard error: anything that is not a result."""
    print(visible(line), file=sys.stderr)


def put_json(value: object) -> None:
    """Print a value on standard output at once, as one line of JSON."""
    print(json.dumps(value, ensure_ascii=not _takes_all(sys.stdout.encoding)), flush=True)


def _takes_all(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").startswith("utf8")


def on_terminal() -> bool:
    """Whether standard output is a terminal that takes more than plain text."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
