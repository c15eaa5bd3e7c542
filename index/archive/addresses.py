"""Short names for what the archive holds: the same wherever the text is the same, and safe in an address."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from index.archive.store import Store, digest
from index.names.name import words_of
from index.spans import Span

_ARTICLE, _PLACE, _SPEAKER = 12, 8, 12
"""Characters of five bits each: of a million articles two share their key once in two million archives."""
_LETTERS = "0123456789abcdefghijklmnopqrstuv"
"""Those of base 32 with the extended alphabet of RFC 4648, in lower case."""
_PAIRS = [one + other for one in _LETTERS for other in _LETTERS]


@lru_cache(maxsize=64)
def article_key(article_id: str) -> str:
    """The key of an article, by its id alone: an edited article keeps it."""
    return _short(_ARTICLE, "article", article_id)


def quotation_id(article_id: str, text_digest: bytes, content: Sequence[Span]) -> str:
    """The id of a quotation: the key of its article, then what its text and the place in it make.

    `text_digest` is `digest(text)`. Adding the article again or repairing the archive leaves it as it is.
    """
    places = ",".join(f"{start}-{end}" for start, end in content)
    return article_key(article_id) + _short(_PLACE, text_digest, places)


def article_of(id_: str) -> str:
    """The key of the article that a quotation's id begins with."""
    return id_[:_ARTICLE]


def key_at(store: Store, address: str) -> int | None:
    """The archive's number of the article of that key; None where there is none."""
    if store.addresses is None:
        rows = store.rows("SELECT id, key FROM articles")
        store.addresses = {article_key(id_): int(key) for id_, key in rows}
    return store.addresses.get(address)


def speaker_id(name: str) -> str:
    """The id of whoever goes by a name, however it is capitalised."""
    return _short(_SPEAKER, "speaker", " ".join(words_of(name)) or name.casefold())


def remark_id(remark: int) -> str:
    """The id of a remark, which near-copies share."""
    return _letters(remark)[:_SPEAKER]


def _letters(number: int) -> str:
    """Sixty bits as twelve letters."""
    return "".join([_PAIRS[number >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)])


def _short(length: int, *parts: str | bytes | None) -> str:
    return _letters(int.from_bytes(digest(*parts)[:8]) >> 4)[:length]
