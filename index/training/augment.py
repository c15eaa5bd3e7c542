"""Variations of a marked article, so that the model learns how reports are worded, not who is in them."""

import random
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.spans import Span
from index.training.brat import Marked, MarkedArticle

_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Senator|Secretary|Justice|Judge|Mayor)\.? ([A-Z][\w’'-]+)"
)
_PAIR = re.compile(r"\b([A-Z][\w’-]+)(?: [A-Z]\.)? ([A-Z][\w’-]{2,})\b")
_PLACES = ["LONDON", "MOSCOW", "PARIS", "BERLIN", "TOKYO", "BEIJING", "CAIRO", "NAIROBI", "OTTAWA", "SYDNEY"]
_PLACES += ["DUBLIN", "MADRID", "ROME", "DELHI"]
_AGENCIES = ["(Reuters)", "(AP)", "(AFP)", "(Bloomberg)", "(Xinhua)", "(UPI)", "(CNN)", ""]
_BRITISH = {
    "labor": "labour",
    "color": "colour",
    "favor": "favour",
    "defense": "defence",
    "program": "programme",
    "center": "centre",
    "organization": "organisation",
    "recognize": "recognise",
    "apologize": "apologise",
    "criticize": "criticise",
    "emphasize": "emphasise",
    "behavior": "behaviour",
    "honor": "honour",
    "analyze": "analyse",
    "percent": "per cent",
    "gray": "grey",
    "toward": "towards",
    "traveled": "travelled",
}


Change = tuple[int, int, str]


def vary(article: MarkedArticle, rng: random.Random) -> MarkedArticle:
    """A variation: other names, marks, spelling or paragraphs, or a dateline more; each by chance."""
    if rng.random() < 0.35:
        article = _replace_all(article, _set_apart(article, rng))
    if rng.random() < 0.6:
        article = _replace_all(article, _other_names(article.text, rng))
    chance = rng.random()
    if chance < 0.25:
        article = _replace_all(article, _straight_marks)
    elif chance < 0.37:
        article = _replace_all(article, _single_marks)
    elif chance < 0.42:
        article = _replace_all(article, _curly_marks)
    if rng.random() < 0.15:
        article = _replace_all(article, _british)
    if rng.random() < 0.2:
        agency = rng.choice(_AGENCIES)
        line = f"{rng.choice(_PLACES)} {agency + ' ' if agency else ''}{rng.choice(['-', '—', '–', '--'])} "
        article = _insert(article, line)
    if rng.random() < 0.45:
        article = _replace_all(article, _joined(rng))
    return article


def _set_apart(article: MarkedArticle, rng: random.Random) -> Callable[[str], list[Change]]:
    """Changes that give some of what is said between marks paragraphs of its own, as tabloids do.

    A sentence that goes on behind "he said" moves into the next paragraph, and a long quotation becomes
    several paragraphs, of which each opens with a mark and some close with one.
    """
    closing = {"\u201c": "\u201d", '"': '"'}
    chance, closes = rng.choice((0.15, 0.5, 1.0)), rng.random() < 0.4

    def changes(text: str) -> list[Change]:
        made: list[Change] = []
        for attribution in article.attributions:
            for number, (start, end) in enumerate(attribution.content):
                mark = text[start : start + 1]
                if mark not in closing:
                    continue
                before = len(text[:start].rstrip(" "))
                if number and before < start and text[before - 1] in ".!?" and rng.random() < chance:
                    made.append((before, start, "\n\n"))
                if end - start < 160 or text[end - 1 : end] != closing[mark]:
                    continue
                for stop in re.finditer(r"(?<=[a-z][.!?]) (?=[A-Z])", text[start:end]):
                    if rng.random() < chance / 2:
                        between = (closing[mark] if closes else "") + "\n\n" + mark
                        made.append((start + stop.start(), start + stop.end(), between))
        return made

    return changes


def _joined(rng: random.Random) -> Callable[[str], list[Change]]:
    """Changes that run neighbouring paragraphs together; the first line, a headline, stays by itself."""
    whole = rng.random() < 0.3

    def changes(text: str) -> list[Change]:
        made: list[Change] = []
        left = rng.randint(0, 7)
        for number, match in enumerate(re.finditer(r"[ \t\r]*\n\s*", text)):
            if number and match.end() < len(text) and (whole or left):
                made.append((*match.span(), " "))
                left -= 1
            else:
                left = rng.randint(0, 7)
        return made

    return changes


def _read_pools() -> dict[str, list[str]]:
    """Names of people all over the world and syllables to make more of, each under its kind."""
    lines = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
    return {kind: names.split() for kind, names in (line.split(": ") for line in lines)}


_POOLS = _read_pools()


def _replace_all(article: MarkedArticle, changes: Callable[[str], list[Change]]) -> MarkedArticle:
    """The article with stretches of its text replaced and every place moved along."""
    done = sorted(changes(article.text))
    pieces: list[str] = []
    ends: list[tuple[int, int, int]] = []  # start, end, growth after it
    position = growth = 0
    for start, end, new in done:
        if start < position:
            continue
        pieces += [article.text[position:start], new]
        growth += len(new) - (end - start)
        ends.append((start, end, growth))
        position = end
    pieces.append(article.text[position:])
    borders = _Borders(ends)
    return replace(
        article, text="".join(pieces), attributions=tuple(borders.move(a) for a in article.attributions)
    )


class _Borders:
    """Moves places of the old text to the new one."""

    def __init__(self, ends: list[tuple[int, int, int]]) -> None:
        self.ends = ends

    def at(self, place: int, *, end: bool) -> int:
        i = (
            bisect_right(self.ends, (place, 0, 0)) - 1
            if end
            else bisect_right(self.ends, (place, 1 << 60, 0)) - 1
        )
        before = self.ends[i - 1][2] if i > 0 else 0
        if i < 0:
            return place
        start, stop, growth = self.ends[i]
        if place >= stop:
            return place + growth
        return stop + growth if end else start + before  # within a changed stretch: take it whole

    def move(self, attribution: Marked) -> Marked:
        def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
            return tuple(Span(self.at(s, end=False), self.at(e, end=True)) for s, e in spans)

        return replace(
            attribution,
            content=moved(attribution.content),
            cue=moved(attribution.cue),
            source=moved(attribution.source),
        )


def _insert(article: MarkedArticle, line: str) -> MarkedArticle:
    """The article with `line` before its second paragraph, where that begins with a capital."""
    place = article.text.find("\n\n") + 2
    if place < 2 or not article.text[place : place + 1].isupper():
        return article

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(s + len(line), e + len(line)) if s >= place else Span(s, e) for s, e in spans)

    return replace(
        article,
        text=article.text[:place] + line + article.text[place:],
        attributions=tuple(
            replace(a, content=moved(a.content), cue=moved(a.cue), source=moved(a.source))
            for a in article.attributions
        ),
    )


