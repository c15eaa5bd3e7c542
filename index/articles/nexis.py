"""Exports of Nexis: `1 of 200 DOCUMENTS` before each article, and since 2019 `End of Document` behind it."""

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
from index.articles.source import is_address

OLD = re.compile(
    r"[ \t]*(?:(?:Document|Dokument|Documento)[ \t]+)?(\d{1,5})[ \t]+(?:of|von|de|sur|van|di)[ \t]+(\d{1,5})"
    r"(?:[ \t]+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS|DOCUMENTI))?[ \t]*"
)
_WITH_NOUN = re.compile(r"\b(?:DOCUMENTS?|DOKUMENT|DOCUMENTO)", re.IGNORECASE)
NEW = re.compile(
    r"[ \t]*(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento|Fine del documento"
    r"|Einde van (?:het )?document)[ \t]*"
)
_OLD_FIELD = re.compile(r"([A-ZÀ-Ý][A-ZÀ-Ý -]{2,24}):(?:\s|$)")
_NEW_FIELD = re.compile(
    r"(Section|Length|Byline|Dateline|Highlight|Rubrik|Länge|Autor|Load-Date|Language|Publication-Type"
    r"|Journal Code|Subject|Company|Industry|Person|Geographic|Organization|Ticker|Acc-No|URL|Rubrique"
    r"|Longueur|Sprache|Ladedatum|Update|Correction-Date|Document-Type|Notes?):\s*(.*)"
)
_EDITION = re.compile(r"\b(?:edition|ausgabe|édition|edición|final)\b", re.IGNORECASE)
_COVER = re.compile(
    r"Download Request|Time Of Request|Terms:|Search Terms|Client/Matter|Project ID|Job Number"
)
_LONG_COVER = 600
_HEAD = 16


# Nexis until 2019: a line `1 of 200 DOCUMENTS` before each article.


