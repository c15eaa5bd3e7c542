"""Cursors: where a list goes on, as a text that is safe in an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
_PLACE = "[0-3][0-9a-f]{15}"
LAST = 2**61
"""A place past that of everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[T]):
    """A part of a list, and the cursor at which it goes on; None where it ends."""

    items: tuple[T, ...]
    next: str | None


def cursor_of(*places: int) -> str:
    """The cursor that stands for these numbers."""
    return "".join(f"{place:016x}" for place in places)


def pattern_of(places: int) -> str:
    """What a cursor of so many numbers looks like; whatever looks so is one."""
    return f"({_PLACE}){{{places}}}"


def places_of(cursor: str) -> tuple[int, ...]:
    """The numbers that a cursor stands for."""
    return tuple(int(cursor[start : start + 16], 16) for start in range(0, len(cursor), 16))
