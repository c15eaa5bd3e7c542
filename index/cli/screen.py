"""The terminal: its width, styles that are read on any background, and a pager where text is longer."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rich.console import Console

WIDTH = 100
"""The most columns for a line of text; longer ones are hard to read."""

MUTED = "color(243)"
"""What stands back: a grey that is read as well on black as on white, which "dim" is not."""
ACCENT, TAKEN_OUT, PUT_IN = "color(30)", "color(160) strike", "color(28) bold"
"""Bars and numbers; words that are struck out; words in their place: told without their colour, too."""
MATCHED = "bold underline"
"""Words of the question, in the terminal's own colour."""

_PAGER = "less"
_LESS = "FRX"
"""How `less` is to behave where nobody says: end by itself, take colours, leave what it showed."""


def console(width: int | None = WIDTH) -> Console:
    """Standard output as rich writes to it, at most so many columns wide."""
    made = Console(highlight=False, emoji=False, markup=False)
    if width is not None:
        made.width = min(made.width, width)
    return made


@contextmanager
def paged(width: int | None = WIDTH) -> Iterator[Console]:
    """A console whose output is shown at the end: by a pager where it is longer than the screen.

    The pager is `PAGER`, else less, if there is one; an empty `PAGER`, or cat, shows all at once. Nobody
    who could press a key, or a terminal that does not tell its size, gets none.
    """
    made = console(width)
    with made.capture() as captured:
        yield made
    text = captured.get()
    command = _pager() if text.count("\n") >= _rows() else []
    if not command or not _show(command, text):
        sys.stdout.write(text)
        sys.stdout.flush()


def page(text: str) -> None:
    """Print lines on a terminal as they are, by the pager where they are longer than the screen."""
    with paged(None) as made:
        made.out(text, highlight=False)


def _rows() -> int:
    """The rows of the screen, without the one for the next prompt; sys.maxsize where they are not known."""
    try:
        rows = os.get_terminal_size(sys.stdout.fileno()).lines if sys.stdin.isatty() else 0
    except OSError:
        rows = 0
    return rows - 1 if rows > 1 else sys.maxsize


def _pager() -> list[str]:
    try:
        words = shlex.split(os.environ.get("PAGER", _PAGER))
    except ValueError:
        return []
    return words if words and words != ["cat"] and shutil.which(words[0]) else []


def _show(command: list[str], text: str) -> bool:
    """Whether the pager showed the text, wholly or as far as one looked."""
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - one's own
    except OSError:
        return False
    assert pager.stdin is not None
    with suppress(BrokenPipeError):  # left before the end
        pager.stdin.write(text.encode("utf-8", errors="replace"))
        pager.stdin.close()
    while True:
        try:
            return pager.wait() == 0
        except KeyboardInterrupt:  # the pager's own to act on
            continue
