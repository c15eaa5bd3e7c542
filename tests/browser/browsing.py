"""Chromium on a site of the newsroom: how readers come to it, and the pages that there are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.archive.addresses import article_key, speaker_id
from index.records.archive import Archive
from tests.support.newsroom import HOSTILE, newsroom
from tests.support.served import Served, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


class Reader(NamedTuple):
    """How somebody reads: the width and height of the window, and the colours chosen."""

    width: int
    height: int
    scheme: str


READERS = {
    "light": Reader(1000, 800, "light"),
    "dark": Reader(1000, 800, "dark"),
    "phone": Reader(320, 900, "light"),
}
KELLER = f"/people/{speaker_id('Anna Keller')}"
SEARCH = "/?q=what+did+Keller+say+about+the+bridge%3F"
ARTICLE = f"/articles/{article_key('toll.txt')}"
HOSTILE_ARTICLE = f"/articles/{article_key(HOSTILE.id)}"
PATHS = (
    "/", SEARCH, "/?q=what+did+Brandt+say%3F", "/?q=what+did+Zorro+say%3F", "/?q=%3F",
    "/?q=what+did+Keller+say+about+volcanoes%3F",
    "/?q=did+Keller+say+%22the+harvest+was+the+worst+in+forty+years%22%3F",
    "/people", "/people?q=Zorro", "/about", "/nothing", KELLER, ARTICLE, HOSTILE_ARTICLE,
)  # fmt: skip
"""A page of every kind, those of quotations apart, whose addresses only the archive knows."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path, "there is no Chromium; tests/browser/install installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def newsroom_site(folder: Path) -> Iterator[Served]:
    """The newsroom, and the article that is all markup, served from an archive made in a folder."""
    with Archive.create(folder) as archive:
        archive.add([*newsroom(), HOSTILE], finder="rules")
    with served(folder) as site:
        yield site


def permalink(site: Served, question: str) -> str:
    """The path of the first quotation that answers a question."""
    (first, *_) = site.json(f"/api/ask?q={question}")["answers"]
    return f"/quotations/{first['id']}"


def reading(browser: Browser, site: Served, reader: Reader, *, scripts: bool = False) -> BrowserContext:
    """A reader of the site: with JavaScript off, unless a test has to run some of its own."""
    return browser.new_context(
        base_url=site.url,
        viewport={"width": reader.width, "height": reader.height},
        color_scheme="dark" if reader.scheme == "dark" else "light",
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
