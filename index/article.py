"""Articles, as read from files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article.

    `text` is what was decoded, unchanged; every span counts its characters. `id` is the given one, else
    the path relative to the folder it was added from. `published` is ISO 8601, a date or a date with a
    time. Unknown fields are None.
    """

    id: str
    title: str
    text: str
    path: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
