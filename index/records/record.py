"""A quotation's record: the one form that exports, pages and programs get."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

from index.archive.addresses import speaker_id
from index.archive.likeness import PARTS
from index.quotations.quotation import QuotationKind
from index.spans import Span

_BETWEEN = re.compile(r", | and ")
"""What stands between the names of several who speak together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One quotation with all that the archive knows of it.

    Places count characters of the article's text: `spans` are the quotation's own words in order, `start` is
    where the first begins, `end` where the last ends; `text` is those words, parts joined by " … ". `context`
    is a slice of the article that holds them all, in whole sentences. `speaker` is the fullest name in the
    archive, None where the article does not settle it; of several, `speaker_id` is the first one's.
    Near-copies share their `remark_id`.
    """

    id: str
    text: str
    kind: QuotationKind
    speaker: str | None
    speaker_id: str | None
    role: str | None
    source: str | None
    cue: str | None
    confidence: float
    corrected: bool
    remark_id: str
    article_key: str
    article_id: str
    title: str
    url: str | None
    publisher: str | None
    published: str | None
    language: str | None
    start: int
    end: int
    spans: tuple[Span, ...]
    context: str

    @property
    def sentences(self) -> Span:
        """Where `context` stands in the article's text."""
        first = self.spans[0]
        at = self.context.find(self.text[: first.end - first.start])
        while at >= 0 and self._words_at(at) != self.text:  # the same words, earlier in the sentences
            at = self.context.find(self.text[: first.end - first.start], at + 1)
        begin = first.start - max(at, 0)
        return Span(begin, begin + len(self.context))

    def pieces(self) -> list[tuple[str, bool]]:
        """`context` from start to end in pieces, none of them empty, each with whether it is quoted."""
        begin = self.sentences.start
        edges = [0, *(place - begin for span in self.spans for place in span), len(self.context)]
        runs = [
            (self.context[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(edges))
        ]
        return [(text, quoted) for text, quoted in runs if text]

    def _words_at(self, at: int) -> str:
        """What the quotation's words are where the first of them stand at that place of `context`."""
        moved = at - self.spans[0].start
        return PARTS.join(self.context[span.start + moved : span.end + moved] for span in self.spans)

    def speakers(self) -> tuple[str, ...]:
        """The name of each of those who speak, in order; () where the article does not settle it.

        `speaker_id` tells where the first name ends: "Food and Drug Administration" is one.
        """
        if self.speaker is None:
            return ()
        places = [found.start() for found in _BETWEEN.finditer(self.speaker)]
        for place in places:
            if speaker_id(self.speaker[:place]) == self.speaker_id:
                rest = self.speaker[place:]
                if rest.startswith(" and "):
                    return self.speaker[:place], rest.removeprefix(" and ")
                *names, last = rest.removeprefix(", ").split(", ")
                return self.speaker[:place], *names, *last.split(" and ", 1)
        return (self.speaker,)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON holds it, in the order of the columns."""
        found = {name: getattr(self, name) for name in COLUMNS}
        return {**found, "kind": self.kind.value, "spans": [list(span) for span in self.spans]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """The record that was exported as `data`: as JSON, or as a row of a table or of a CSV file."""
        spans = json.loads(data["spans"]) if isinstance(data["spans"], str) else data["spans"]
        values: dict[str, Any] = {
            **{name: (data[name] or None) if name in OPEN else data[name] for name in COLUMNS},
            **{name: int(data[name]) for name in NUMBERS},
            "kind": QuotationKind(data["kind"]),
            "confidence": float(data["confidence"]),
            "corrected": data["corrected"] in (True, "true"),
            "spans": tuple(Span(int(start), int(end)) for start, end in spans),
        }
        return cls(**values)


COLUMNS = tuple(field.name for field in fields(Record))
"""The names of a record's fields, in their order."""

OPEN = frozenset(
    {"speaker", "speaker_id", "role", "source", "cue", "url", "publisher", "published", "language"}
)
"""Columns that may be empty: None, null, or a cell without text."""

NUMBERS = frozenset({"start", "end"})
"""Columns that hold whole numbers; `confidence` holds another, `corrected` a truth, `spans` a list."""


def flat(record: Record) -> dict[str, Any]:
    """The record as a row of a table holds it: text and numbers alone, `spans` as JSON."""
    return {**record.to_dict(), "corrected": int(record.corrected), "spans": json.dumps(record.spans)}
