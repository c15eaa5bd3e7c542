"""The description of the API (OpenAPI 3.1), made of the declarations that requests are checked by."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from index.web.operations import OPERATIONS, Operation
from index.web.problems import MEDIA_TYPE
from index.web.schemas import ADDRESS, SCHEMAS
from index.web.site import Site

_ETAG = {
    "ETag": {
        "description": "Changes when the answer may; send it as If-None-Match",
        "schema": {"type": "string"},
    }
}
_NAMED = {
    "speaker_id": "A person, as records name the speaker",
    "article_key": "An article, as records name it",
}


@cache
def description(site: Site) -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": "1",
            "summary": "What people said, on the record: quotations from news articles and who said them.",
            "description": "Everything is read-only. Quotations are slices of their articles, character for"
            " character. Lists are `items` and `next`, the cursor at which the list goes on. A part may hold"
            " fewer than `limit` although there is a `next`.",
        },
        "servers": [{"url": site.url if site.public else site.root or "/"}],
        "paths": {one.path: {"get": _described(one)} for one in OPERATIONS},
        "components": {"schemas": SCHEMAS},
    }


def _described(operation: Operation) -> dict[str, Any]:
    in_path = [
        {"name": name, "in": "path", "required": True, "description": _NAMED[name], "schema": ADDRESS}
        for name in re.findall(r"{(\w+)}", operation.path)
    ]
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    told = {
        "400": "A parameter is unknown, missing or bad",
        "404": "There is nothing like that",
        "429": "Too many requests; Retry-After says when to come again",
        "default": "Anything else that went wrong",
    }
    if not in_path and operation.name != "trends":
        del told["404"]
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": in_path + [one.described() for one in operation.parameters],
        "responses": {
            "200": {
                "description": "What was asked for",
                "headers": _ETAG,
                "content": {
                    "application/json": {"schema": {"$ref": f"#/components/schemas/{operation.schema}"}}
                },
            },
            "304": {"description": "What If-None-Match names is still right"},
            **{status: {"description": text, "content": problem} for status, text in told.items()},
        },
    }
