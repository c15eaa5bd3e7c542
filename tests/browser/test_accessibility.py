"""axe-core finds nothing on any page, in light, in dark and on a phone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.browsing import PATHS, READERS, permalink, reading
from tests.support.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = Path(sys.prefix) / "browser" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations', 'incomplete']});
    const told = rules => rules.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' | '));
    return {violations: told(found.violations), passes: found.passes.length,
        unsure: told(found.incomplete.filter(rule => rule.id === 'color-contrast'))};
}"""


@pytest.mark.parametrize("name", READERS)
def test_axe_finds_nothing(browser: Browser, newsroom: Served, name: str) -> None:
    assert AXE.is_file(), "there is no axe-core; tests/browser/install installs it"
    context = reading(browser, newsroom, READERS[name], scripts=True)
    page = context.new_page()
    quotations = [permalink(newsroom, asked) for asked in ("what did Falk say?", "who said shut the door")]
    for path in (*PATHS, *quotations):
        page.goto(path)
        for closed in page.locator("summary").all():
            closed.click()
        page.evaluate(AXE.read_text(encoding="utf-8"))  # as the page's own script the policy forbids it
        found = page.evaluate(_RUN)
        assert found["violations"] == [], path
        assert found["unsure"] == [], path
        assert found["passes"] > 15, path
    context.close()


def test_axe_would_find_something(browser: Browser, newsroom: Served) -> None:
    context = reading(browser, newsroom, READERS["light"], scripts=True)
    page = context.new_page()
    page.goto("/")
    page.evaluate("() => document.querySelector('label').remove()")
    page.evaluate("() => { document.querySelector('.lede').style.color = '#aaa'; }")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {told.partition(":")[0] for told in page.evaluate(_RUN)["violations"]}
    assert {"label", "color-contrast"} <= rules
    context.close()
