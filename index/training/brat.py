"""Hand-marked articles in brat's standoff format, as PolNeAR lays them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").iterdir()):
        if path.suffix == ".ann":
            chosen.setdefault(_ANNOTATOR.sub("", path.stem), path)
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in chosen:
            text = path.read_bytes().decode("utf-8")
            marked = tuple(_read_ann(chosen[path.stem].read_text(encoding="utf-8")))
            yield MarkedArticle(path.stem, text, marked)


def _read_ann(lines: str) -> Iterator[Marked]:
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
            yield Marked(*(tuple(sorted(parts[role])) for role in ("content", "cue", "source")))
