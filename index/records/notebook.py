"""Records as a notebook shows them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index.records.record import Record

_SHOWN = ("speaker", "text", "kind", "publisher", "published", "title")


def table(records: Sequence[Record], *, more: bool) -> str:
    """A table of some records; with a line that there are more, where there are."""
    head = "".join(f"<th>{name}</th>" for name in _SHOWN)
    rows = [
        "<tr>" + "".join(f"<td>{escape(str(getattr(one, name) or ''))}</td>" for name in _SHOWN) + "</tr>"
        for one in records
    ]
    rest = "<p>and more; <code>to_frame()</code> gives all of them</p>" if more else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{rest}"
