"""What the API answers, as JSON Schema."""

from __future__ import annotations

from typing import Any

from index.web.cursor import pattern_of

Schema = dict[str, Any]


def _object(properties: Schema, *, optional: tuple[str, ...] = (), more: bool = False) -> Schema:
    """An object with these members and no others; of `more`, others may come."""
    found: Schema = {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }
    return found if more else {**found, "additionalProperties": False}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _of(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str, places: int) -> Schema:
    """A part of a list of things, and the cursor at which it goes on."""
    cursor = {"type": ["string", "null"], "pattern": f"^{pattern_of(places)}$"}
    return _object({"items": _array(_of(name)), "next": cursor})


TEXT: Schema = {"type": "string"}
OPEN: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
TRUTH: Schema = {"type": "boolean"}
TEXTS = _array(TEXT)
ADDRESS: Schema = {"type": "string", "pattern": "^[0-9a-v]{12}$"}
SPAN: Schema = {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}
KINDS = ["direct", "mixed", "indirect"]

_ARTICLE_REF: Schema = {
    "id": TEXT,
    "title": TEXT,
    "path": {"type": "null"},
    "url": OPEN,
    "publisher": OPEN,
    "published": OPEN,
}

_PASSAGE = _object(
    {
        "rank": {"type": "integer", "minimum": 1},
        "score": {"type": "number"},
        "id": OPEN,
        "kind": {"type": "string", "enum": [*KINDS, "narration"]},
        "text": TEXT,
        "speaker": OPEN,
        "role": OPEN,
        "source": OPEN,
        "cue": OPEN,
        "spans": _array(SPAN),
        "passage": SPAN,
        "confidence": SHARE,
        "matched": {"type": "string", "enum": ["words", "meaning", "all"]},
        "corrected": TRUTH,
        "copies": _array(_object({"article": TEXT})),
        "article": _object(_ARTICLE_REF),
    }
)

_COUNTED = {
    "remarks": COUNT,
    "appearances": COUNT,
    "articles": COUNT,
}

_ANSWER = _object(
    {
        "question": TEXT,
        "outcome": {
            "type": "string",
            "enum": ["answered", "no_quotation", "unknown_speaker", "ambiguous_speaker", "empty_question"],
        },
        "kind": {"type": "string", "enum": ["said", "who_said", "compare", "search", "count", "check"]},
        "speakers": TEXTS,
        "topic": TEXTS,
        "notes": TEXTS,
        "searched": _object({"articles": COUNT, "since": OPEN, "until": OPEN}),
        "answers": _array(_of("Passage")),
        "count": {"anyOf": [{"type": "null"}, _object({**_COUNTED, "first": OPEN, "last": OPEN})]},
        "checked": {
            "anyOf": [
                {"type": "null"},
                _object(
                    {
                        "verdict": {
                            "type": "string",
                            "enum": ["exact", "altered", "other_speaker", "not_found"],
                        },
                        "difference": _array({"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}),
                    }
                ),
            ]
        },
        "related": _array(_of("Passage")),
        "suggestions": TEXTS,
    }
)

_RECORD = _object(
    {
        "id": {"type": "string", "pattern": "^[0-9a-v]{20}$"},
        "text": TEXT,
        "kind": {"type": "string", "enum": KINDS},
        "speaker": OPEN,
        "speaker_id": {"type": ["string", "null"], "pattern": ADDRESS["pattern"]},
        "role": OPEN,
        "source": OPEN,
        "cue": OPEN,
        "confidence": SHARE,
        "corrected": TRUTH,
        "remark_id": TEXT,
        "article_key": ADDRESS,
        "article_id": TEXT,
        "title": TEXT,
        "url": OPEN,
        "publisher": OPEN,
        "published": OPEN,
        "language": OPEN,
        "start": COUNT,
        "end": COUNT,
        "spans": _array(SPAN),
        "context": TEXT,
    }
)

_ENTRY: Schema = {
    "speaker_id": ADDRESS,
    "name": TEXT,
    "role": OPEN,
    "names": TEXTS,
    "quotations": COUNT,
    "articles": COUNT,
}

SCHEMAS: Schema = {
    "Answer": _ANSWER,
    "Passage": _PASSAGE,
    "Record": _RECORD,
    "Quotations": _list("Record", 2),
    "PersonEntry": _object(_ENTRY),
    "People": _list("PersonEntry", 1),
    "Person": _object(
        {
            **_ENTRY,
            "roles": _array(_object({"role": TEXT, "quotations": COUNT})),
            "joined": TEXTS,
            "remarks": COUNT,
        }
    ),
    "Article": _object(
        {
            "article": _object({**_ARTICLE_REF, "key": ADDRESS, "author": OPEN, "language": OPEN}),
            "whole": TRUTH,
            "text": OPEN,
            "passages": _array(_object({"start": COUNT, "end": COUNT, "text": TEXT})),
            "quotations": _array(_of("Record")),
        }
    ),
    "Trend": _object(
        {
            "by": {"type": "string", "enum": ["day", "week", "month", "year"]},
            "periods": _array(_object({"period": TEXT, **_COUNTED})),
        }
    ),
    "Problem": _object(
        {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "parameter": TEXT},
        optional=("parameter",),
        more=True,
    ),
}
"""Each by its name in the description of the API."""
