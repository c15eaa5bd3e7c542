"""How the site looks: four pages in light, in dark and on a phone, as pictures in tests/golden/site.

python -m tests.browser.pictures      takes them anew; look at each before you commit it
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.browsing import (
    ARTICLE,
    KELLER,
    READERS,
    SEARCH,
    chromium,
    newsroom_site,
    permalink,
    reading,
)
from tests.support.paths import ROOT
from tests.support.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = ROOT / "tests" / "golden" / "site"


def pictures(browser: Browser, site: Served) -> Iterator[tuple[str, bytes]]:
    """Each picture, a PNG of what the window shows, after the name of its file."""
    paths = {
        "search": SEARCH,
        "person": KELLER,
        "article": ARTICLE,
        "quotation": permalink(site, "what did Keller say about the harvest?"),
    }
    for reader, how in READERS.items():
        context = reading(browser, site, how)
        page = context.new_page()
        for name, path in paths.items():
            page.goto(path)
            yield f"{name}-{reader}.png", page.screenshot()
        context.close()


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        newsroom_site(Path(folder) / "archive") as site,
        chromium() as browser,
    ):
        for name, picture in pictures(browser, site):
            (FOLDER / name).write_bytes(picture)
            print(f"{name}: {len(picture):,} bytes")


if __name__ == "__main__":
    main()
