"""Errors as RFC 9457 has them: one small JSON object that says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that cannot be answered as asked; `parameter` names what is at fault in it."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        parameter: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.parameter = parameter
        self.headers = dict(headers or {})

    @property
    def title(self) -> str:
        """The status in words: "Not Found"."""
        return HTTPStatus(self.status).phrase

    def to_dict(self) -> dict[str, object]:
        """The problem's members."""
        found: dict[str, object] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        return found if self.parameter is None else {**found, "parameter": self.parameter}

    def response(self) -> Response:
        """The answer that tells of it; no cache keeps it."""
        data = json.dumps(self.to_dict(), ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(data, self.status, headers, MEDIA_TYPE)


def nothing_there(what: str) -> Problem:
    """There is no such person, article or quotation."""
    return Problem(404, f"there is no such {what} in the archive")
