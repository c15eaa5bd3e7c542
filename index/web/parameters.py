"""What a request may ask with: declared once, for the description of the API and for checking requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from index.web.cursor import pattern_of, places_of
from index.web.problems import Problem

Schema = dict[str, Any]
LONGEST = 1000
"""Characters of a text that is asked with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a query: what it may hold, as JSON Schema, and how its text is read.

    `read` raises ValueError, which says what is expected.
    """

    name: str
    description: str
    schema: Schema
    read: Callable[[str], Any]
    default: Any = None
    required: bool = False
    repeated: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it may hold any text."""
        return set(self.schema) == {"type", "maxLength"}

    def described(self) -> Schema:
        """The parameter in an OpenAPI description."""
        schema = {"type": "array", "items": self.schema} if self.repeated else self.schema
        if self.default is not None:
            schema = {**schema, "default": self.default}
        found = {"name": self.name, "in": "query", "description": self.description, "schema": schema}
        return {**found, "required": True} if self.required else found


def text(name: str, description: str, *, required: bool = False) -> Parameter:
    """Any text that is not too long."""

    def read(value: str) -> str:
        if len(value) > LONGEST:
            raise ValueError(f"at most {LONGEST} characters")
        return value

    schema = {"type": "string", "maxLength": LONGEST}
    return Parameter(name=name, description=description, schema=schema, read=read, required=required)


def number(name: str, description: str, *, most: int, default: int) -> Parameter:
    """A whole number from 1 on."""

    def read(value: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", value) or not 1 <= int(value) <= most:
            raise ValueError(f"a whole number from 1 to {most}")
        return int(value)

    schema = {"type": "integer", "minimum": 1, "maximum": most}
    return Parameter(name=name, description=description, schema=schema, read=read, default=default)


def day(name: str, description: str) -> Parameter:
    """A day."""

    def read(value: str) -> date:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError("a day as YYYY-MM-DD")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("a day that there is, as YYYY-MM-DD") from None

    schema = {"type": "string", "format": "date"}
    return Parameter(name=name, description=description, schema=schema, read=read)


def choice(
    name: str,
    description: str,
    choices: Sequence[str],
    *,
    default: str | None = None,
    repeated: bool = False,
) -> Parameter:
    """One of some words, or several."""

    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(f"one of {', '.join(choices)}")
        return value

    schema = {"type": "string", "enum": list(choices)}
    return Parameter(
        name=name, description=description, schema=schema, read=read, default=default, repeated=repeated
    )


def cursor(places: int) -> Parameter:
    """Where a list goes on, as its `next` says."""
    pattern = pattern_of(places)

    def read(value: str) -> tuple[int, ...]:
        if not re.fullmatch(pattern, value):
            raise ValueError("a cursor, as `next` of the same list gives it")
        return places_of(value)

    return Parameter(
        name="after",
        description="Where the list goes on: `next` of the part before",
        schema={"type": "string", "pattern": f"^{pattern}$"},
        read=read,
    )


def values_of(query: QueryParams, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """What a query asks with; a Problem that names the parameter where one is unknown, missing or bad."""
    known = {one.name: one for one in parameters}
    given: dict[str, list[str]] = {}
    for name, value in query.multi_items():
        given.setdefault(name, []).append(value)
    for name in given:
        if name not in known:
            there = ", ".join(known) or "none"
            raise Problem(
                400, f"there is no parameter {name[:50]!r} here; there are: {there}", parameter=name[:50]
            )
    return {name: _value(one, given) for name, one in known.items()}


def _value(one: Parameter, given: Mapping[str, list[str]]) -> Any:
    # A form sends a text that was left empty, too.
    values = [value for value in given.get(one.name, []) if value or one.required or not one.is_plain]
    if not values:
        if one.required:
            raise Problem(400, f"{one.name} is missing", parameter=one.name)
        return one.default
    if len(values) > (100 if one.repeated else 1):
        raise Problem(400, f"{one.name} is given more than once", parameter=one.name)
    try:
        read = [one.read(value) for value in values]
    except ValueError as error:
        raise Problem(400, f"{one.name} must be {error}", parameter=one.name) from None
    return read if one.repeated else read[0]
