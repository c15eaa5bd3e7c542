"""Log lines, as text or JSON, from which secrets are taken out whatever wrote them."""

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any

HIDDEN = "[secret]"

# A token in any text, also one that is not ours: the library logs its own addresses at DEBUG, and shows the
# token in the text and the traceback of InvalidToken.
_TOKEN = re.compile(r"(?<!\d)\d{6,12}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)


class Redactor:
    """Takes secrets out of text."""

    def __init__(self, secrets: Iterable[str]) -> None:
        found: set[str] = set()
        for secret in secrets:
            found |= {secret, secret.replace(":", "%3A"), secret.replace(":", "%3a"), repr(secret)[1:-1]}
            _, colon, hidden = secret.partition(":")
            if colon and len(hidden) > 8:
                found.add(hidden)
        self._secrets = sorted((s for s in found if len(s) > 2), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text without any of the secrets, nor anything that has a token's form."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _TOKEN.sub(HIDDEN, text)


class TextLines(logging.Formatter):
    """`2026-11-24 02:39:33 INFO bot.handlers question answered 12 ms`."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%d %H:%M:%S")
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        if extra := getattr(record, "update", None):
            line += " " + " ".join(f"{key}={value}" for key, value in extra.items())
        return self._redact(line)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        when = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z"
        line: dict[str, Any] = {
            "at": when,
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "update", {})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return self._redact(json.dumps(line, ensure_ascii=False, default=str))


def set_up_logs(level: str, form: str, secrets: Iterable[str]) -> Redactor:
    """Sends every log line to standard error through a redactor, and an uncaught error's traceback too.

    httpx and httpcore stay at WARNING, since their request lines hold the token and tell nothing else.
    """
    redact = Redactor(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(redact) if form == "json" else TextLines(redact))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in ("httpx", "httpcore", "aiosqlite", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))

    sys.excepthook = uncaught
    return redact
