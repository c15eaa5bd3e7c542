"""How the lists of words in this package are written down."""


def listed(words: str) -> frozenset[str]:
    """The words of a text that lists them with space between."""
    return frozenset(words.split())
