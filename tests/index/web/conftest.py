"""A site of a small town's news, served once for all tests that only read it."""

from collections.abc import Iterator

import pytest

from index.records.archive import Archive
from tests.support.served import Served, served


@pytest.fixture(scope="session")
def site(town: Archive) -> Iterator[Served]:
    """The town's archive as `onrecord serve` shows it by default."""
    with served(town.folder) as running:
        yield running


@pytest.fixture(scope="session")
def public(town: Archive) -> Iterator[Served]:
    """The same for the whole world: below a path, behind a proxy, and with whole articles."""
    settings = {"SITE_URL": "https://news.example/quotes", "SITE_ARTICLES": "full"}
    with served(town.folder, settings=settings) as running:
        yield running
