"""The commands that need no Telegram: parse, call, print, exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.cli import ask as asking
from index.cli import backup as keeping
from index.cli import browse as listing
from index.cli import change as changing
from index.cli import check as checking
from index.cli import cite as citing
from index.cli import correct as correcting
from index.cli import export as exporting
from index.cli import feed as following
from index.cli import remove as removing
from index.cli import review as reviewing
from index.cli import serve as serving
from index.cli import show as showing
from index.cli import trends as counting
from index.cli.context import say
from index.errors import OnRecordError

if TYPE_CHECKING:
    from index.cli.context import Commands


_OURS = Path(__file__).parent.parent


def leave_working_folder_out() -> None:
    """Take the working folder, which `python -m` puts first on Python's path, off it: what is there may have
    the name of something of ours, as somebody's own config.py has. Where it is the repository, it stays."""
    first = Path(sys.path[0])
    ours = (first / _OURS.name).exists() and (first / _OURS.name).samefile(_OURS)
    if first == Path.cwd() and not ours:
        del sys.path[0]


class _Parser(argparse.ArgumentParser):
    """A parser that reports wrong usage in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the line and exit with code 2."""
        say(f"error: {message}; see `{self.prog} --help`")
        sys.exit(2)


class _Version(argparse.Action):
    """Prints the version; importlib.metadata is imported only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print it and exit."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"onrecord {version('onrecord')}")
        except PackageNotFoundError:
            print("onrecord (not installed, running from its source folder)")
        parser.exit()


def build_parser(prog: str = "onrecord", more: Sequence[Callable[..., None]] = ()) -> argparse.ArgumentParser:
    """The parser for every command here and for those that `more` adds."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_options(common)
    parser = _Parser(
        prog=prog,
        description="What people said, on the record: quotations from news articles, found by question.",
        epilog='Try: onrecord ask "what did Kamynin say?"',
    )
    _add_options(parser)
    parser.set_defaults(archive=None, debug=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands: Commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    asking.add_parser(commands, common)
    changing.add_parsers(commands, common)
    removing.add_parser(commands, common)
    following.add_parser(commands, common)
    listing.add_parsers(commands, common)
    showing.add_parser(commands, common)
    exporting.add_parser(commands, common)
    citing.add_parser(commands, common)
    counting.add_parser(commands, common)
    correcting.add_parsers(commands, common)
    reviewing.add_parser(commands, common)
    checking.add_parsers(commands, common)
    keeping.add_parsers(commands, common)
    serving.add_parsers(commands, common)
    for describe in more:
        describe(commands, common)
    completion = commands.add_parser(
        "completion",
        help="print a completion script for your shell",
        description="Prints a completion script; in bash, load it with: source <(onrecord completion bash)",
    )
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    completion.set_defaults(run=lambda arguments: _complete(parser, arguments.shell))
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that may come before or after the command."""
    folder = parser.add_argument(
        "--archive",
        metavar="DIR",
        help="the archive's folder (default: ONRECORD_ARCHIVE, else your user data folder)",
    )
    folder.complete = {"bash": "_shtab_compgen_dirs", "zsh": "_files -/", "tcsh": "d"}  # type: ignore[attr-defined]
    parser.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show a traceback if there is an error",
    )


def main(
    argv: Sequence[str] | None = None,
    *,
    prog: str = "onrecord",
    more: Sequence[Callable[..., None]] = (),
    token_fault: Callable[[], str | None] = lambda: None,
) -> int:
    """Run one command; 0 done, 1 the input or the archive is at fault, 2 wrong usage.

    `more` adds further commands to the parser; `token_fault` tells `check` what is wrong with the bot's
    token.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        parser = build_parser(prog, more)
        arguments = parser.parse_args(argv)
        if arguments.command is None:
            parser.error("no command given")
    except SystemExit as end:
        return int(end.code or 0)
    try:
        arguments.token_fault = token_fault
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads the results any more. Python flushes once more at exit, which must not print an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except Exception as error:  # noqa: BLE001 - the last place where an error can become one line
        return _failed(error, debug=getattr(arguments, "debug", False))
    return code


def _run(arguments: argparse.Namespace) -> int:
    """The exit code of the command, which waits for another writer if it was told to."""
    seconds: float | None = getattr(arguments, "wait", None)
    if not seconds:
        return int(arguments.run(arguments))
    from index.archive.database import waiting

    with waiting(seconds):
        return int(arguments.run(arguments))


def _failed(error: Exception, *, debug: bool) -> int:
    """Print an error in one line; the exit code."""
    if debug:
        import traceback

        traceback.print_exception(error)
    text = " ".join(str(error).split())
    if isinstance(error, OnRecordError) or type(error).__name__ == "SettingsError":
        say(f"error: {text}")
    else:
        say(f"error: internal error: {type(error).__name__}: {text} (use --debug for a traceback)")
    return 1


def _complete(parser: argparse.ArgumentParser, shell: str) -> int:
    import shtab

    print(shtab.complete(parser, shell))
    return 0