def old_nexis(lines: Sequence[str]) -> list[Fields] | None:
    starts: list[int] = []
    before = total = 0
    for place, line in enumerate(lines):
        match = OLD.fullmatch(line) if line and _WITH_NOUN.search(line) else None
        if match is None:
            continue
        number, of = int(match[1]), int(match[2])
        if number <= of and ((not starts) or (number == before + 1 and of == total)):
            starts.append(place)
            before, total = number, of
    if not starts:
        return None
    cover = "\n".join(lines[: starts[0]])
    if len(cover.strip()) > _LONG_COVER and not _COVER.search(cover):
        return None
    parts = [lines[a + 1 : b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if not any(_OLD_FIELD.match(line.strip()) for part in parts for line in part):
        return None
    return [_old_article(part) for part in parts if filled_in(part)]


def _old_article(lines: Sequence[str]) -> Fields:
    filled = filled_in(lines)
    dated = next((at for at in filled[:_HEAD] if day_of(lines[at]) and not COPYRIGHT.match(lines[at])), None)
    begin = next((at for at in filled[:_HEAD] if not COPYRIGHT.match(lines[at])), filled[0])
    publisher = lines[begin].strip() if dated is None or begin < dated else None
    at = _behind_edition(lines, dated) if dated is not None else begin + 1
    title: list[str] = []
    while at < len(lines) and not _OLD_FIELD.match(lines[at].strip()):
        if not lines[at].strip() and title and _prose(lines, at):
            break
        title.append(lines[at])
        at += 1
    about, at = _old_fields(lines, at)
    end = _old_end(lines, at)
    for line in lines[end:]:
        name, _, value = line.strip().partition(": ")
        about.setdefault(name, value)
    return made(
        about.get("HEADLINE") or " ".join(title),
        joined(lines[at:end]),
        publisher=publisher,
        published=day_of(lines[dated]) if dated is not None else None,
        author=about.get("BYLINE") or about.get("AUTOR"),
        url=about.get("URL") if is_address(about.get("URL")) else None,
    )


def _behind_edition(lines: Sequence[str], dated: int) -> int:
    """The line behind the date and the edition, which stands right below it or says that it is one."""
    at, last = dated + 1, ""
    while at < len(lines) and lines[at].strip() and not _OLD_FIELD.match(lines[at].strip()):
        last = lines[at]
        at += 1
    while at < len(lines):
        if lines[at].strip() and not (
            at < dated + 6 and (_EDITION.search(lines[at][:40]) or last.endswith(";"))
        ):
            break
        last = lines[at] or last
        at += 1
    return at


def _prose(lines: Sequence[str], at: int) -> bool:
    """Whether no field of a head follows an empty line soon, so that the article begins there."""
    following = [
        lines[place].strip() for place in range(at, min(at + 24, len(lines))) if lines[place].strip()
    ]
    return not any(_OLD_FIELD.match(line) and not line.startswith(("LOAD", "LANG")) for line in following[:8])


def _old_fields(lines: Sequence[str], at: int) -> tuple[dict[str, str], int]:
    """The fields of a head and the line behind it; a value may go on in the next line."""
    about: dict[str, str] = {}
    name = ""
    while at < len(lines):
        line = lines[at].strip()
        match = _OLD_FIELD.match(line)
        if match is not None and match[1] not in about:
            name = match[1]
            about[name] = line[match.end() :].strip()
            if name == "BODY":
                break
        elif line and name and lines[at - 1].strip() and name != "LENGTH":
            about[name] += f" {line}"
        elif line:
            return about, at
        at += 1
    return about, min(at + 1, len(lines)) if name == "BODY" else at


_LOADED = re.compile(r"(?:LOAD-DATE|UPDATE|DATE-CHARGEMENT|LANGUAGE|SPRACHE|LANGUE): ")


def _old_end(lines: Sequence[str], start: int) -> int:
    """The line behind an article's last: fields and a copyright notice follow it."""
    tail = [at for at in filled_in(lines) if at >= start][-30:]
    loaded = [at for at in tail if _LOADED.match(lines[at].strip())]
    end = block = loaded[-1] if loaded else len(lines)
    while block > start:
        while block > start and not lines[block - 1].strip():
            block -= 1
        first = block
        while first > start and lines[first - 1].strip():
            first -= 1
        head = lines[first].strip() if first < len(lines) else ""
        if first == block or not (_OLD_FIELD.match(head) or COPYRIGHT.match(head)):
            break
        end = block = first
    return end


# Nexis since: a line `End of Document` behind each article.


def new_nexis(lines: Sequence[str]) -> list[Fields] | None:
    pieces: list[list[str]] = []
    for piece in pieces_of(lines, NEW.fullmatch):
        if pieces and not any(_is_body(line) for line in piece):
            if not filled_in(piece) or AFTER.match(piece[filled_in(piece)[0]]):
                continue
            pieces[-1] += piece  # the article speaks of the end of a document
        else:
            pieces.append(piece)
    if not pieces or not NEW.fullmatch(pieces[0][-1]) or not all(map(_has_new_head, pieces)):
        return None
    return [_new_article(piece, first=number == 0) for number, piece in enumerate(pieces)]


def _is_body(line: str) -> bool:
    return line.strip() in ("Body", "Text", "Volltext", "Corps", "Cuerpo")


def _has_new_head(piece: Sequence[str]) -> bool:
    body = next((at for at, line in enumerate(piece) if _is_body(line)), None)
    if body is None:
        return False
    return any(_NEW_FIELD.match(line.strip()) or day_of(line) for line in piece[max(0, body - 40) : body])


def _new_article(piece: Sequence[str], *, first: bool) -> Fields:
    body = next(at for at, line in enumerate(piece) if _is_body(line))
    dates = [
        at
        for at in range(body)
        if day_of(piece[at]) and not COPYRIGHT.match(piece[at]) and not _NEW_FIELD.match(piece[at].strip())
    ]
    before = [at for at in filled_in(piece[: dates[-1]]) if not PAGE.fullmatch(piece[at])] if dates else []
    titles = before[:-1]
    if first and len(titles) > 2:  # a cover page with a list of all articles stands before it
        titles = titles[-1:]
    about: dict[str, str] = {}
    for line in piece[dates[-1] if dates else 0 : body]:
        match = _NEW_FIELD.match(line.strip())
        if match:
            about.setdefault(match[1], match[2])
    end = _new_end(piece, body + 1)
    for line in piece[end:]:
        match = _NEW_FIELD.match(line.strip())
        if match:
            about.setdefault(match[1], match[2])
    fallback = next((piece[at].strip() for at in filled_in(piece[:body])), "")
    return made(
        " ".join(piece[at].strip() for at in titles) or fallback,
        joined(piece[body + 1 : end]),
        publisher=piece[before[-1]].strip() if before and titles else None,
        published=day_of(piece[dates[-1]]) if dates else None,
        author=about.get("Byline") or about.get("Autor"),
        url=about.get("URL") if is_address(about.get("URL")) else None,
    )


def _new_end(piece: Sequence[str], start: int) -> int:
    """The line behind an article's last: its classification, a picture's caption, fields."""
    end = len(piece)
    while end > start and (
        not piece[end - 1].strip()
        or NEW.fullmatch(piece[end - 1])
        or _NEW_FIELD.match(piece[end - 1].strip())
    ):
        end -= 1
    classified = [at for at in range(start, len(piece)) if piece[at].strip() == "Classification"]
    end = classified[-1] if classified else end
    return next((at for at in range(max(start, end - 14), end) if piece[at].strip() == "Graphic"), end)
