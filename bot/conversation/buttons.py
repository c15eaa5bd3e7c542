"""What a button sends back: an action, the view it belongs to and a number; at most 64 bytes.

The view's name is drawn at random and bound to a person and a chat in the bot's memory, so that data which
was made up, or taken from somebody else's message, finds nothing that its sender could not see anyway.
"""

import re
from enum import StrEnum
from typing import NamedTuple

MOST_BYTES = 64

_FORM = re.compile(r"([a-z]):([A-Za-z0-9_-]{8,24}):([0-9]{1,5})")


class Action(StrEnum):
    """What a press asks for; the number is a page, a passage or a choice, counted from 0."""

    PAGE = "p"
    CONTEXT = "c"
    BACK = "b"
    MORE_FROM = "m"
    OTHERS = "o"
    WRONG = "w"
    REPORT = "r"
    CHOOSE = "s"
    AGAIN = "g"
    SET = "z"
    DELETE = "x"
    UNDO = "u"


class Press(NamedTuple):
    """A button that was pressed."""

    action: Action
    view: str
    number: int


def encode(action: Action, view: str, number: int = 0) -> str:
    """The data of a button."""
    return f"{action.value}:{view}:{number}"


def decode(data: str) -> Press | None:
    """The press that data stands for; None for data that no button of this bot holds."""
    found = _FORM.fullmatch(data)
    if found is None or found[1] not in {action.value for action in Action}:
        return None
    return Press(Action(found[1]), found[2], int(found[3]))
