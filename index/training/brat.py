"""Hand-marked articles in brat's standoff format, as PolNeAR lays them out."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.spans import Span

_TEXT_BOUND = re.compile(r"T\d+")
_EVENT = re.compile(r"E\d+")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as a person marked it; each part in reading order, any but content may be empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None = None
    """Who said it, where the articles' `speakers.json` tells it by content, else None."""


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article's name, text and attributions."""

    name: str
    text: str
    attributions: tuple[Marked, ...]


def read_marked(folder: Path) -> Iterator[MarkedArticle]:
    """The articles of `folder`/text that have a file in `folder`/attributions, by name.

    An annotation file is named as its text, or with `_` and four hexadecimal digits for its annotator;
    of several annotators the first by name counts. Raises FileNotFoundError where a folder is missing.
    """
    speakers = _read_speakers(folder / "speakers.json")
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").iterdir()):
        if path.suffix == ".ann":
            chosen.setdefault(_ANNOTATOR.sub("", path.stem), path)
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in chosen:
            text = path.read_bytes().decode("utf-8")
            told = speakers.get(path.stem, {})
            marked = tuple(
                replace(one, speaker=told.get(one.content[0].start))
                for one in read_attributions(chosen[path.stem])
            )
            yield MarkedArticle(path.stem, text, marked)


def write_marked(articles: Iterable[MarkedArticle], folder: Path) -> None:
    """Write articles as `read_marked` reads them from that folder; others that are there stay.

    `speakers.json` is of these articles alone.
    """
    speakers: dict[str, list[dict[str, object]]] = {}
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for one in articles:
        (folder / "text" / f"{one.name}.txt").write_bytes(one.text.encode("utf-8"))
        lines = "".join(_lines(one))
        (folder / "attributions" / f"{one.name}.ann").write_text(lines, encoding="utf-8", newline="")
        speakers[one.name] = [
            {"content": [list(span) for span in marked.content], "name": marked.speaker}
            for marked in one.attributions
            if marked.speaker is not None
        ]
    told = json.dumps(speakers, ensure_ascii=False, indent=1) + "\n"
    (folder / "speakers.json").write_text(told, encoding="utf-8", newline="")


def _lines(article: MarkedArticle) -> Iterator[str]:
    number = 0
    for event, one in enumerate(article.attributions, 1):
        parts = []
        for role, spans in (("Content", one.content), ("Cue", one.cue), ("Source", one.source)):
            if spans:
                number += 1
                yield _bound(number, role, spans, article.text)
                parts.append(f"{role}:T{number}")
        number += 1
        yield _bound(number, "Attribution", one.cue or one.content[:1], article.text)
        yield f"E{event}\tAttribution:T{number} {' '.join(parts)}\n"


def _bound(number: int, role: str, spans: Sequence[Span], text: str) -> str:
    places = ";".join(f"{span.start} {span.end}" for span in spans)
    words = " ".join(" ".join(span.of(text).split()) for span in spans)
    return f"T{number}\t{role} {places}\t{words}\n"


def _read_speakers(path: Path) -> dict[str, dict[int, str]]:
    """By article, who says what begins at a place; {} where no file tells it, or tells it by source."""
    if not path.is_file():
        return {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {
        article: {row["content"][0][0]: row["name"] for row in rows if row.get("content") and row["name"]}
        for article, rows in stored.items()
    }


def read_attributions(path: Path) -> Iterator[Marked]:
    """The attributions that an annotation file marks, in its order."""
    lines = path.read_text(encoding="utf-8")
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    for line in lines.split("\n"):
        cells = line.split("\t")
        if len(cells) > 1 and _TEXT_BOUND.fullmatch(cells[0]):
            places = cells[1].split(" ", 1)[1]
            spans[cells[0]] = [Span(*map(int, part.split())) for part in places.split(";")]
        elif len(cells) > 1 and _EVENT.fullmatch(cells[0]):
            events.append(cells[1].split())
    for event in events:
        parts: dict[str, list[Span]] = {"content": [], "cue": [], "source": []}
        for part in event:
            role, _, key = part.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in parts:
                parts[role] += spans.get(key, [])
        if parts["content"]:
            content, cue, source = (tuple(sorted(parts[role])) for role in ("content", "cue", "source"))
            yield Marked(content, cue, source)
