"""Deep links: `https://t.me/<bot>?start=...` that open a question or an article."""

import base64
import binascii
from typing import NamedTuple


class Link(NamedTuple):
    """What a deep link opens: a question, or the article of that key."""

    question: str | None = None
    article: int | None = None


def read_link(payload: str) -> Link | None:
    """What a `start` parameter stands for; None for any other text."""
    kind, _, held = payload.partition("_")
    if kind == "a" and held.isascii() and held.isdecimal() and len(held) < 12:
        return Link(article=int(held))
    if kind != "q":
        return None
    try:
        question = base64.b64decode(held + "=" * (-len(held) % 4), b"-_", validate=True).decode().strip()
    except (binascii.Error, ValueError):
        return None
    return Link(question=question) if question else None
