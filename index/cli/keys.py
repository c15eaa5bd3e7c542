"""Single keys from a terminal, each as it is pressed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt

    def read_key() -> str:
        """The next key that is pressed."""
        return msvcrt.getwch()

else:
    import termios
    import tty

    def read_key() -> str:
        """The next key that is pressed; "" where the terminal is gone, and for half a letter."""
        with _at_once(sys.stdin.fileno()) as terminal:
            return os.read(terminal, 1).decode("utf-8", errors="ignore")

    @contextmanager
    def _at_once(terminal: int) -> Iterator[int]:
        """The terminal hands on what is typed without waiting for a line, and does not show it."""
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal, termios.TCSADRAIN)
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def read_line(prompt: str) -> str:
    """A line that is typed after the prompt, without the spaces around it."""
    print(prompt, end="", flush=True)
    if sys.platform == "win32":
        return sys.stdin.readline().strip()
    typed = b""  # Python's own buffer would keep keys that were typed ahead
    while (byte := os.read(sys.stdin.fileno(), 1)) not in (b"", b"\n"):
        typed += byte
    return typed.decode("utf-8", errors="replace").strip()
