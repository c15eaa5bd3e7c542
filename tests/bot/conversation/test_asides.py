"""What people write beside questions: addresses in their several spellings."""

import pytest

from bot.conversation.asides import spellings


@pytest.mark.parametrize(
    ("address", "spelling"),
    [
        ("https://example.com/a", "https://example.com/a/"),
        ("https://example.com/a/?utm_source=x", "https://example.com/a"),
        ("http://example.com/a#top", "https://example.com/a"),
        ("https://example.com/a?fbclid=1&id=2", "https://example.com/a?id=2"),
    ],
)
def test_an_address_is_found_however_it_is_written(address: str, spelling: str) -> None:
    assert spelling in spellings(address)


@pytest.mark.parametrize(
    ("address", "another"),
    [
        ("https://example.com/a?p", "https://example.com/a"),
        ("https://example.com/a?p=1", "https://example.com/a"),
    ],
)
def test_another_article_is_not(address: str, another: str) -> None:
    assert another not in spellings(address)


def test_what_is_no_address_is_kept_as_it_is() -> None:
    assert spellings("https://[x")[0] == "https://[x"
