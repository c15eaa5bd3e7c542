"""The labels of sentences that a search can ask for: who is quoted, in which article, by which publisher."""

QUOTED = "kind:quoted"
"""The filter key of sentences that hold a quotation or a part of one."""


def person_key(name_id: int) -> str:
    """The filter key of sentences that quote this name."""
    return f"person:{name_id}"


def article_key(key: int) -> str:
    """The filter key of an article's sentences."""
    return f"article:{key}"


def publisher_key(publisher: str) -> str:
    """The filter key of a publisher's sentences; case and white space do not count."""
    return "publisher:" + " ".join(publisher.casefold().split())
