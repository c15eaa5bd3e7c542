"""The API: what the terminal answers, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from index.web.openapi import description
from index.web.operations import OPERATIONS, Operation
from index.web.parameters import values_of
from index.web.reading import reading
from index.web.service import View


def _endpoint(operation: Operation) -> Callable[[Request, View], Response]:
    def answer(request: Request, view: View) -> Response:
        values = values_of(request.query_params, operation.parameters)
        return as_json(operation.answer(view, {**values, **request.path_params}))

    return answer


def as_json(value: object) -> Response:
    """A value as JSON, in UTF-8."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(data.encode("utf-8", "replace"), media_type="application/json")


def _described(request: Request) -> Response:
    values_of(request.query_params, ())
    return as_json(description(request.app.state.site))


ROUTES = [
    *(Route(one.path, reading(_endpoint(one), slow=one.slow), name=one.name) for one in OPERATIONS),
    Route("/openapi.json", _described),
]
