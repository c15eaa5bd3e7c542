"""The `onrecord` script: every command of `index`, and those of the bot."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.cli.context import (
    add_wait,
    archive_folder,
    archive_place,
    only_archive_is_set,
    open_archive,
    open_archive_or_seeds,
    put_json,
    say,
    settings,
)
from index.cli.control_characters import visible
from index.cli.main import main as run

if TYPE_CHECKING:
    from bot.store.state import State
    from index.cli.context import Commands


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; see `index.cli.main`."""
    return run(argv, more=[add_parsers, add_bot], token_fault=token_fault)


def add_parsers(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the bot's commands that need no Telegram to the parser."""
    chat = commands.add_parser("chat", parents=[common], help="chat with the bot in the terminal")
    chat.set_defaults(run=_chat)
    reports = commands.add_parser(
        "reports", parents=[common], help="list the wrong speakers that people reported to the bot"
    )
    reports.add_argument("--json", action="store_true", help="print one line of JSON per report")
    reports.add_argument(
        "--done", type=int, nargs="+", metavar="NUMBER", help="take these reports off the list"
    )
    reports.add_argument(
        "--accept",
        type=int,
        metavar="NUMBER",
        help="correct what this report is of, and take it off the list: nobody is shown as its speaker any"
        " more, unless you say who is",
    )
    verdict = reports.add_mutually_exclusive_group()
    verdict.add_argument("--speaker", metavar="NAME", help="with --accept: this person said it")
    verdict.add_argument("--not-a-quotation", action="store_true", help="with --accept: it is no quotation")
    add_wait(reports)
    reports.set_defaults(run=_reports)


def add_bot(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command that runs the Telegram bot to the parser."""
    bot = commands.add_parser(
        "bot",
        parents=[common],
        help="run the Telegram bot",
        description="Runs the Telegram bot whose token is in ONRECORD_BOT_TOKEN, by long polling, or by a"
        " webhook if ONRECORD_WEBHOOK_URL is set.",
    )
    bot.set_defaults(run=_bot)


def _chat(arguments: argparse.Namespace) -> int:
    from bot.terminal_chat import run_chat

    with open_archive_or_seeds(arguments) as archive:
        return run_chat(archive, seeds=archive.place != str(archive_place(arguments)))


def _bot(arguments: argparse.Namespace) -> int:
    from bot.service.run import run_bot

    given = settings()
    memory, folder = _memory(arguments), archive_folder(arguments)
    with open_archive_or_seeds(arguments) as archive:
        return run_bot(given, archive, state=memory, seeds=archive.folder != folder)


def _memory(arguments: argparse.Namespace) -> Path:
    """The file of the bot's memory: in the folder that is set, else in the archive's, which may not exist."""
    from bot.store.state import state_path

    named = None if only_archive_is_set() else settings().state
    return state_path(named or archive_folder(arguments))


def _reports(arguments: argparse.Namespace) -> int:
    """List the reports, take some off the list, or accept one; 1 if a number does not exist."""
    from bot.store.state import State

    path = _memory(arguments)
    if arguments.accept is None and (arguments.speaker is not None or arguments.not_a_quotation):
        say("error: --speaker and --not-a-quotation go with --accept; see `onrecord reports --help`")
        return 2
    if not path.is_file():
        say(f"note: no bot has run on this archive yet; it would keep reports in {path}")
        return 0
    missing = []
    with State(path) as state:
        if arguments.accept is not None:
            return _accept(state, arguments)
        if arguments.done:
            missing = [number for number in arguments.done if not state.remove_report(number)]
        else:
            for report in state.reports():
                at = datetime.fromtimestamp(report.at, UTC)
                if arguments.json:
                    put_json({**report._asdict(), "at": at.isoformat(timespec="seconds")})
                else:
                    who = report.speaker or "unnamed speaker"
                    print(visible(f"{report.number}. {at:%Y-%m-%d %H:%M} {who} [{report.article}]"))
                    print(visible(f"   asked: {report.question}\n   shown: {report.passage}"))
    for number in missing:
        say(f"error: there is no report number {number}; `onrecord reports` lists them")
    return 1 if missing else 0


def _accept(state: "State", arguments: argparse.Namespace) -> int:
    """Make a report a correction; 1 if it does not exist, or what it is of is not there as it was."""
    from bot.store.accepting import reported, take_off
    from index.archive.corrections import Verdict
    from index.cli.correct import full_name, told

    report = next((one for one in state.reports() if one.number == arguments.accept), None)
    if report is None:
        say(f"error: there is no report number {arguments.accept}; `onrecord reports` lists them")
        return 1
    with open_archive(arguments) as archive:
        ids = reported(archive, report)
        if not ids:
            who = report.speaker or "nobody"
            say(
                f"error: the article of report {report.number} is gone or was edited, or nothing in it is"
                f" {who}'s any more; `onrecord reports --done {report.number}` takes it off the list"
            )
            return 1
        name = None
        if arguments.speaker is not None:
            name = full_name(archive, arguments.speaker)
            if name is None:
                return 1
        verdict = Verdict.SPEAKER if name is not None else Verdict.NOBODY
        verdict = Verdict.NOT_A_QUOTATION if arguments.not_a_quotation else verdict
        for id_ in ids:
            archive.correct(id_, verdict, name)
            print(visible(f"{id_}: {told(archive, id_, verdict, name)}"))
    take_off(state, report)
    return 0


def token_fault() -> str | None:
    """What is wrong with the bot's token; None if nothing is, or no token is set."""
    if only_archive_is_set():
        return None
    from bot.service.token_check import check_token

    return check_token(settings())


if __name__ == "__main__":
    sys.exit(main())