def _other_names(text: str, rng: random.Random) -> Callable[[str], list[Change]]:
    given: dict[str, str] = {}
    surnames: dict[str, str] = {}
    men, women = set(_POOLS["men"]), set(_POOLS["women"])
    for first, last in _PAIR.findall(text):
        if first in men or first in women:
            given.setdefault(first, rng.choice(_POOLS["men" if first in men else "women"]))
            if last not in men and last not in women:
                surnames.setdefault(last.removesuffix("’s").removesuffix("'s"), _surname(rng))
    for last in _TITLE.findall(text):
        surnames.setdefault(last.removesuffix("’s").removesuffix("'s"), _surname(rng))
    names = {**given, **surnames}
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")

    def changes(text: str) -> list[Change]:
        if not names:
            return []
        return [(m.start(), m.end(), names[m.group()]) for m in pattern.finditer(text)]

    return changes


def _surname(rng: random.Random) -> str:
    if rng.random() < 0.75:
        return rng.choice(_POOLS["surnames"])
    name = "".join(rng.choice(_POOLS["syllables"]) for _ in range(rng.randint(2, 4)))
    return name.capitalize() + rng.choice(["", "", "n", "s", "v", "nd", "sky", "son"])


def _straight_marks(text: str) -> list[Change]:
    table = {"“": '"', "”": '"', "’": "'", "‘": "'"}
    return [(m.start(), m.end(), table[m.group()]) for m in re.finditer("[“”‘’]", text)]


def _single_marks(text: str) -> list[Change]:
    """The British style: single marks outside, double marks inside."""
    table = {"“": "‘", "”": "’", "‘": "“"}
    changes = [(m.start(), m.end(), table[m.group()]) for m in re.finditer("[“”‘]", text)]
    opened = False
    for match in re.finditer(r'["\n]', text):
        if match.group() == "\n":
            opened = False
        else:
            changes.append((match.start(), match.end(), "’" if opened else "‘"))
            opened = not opened
    return changes


def _curly_marks(text: str) -> list[Change]:
    changes: list[Change] = []
    opened = False
    for match in re.finditer(r"[\"'\n]", text):
        if match.group() == "\n":
            opened = False
        elif match.group() == "'":
            changes.append((match.start(), match.end(), "’"))
        else:
            changes.append((match.start(), match.end(), "”" if opened else "“"))
            opened = not opened
    return changes


def _british(text: str) -> list[Change]:
    pattern = re.compile(r"\b(?:" + "|".join(_BRITISH) + r")\b")
    return [(m.start(), m.end(), _BRITISH[m.group()]) for m in pattern.finditer(text)]
