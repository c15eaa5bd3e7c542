"""Telegram's HTML, read as its servers read it, and the limits that are counted after reading."""

import re
from typing import Any, NamedTuple

MAX_TEXT = 4096
MAX_ENTITIES = 100

NAMES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}

CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

ATTRIBUTE = re.compile(r"""\s+([a-z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


class BadRequest(Exception):
    """What the Bot API answers with 400; the text follows "Bad Request: "."""


class Formatted(NamedTuple):
    """Text without markup and its entities, offsets and lengths in UTF-16 units as in the Bot API."""

    text: str
    entities: list[dict[str, Any]]


def read_html(source: str) -> Formatted:
    """The text and entities of HTML in Telegram's sense; BadRequest where Telegram refuses it."""
    out: list[str] = []
    units = 0
    opened: list[tuple[str, dict[str, Any]]] = []
    done: list[dict[str, Any]] = []
    at = 0
    while at < len(source):
        char = source[at]
        if char == "&":
            piece, at = _character(source, at)
        elif char == "<" and source.startswith("</", at):
            piece = ""
            at = _close(source, at, opened, done, units)
        elif char == "<":
            piece = ""
            at = _open(source, at, opened, units)
        else:
            end = min(
                (e for e in (source.find("&", at), source.find("<", at)) if e >= 0), default=len(source)
            )
            piece, at = source[at:end], end
        out.append(piece)
        units += utf16(piece)
    if opened:
        raise BadRequest(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\""
        )
    return trimmed(Formatted("".join(out), [e for e in done if e["length"]]))


def utf16(text: str) -> int:
    """The length of `text` as the Bot API counts it in entities."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(formatted: Formatted) -> Formatted:
    """Without white space at the ends, as Telegram stores it; entities are moved and cut along."""
    text = formatted.text.rstrip()
    lead = len(text) - len(text.lstrip())
    text = text[lead:]
    total = utf16(text)
    entities = []
    for entity in formatted.entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, total)
        if end > start:
            entities.append(entity | {"offset": start, "length": end - start})
    entities.sort(key=lambda e: (e["offset"], -e["length"]))
    return Formatted(text, entities)


def _character(source: str, at: int) -> tuple[str, int]:
    found = re.compile(r"&(#[0-9]+|#x[0-9a-fA-F]+|[a-z]+);?").match(source, at)
    if found:
        name = found[1]
        if name in CHARACTERS:
            return CHARACTERS[name], found.end()
        if name[0] == "#":
            code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
            if 0 < code < 0x110000:
                return chr(code), found.end()
    return "&", at + 1


def _place(source: str, at: int) -> str:
    return f"at byte offset {len(source[:at].encode())}"


def _open(source: str, at: int, opened: list[tuple[str, dict[str, Any]]], units: int) -> int:
    end = at + 1
    while end < len(source) and source[end] not in " \t\r\n\f>":
        end += 1
    name = source[at + 1 : end].lower()
    if name not in NAMES:
        raise BadRequest(f'can\'t parse entities: Unsupported start tag "{name}" {_place(source, at)}')
    attributes = {}
    while found := ATTRIBUTE.match(source, end):
        attributes[found[1]] = (found[2] or "").strip("\"'")
        end = found.end()
    rest = re.compile(r"\s*>").match(source, end)
    if rest is None:
        raise BadRequest(f"can't parse entities: Unclosed start tag {_place(source, at)}")
    entity: dict[str, Any] = {"type": NAMES[name], "offset": units, "length": 0}
    if name == "span" and attributes.get("class") != "tg-spoiler":
        must = f'Tag "span" must have class "tg-spoiler" {_place(source, at)}'
        raise BadRequest(f"can't parse entities: {must}")
    if name == "a":
        entity["url"] = re.sub("&(amp|quot|lt|gt);", lambda m: CHARACTERS[m[1]], attributes.get("href", ""))
    if name == "blockquote":
        if any(e["type"].endswith("blockquote") for _, e in opened):
            raise BadRequest("can't parse entities: blockquote entities can't be nested")
        if "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
    opened.append((name, entity))
    return rest.end()


def _close(
    source: str, at: int, opened: list[tuple[str, dict[str, Any]]], done: list[dict[str, Any]], units: int
) -> int:
    end = source.find(">", at)
    if end < 0:
        raise BadRequest(f"can't parse entities: Unclosed end tag {_place(source, at)}")
    name = source[at + 2 : end].strip().lower()
    if not opened:
        raise BadRequest(f"can't parse entities: Unexpected end tag {_place(source, at)}")
    expected, entity = opened.pop()
    if name and name != expected:
        raise BadRequest(
            f"can't parse entities: Unmatched end tag {_place(source, at)}, "
            f'expected "</{expected}>", found "</{name}>"'
        )
    entity["length"] = units - entity["offset"]
    if entity["type"] != "text_link" or re.match(r"(https?|tg|mailto|tel)://?[^\s]+", entity.get("url", "")):
        done.append(entity)
    return end + 1
