"""A command on a terminal of some size: what is typed when it waits, and what it shows."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.support.paths import ROOT


def _take(terminal: int) -> None:
    """Make it the terminal that keys such as Ctrl-C are pressed on."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test in the background may be deaf to it


def on_terminal(
    *arguments: str | Path,
    typed: Sequence[tuple[str, str]] = (),
    rows: int = 24,
    columns: int = 80,
    environment: dict[str, str] | None = None,
    code: int = 0,
) -> str:
    """What `onrecord` shows there; each of `typed` is what it has to show before, then what is typed."""
    parent, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    child = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *map(str, arguments)],
        cwd=ROOT,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**inherited, "TERM": "xterm-256color", **(environment or {})},
        preexec_fn=partial(_take, terminal),  # noqa: PLW1509 - what tests in threads there are hold no lock
    )
    os.close(terminal)
    shown, waiting, seen = "", list(typed), 0
    try:
        while select.select([parent], [], [], 20)[0]:
            try:
                part = os.read(parent, 65536)
            except OSError:  # the terminal's other end is closed
                break
            if not part:
                break
            shown += part.decode(errors="replace")
            while waiting and waiting[0][0] in shown[seen:]:
                seen += shown[seen:].index(waiting[0][0]) + len(waiting[0][0])
                os.write(parent, waiting.pop(0)[1].encode())
        assert waiting == [], (waiting, shown)
        assert child.wait(20) == code, shown
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        child.wait()
        os.close(parent)
    return shown.replace("\r\n", "\n")
