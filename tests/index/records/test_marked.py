"""Articles with their quotations marked: the text is all there, and each mark at its quotation's words."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from index.articles.article import Article
from index.records.archive import Archive
from index.records.html import page
from index.records.marked import marked_article
from tests.conftest import Ran
from tests.index.records.test_records import ARTICLES, numbered
from tests.support.articles import FERRY, made

Run = Callable[..., Ran]


class _Reading(HTMLParser):
    """The text of a page's `main` without what was added to it, and what is marked in it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = self.marked = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        assert all(name in {"class", "title", "href"} for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open and "sup" not in self.open:
            self.text += data
            self.marked += data if "mark" in self.open else ""


def read(html: str) -> _Reading:
    """What is in the `main` of a page."""
    found = _Reading()
    start = html.index("<main>")
    found.feed(html[start : html.index("</main>") + len("</main>")])
    return found


@given(articles=ARTICLES)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_law_an_article_is_shown_as_it_is(articles: list[Article]) -> None:
    with Archive.temporary(numbered(articles), finder="rules") as archive:
        for row in archive.articles():
            marked = marked_article(archive, row.key)
            pieces = list(marked.pieces())
            assert "".join(piece.text for piece in pieces) == marked.text
            assert sorted(n for piece in pieces for n in piece.ends) == [
                number for number, _ in enumerate(marked.quotations, 1)
            ]
            for number, record in enumerate(marked.quotations, 1):
                words = "".join(piece.text for piece in pieces if number in piece.numbers)
                assert words == "".join(span.of(marked.text) for span in record.spans)
            if "\r" not in marked.text:  # which HTML reads as a line's end
                shown = read(page(marked))
                assert shown.text == marked.text
                assert shown.marked == "".join(piece.text for piece in pieces if piece.numbers)


def test_showing_an_article(run: Run, filled: Path, tmp_path: Path) -> None:
    ran = run("show", "--archive", filled, "coast/ferry.txt")
    assert (ran.code, ran.err) == (0, "")
    head, _, text = ran.out.partition("\n\n")
    assert head == "Ferry company cuts night crossings [coast/ferry.txt]"
    assert '"[Nobody travels at three in the morning,][' in text
    number = text.partition("three in the morning,][")[2][0]
    assert f"\n{number}. Paul Okafor, director (direct) " in text
    ran = run("show", "--archive", filled, "coast/ferry.txt", "--json")
    data = json.loads(ran.out)
    assert data["text"] == FERRY
    assert data["quotations"][int(number) - 1]["speaker"] == "Paul Okafor"
    assert run("show", "--archive", filled, data["article"]["key"], "--json").out == ran.out
    path = tmp_path / "page.html"
    assert run("show", "--archive", filled, "coast/ferry.txt", "--html", path).out == f"wrote {path}\n"
    assert read(path.read_text(encoding="utf-8")).text == FERRY
    missing = run("show", "--archive", filled, "nothing")
    assert (missing.code, missing.out) == (1, "")
    assert missing.err == "error: no article 'nothing' in the archive; `onrecord articles` lists the ids\n"


def test_a_page_runs_nothing_of_the_article(archive: Archive) -> None:
    text = '<script>alert(1)</script>\n\n"<img src=x onerror=y>," said Ana Ruiz.\n'
    archive.add([Article(id='"><b>', title="<i>", text=text, url="javascript:alert(1)")], finder="rules")
    html = page(marked_article(archive, next(archive.articles()).key))
    assert "<script" not in html
    assert "<img" not in html
    assert "<i>" not in html
    assert "javascript:" not in html


@pytest.mark.parametrize("url", ["https://example.org/ferry?a=1&b=2", None])
def test_an_answer_tells_its_link_date_and_publisher(run: Run, archive: Archive, url: str | None) -> None:
    from dataclasses import replace

    article = made("ferry", FERRY, publisher="The Coast", published="2026-02-02T08:00:00Z")
    archive.add([replace(article, url=url)], finder="rules")
    ran = run("ask", "--archive", archive.folder, "what did Okafor say?")
    place = "   Ferry company cuts night crossings, The Coast, 2026-02-02 [ferry]\n"
    assert ran.out.endswith(place + (f"   {url}\n" if url else ""))
