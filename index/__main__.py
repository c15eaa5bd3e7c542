"""`python -m index`: the commands that need no Telegram."""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from index.cli.main import leave_working_folder_out, main


def bots_commands() -> list[Callable[..., None]]:
    """What describes the commands that `bot` has and that need no Telegram, where `bot` is at hand.

    `chat` is one. They are looked up by name, as nothing here may depend on `bot`.
    """
    return [import_module("bot.cli").add_parsers] if find_spec("bot") is not None else []


def token_fault() -> str | None:
    """What is wrong with the bot's token, where there is the bot and Telegram's library to ask."""
    if find_spec("bot") is None or find_spec("telegram") is None:
        return None
    fault: str | None = import_module("bot.cli").token_fault()
    return fault


if __name__ == "__main__":  # also imported by the processes that help `add`
    leave_working_folder_out()
    sys.exit(main(prog="python -m index", more=bots_commands(), token_fault=token_fault))
