"""A browser and a site for all tests of this folder, each of which is marked `browser`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.browsing import chromium, newsroom_site
from tests.support.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that none runs where nobody asked for a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(300))  # a browser on a busy machine


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; its absence is a failure, since whoever runs these tests asked for it."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of the newsroom, in a process of its own."""
    with newsroom_site(tmp_path_factory.mktemp("site") / "archive") as site:
        yield site
