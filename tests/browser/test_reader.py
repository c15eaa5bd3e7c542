"""A reader's walk with the keyboard alone and JavaScript off, and what each page does to a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.browsing import ARTICLE, KELLER, PATHS, READERS, permalink, reading
from tests.support.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUIET = [path for path in PATHS if path != "/nothing"]
"""Pages of whose status the console says nothing."""
_MOST_STOPS = 60
_FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        name: (one.getAttribute('aria-label') || one.innerText || one.id || one.tagName).trim(),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        top: box.top + scrollY,
    };
}"""

_NUMBERED = """() => {
    const all = [...document.querySelectorAll('a[href], input, button, summary, [tabindex="0"]')]
        .filter(one => one.type !== 'hidden' && one.checkVisibility());
    all.forEach((one, number) => { one.dataset.number = number; });
    return all.length;
}"""


@pytest.fixture
def page(browser: Browser, newsroom: Served) -> Iterator[Page]:
    """A page of a reader without JavaScript; a message on the console fails the test."""
    context = reading(browser, newsroom, READERS["light"])
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    yield opened
    context.close()
    assert said == []


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what goes by that name has the focus; whatever has it on the way is seen to have it."""
    stops = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        stops.append(focused["name"])
        if focused["name"] == "BODY":
            break
        assert focused["seen"], f"{focused['name']} has the focus out of sight"
        assert focused["outline"] >= 2, f"nothing shows that {focused['name']} has the focus"
        if focused["name"] == name:
            return
    raise AssertionError(f"Tab does not lead to {name}, only to {stops}")


def follow(page: Page, name: str) -> None:
    """Open the link of that name by the keyboard."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_reader_walks_from_a_question_to_the_original_by_the_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED)["name"] == "Skip to the content"
    page.keyboard.press("Enter")
    tab_to(page, "q")
    page.keyboard.type("what did Brandt say?")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Which one do you mean?" in page.inner_text(".outcome")
    follow(page, "Oskar Brandt")
    assert "passages found in 11 articles" in page.inner_text(".outcome")
    follow(page, "Link to this quotation")
    assert page.inner_text("h1") == "Oskar Brandt, on the record"
    follow(page, "Everything quoted in this article")
    assert page.locator("mark").count() > 0
    follow(page, "Who says quotation 1")
    assert page.url.endswith("#q1")
    assert page.evaluate("() => document.querySelector('li:target').innerText").startswith("1 Anna Keller")
    follow(page, "Anna Keller")
    assert page.inner_text("h1") == "Anna Keller"
    tab_to(page, "The numbers as a table")
    assert not page.is_visible("table")
    page.keyboard.press("Enter")
    assert page.is_visible("table")


@pytest.mark.parametrize("path", QUIET)
def test_tab_visits_everything_in_the_order_of_the_page(page: Page, path: str) -> None:
    page.goto(path)
    wanted = page.evaluate(_NUMBERED)
    visited = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        visited.append(page.evaluate("() => Number(document.activeElement.dataset.number)"))
        focused = page.evaluate(_FOCUSED)
        assert focused["seen"], focused
        assert focused["outline"] >= 2, focused
    assert visited == list(range(wanted))


@pytest.mark.parametrize("path", [*PATHS, "quotation"])
def test_nothing_is_wider_than_a_small_phone(browser: Browser, newsroom: Served, path: str) -> None:
    context = reading(browser, newsroom, READERS["phone"])
    page = context.new_page()
    page.goto(permalink(newsroom, "what did Keller say about the harvest?") if path == "quotation" else path)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.parametrize("path", [KELLER, ARTICLE])
def test_a_printed_page_leaves_out_what_paper_cannot_do(page: Page, path: str) -> None:
    page.goto(path)
    assert page.is_visible("nav[aria-label=Site]")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.is_visible("nav[aria-label=Site]")
    assert not page.locator(".search").first.is_visible()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.is_visible("h1")


def test_the_browser_runs_nothing_of_an_article(browser: Browser, newsroom: Served) -> None:
    context = reading(browser, newsroom, READERS["light"], scripts=True)
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    for path in (*QUIET, permalink(newsroom, "who said shut the door")):
        page.goto(path)
    assert said == []
    context.close()
