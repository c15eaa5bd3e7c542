"""Telegram's HTML: escaping, visible length, and cutting at a word. Nothing else in the bot escapes."""

import re

MAX_TEXT = 4096
"""Characters of one message after its markup is read."""

MAX_ENTITIES = 100
"""Telegram forgets a message's markup beyond this many pieces."""

_TAG = re.compile(r"<[^>]*>")

# Control characters, which Telegram drops or refuses, and lone surrogates, which cannot be sent at all.
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

# Marks that turn the direction of what follows; harmless inside a quotation's own paragraph, not in a name.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")


def escape(text: str) -> str:
    """Text as HTML that reads back as the same text, without what Telegram cannot carry."""
    clean = _UNSENDABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str, most: int = 200) -> str:
    """Text that is a name or a title: on one line, without marks of direction, at most `most` characters."""
    flat = " ".join(_DIRECTION.sub("", _UNSENDABLE.sub(" ", text)).split())
    return shortened(flat, most)


def name(text: str, most: int = 200) -> str:
    """`one_line`, escaped."""
    return escape(one_line(text, most))


def link(url: str | None, label: str) -> str:
    """`label` (HTML) linked to `url` where that is a web address that can be sent."""
    if url is None or not re.fullmatch(r"https?://[^\s<>\"'\x00-\x1f]{1,1000}", url):
        return label
    return f'<a href="{escape(url)}">{label}</a>'


def shortened(text: str, most: int) -> str:
    """`text`, or its first whole words with an ellipsis, within `most` characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = max(head.rfind(" "), head.rfind("\n"))
    return (head[:cut] if cut > most // 2 else head).rstrip(" \n,;:–-") + "…"


def visible(html: str) -> str:
    """What a person sees of HTML written by this package."""
    bare = _TAG.sub("", html)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def fits(html: str, most: int = MAX_TEXT) -> bool:
    """Whether one message can hold it, with all of its markup."""
    return len(visible(html)) <= most and html.count("<") <= 2 * MAX_ENTITIES
