"""Single keys from a terminal, each as it is pressed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys() -> Iterator[None]:
        """While it lasts, keys are handed on one by one and are not shown."""
        yield

    @contextmanager
    def whole_lines() -> Iterator[None]:
        """While it lasts, what is typed is shown and handed on line by line."""
        yield

    def read_key() -> str:
        """The next key that is pressed."""
        return msvcrt.getwch()

else:
    import termios
    import tty

    @contextmanager
    def single_keys() -> Iterator[None]:
        """While it lasts, keys are handed on one by one and are not shown, typed ahead or not."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal, termios.TCSADRAIN)
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    @contextmanager
    def whole_lines() -> Iterator[None]:
        """While it lasts, what is typed is shown and handed on line by line."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        lines = termios.tcgetattr(terminal)
        lines[3] |= termios.ICANON | termios.ECHO
        lines[0] |= termios.ICRNL
        try:
            termios.tcsetattr(terminal, termios.TCSADRAIN, lines)
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def read_key() -> str:
        """The next key that is pressed; "" where the terminal is gone, and for half a letter."""
        return os.read(sys.stdin.fileno(), 1).decode("utf-8", errors="ignore")


def read_line(prompt: str) -> str:
    """A line that is typed after the prompt, without the spaces around it."""
    with whole_lines():
        print(prompt, end="", flush=True)
        if sys.platform == "win32":
            return sys.stdin.readline().strip()
        typed = b""  # Python's own buffer would keep keys that were typed ahead
        while (byte := os.read(sys.stdin.fileno(), 1)) not in (b"", b"\n"):
            typed += byte
        return typed.decode("utf-8", errors="replace").strip()
