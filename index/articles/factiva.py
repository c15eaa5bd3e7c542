"""Exports of Factiva: a line `Document GRDN000020160912ec9c0002h` behind each article."""

import re
from collections.abc import Sequence

from index.articles.export_lines import (
    AFTER,
    COPYRIGHT,
    PAGE,
    Fields,
    day_of,
    filled_in,
    joined,
    made,
    pieces_of,
)

END = re.compile(
    r"[ \t]*(?:AN[ \t|]+)?(?:Document[oe]?|Dokument)[ \t]+[A-Z][A-Z0-9]{3,11}\d{8,}[a-z0-9]*[ \t]*"
)
_WORDS = re.compile(
    r"\s*\d[\d,. ]*\s?(?:words?|Wörter|Wort|mots?|palabras|parole|woorden|palavras)\s*", re.IGNORECASE
)


_TAGS = ("SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
         "RF", "CT", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN", "ART", "CLM")  # fmt: skip
_SET_OFF = re.compile(r"\s*[A-Z]{2,3}(?: {2,}| ?\t| ?\|)\s*\S")
"""A tag that white space sets off from its value, as no word is."""
_TAG = re.compile(rf"({'|'.join(_TAGS)})(?:[ \t|]+(.*))?")


def factiva(lines: Sequence[str]) -> list[Fields] | None:
    pieces: list[list[str]] = []
    for piece in pieces_of(lines, END.fullmatch):
        headed = _is_tagged(piece) or any(_WORDS.fullmatch(line) for line in piece[:60])
        if pieces and not headed:
            if not AFTER.match(piece[filled_in(piece)[0]]):
                pieces[-1] += piece
            continue
        if not headed:
            return None
        pieces.append(piece)
    if not pieces or not END.fullmatch(pieces[0][-1]):
        return None
    return [_tagged(piece) if _is_tagged(piece) else _untagged(piece) for piece in pieces]


def _is_tagged(piece: Sequence[str]) -> bool:
    tags = {match[1] for line in piece if (match := _TAG.fullmatch(line.strip()))}
    return {"HD", "PD", "SN"} <= tags


def _tagged(piece: Sequence[str]) -> Fields:
    """An article with a code before each field, on the same line or on one of its own."""
    about: dict[str, list[str]] = {}
    name, rank = "", -1
    for at, line in enumerate(piece):
        match = _TAG.fullmatch(line.strip())
        apart = at == 0 or not piece[at - 1].strip() or _TAG.fullmatch(piece[at - 1].strip()) or rank < 14
        apart = bool(apart or _SET_OFF.match(line))
        if match and _TAGS.index(match[1]) > rank and (apart or match[2] is None):
            name, rank = match[1], _TAGS.index(match[1])
            about[name] = [match[2] or ""]
        elif name and not END.fullmatch(line):
            about[name].append(line)
    text = "\n\n".join(part for part in (joined(about.get("LP", [])), joined(about.get("TD", []))) if part)
    return made(
        " ".join(about.get("HD", [])),
        text,
        author=" ".join(about.get("BY", [])) or None,
        publisher=" ".join(about.get("SN", [])) or None,
        published=day_of(" ".join(about.get("PD", []))),
    )


def _untagged(piece: Sequence[str]) -> Fields:
    """An article whose head is a headline, the number of words, the date and the source, each on its line."""
    filled = [at for at in filled_in(piece) if not PAGE.fullmatch(piece[at])]
    place = next((n for n, at in enumerate(filled) if _WORDS.fullmatch(piece[at])), None)
    end = next((at for at in range(len(piece) - 1, -1, -1) if END.fullmatch(piece[at])), len(piece))
    if place is None:
        return made(piece[filled[0]], joined(piece[:end]))
    heads = [piece[at].strip() for at in filled[:place]]
    if len(heads) > 1 and _SECTION.fullmatch(heads[0]):
        del heads[0]
    author = next((line for line in heads[1:] if re.match(r"(?:By|Von|Par|Por|Di)\s+\S", line)), None)
    after = filled[place + 1 : place + 12]
    dated = next((n for n, at in enumerate(after[:3]) if day_of(piece[at])), None)
    name = None if dated is None else dated + 1
    if name is not None and name < len(after) and re.fullmatch(r"\s*\d{1,2}:\d\d.*", piece[after[name]]):
        name += 1
    last = next((n for n, at in enumerate(after) if COPYRIGHT.match(piece[at])), None)
    if last is None:
        last = next((n for n, at in enumerate(after) if _LANGUAGE.fullmatch(piece[at].strip())), name or 0)
    body = after[last] + 1 if after else end
    return made(
        " ".join(line for line in heads if line != author),
        joined(piece[body:end]),
        author=author,
        publisher=piece[after[name]].strip() if name is not None and name < len(after) else None,
        published=None if dated is None else day_of(piece[after[dated]]),
    )


_SECTION = re.compile(
    r"(?:U\.?[SK]\.? |World |National |Local |International |Foreign )?"
    r"(?:News|Business|Sports?|Opinion|Comment|Features?|World|Politics|Markets|Technology|Finance|Money|Culture|Arts|Letters|Editorials?|Leaders?|Economy|Metro|National)"
    r"(?: News| Desk| Section)?",
    re.IGNORECASE,
)
"""What stands above a headline and is none."""
_LANGUAGE = re.compile(
    r"(?:English|German|French|Spanish|Italian|Dutch|Portuguese|Russian|Englisch|Deutsch|Anglais|Français|Español)"
)
