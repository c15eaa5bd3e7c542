"""Cursors: where a list goes on, as an opaque text that is safe in an address."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_LONGEST = 64
_LARGEST = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[T]):
    """A part of a list, and the cursor at which it goes on; None where it ends."""

    items: tuple[T, ...]
    next: str | None


def cursor_of(*places: int) -> str:
    """The cursor that stands for these numbers."""
    return urlsafe_b64encode(".".join(map(str, places)).encode()).decode("ascii").rstrip("=")


def places_of(cursor: str, count: int) -> tuple[int, ...] | None:
    """The numbers, so many, that a cursor stands for; None where it is none of ours."""
    if not cursor.isascii() or len(cursor) > _LONGEST:
        return None
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except ValueError:
        return None
    parts = text.split(".")
    if len(parts) != count or not all(part.isdecimal() and int(part) < _LARGEST for part in parts):
        return None
    return tuple(map(int, parts))
