"""Articles at web addresses, read by what the server says they are."""

import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from index.articles.article import Article
from index.articles.source import Given, Tally
from index.errors import ArticleError
from index.fetching.client import Fetcher
from index.fetching.pages import read_address
from tests.support.web import Site, serving, story

SAID = '"The mill is old and nobody wants it any more," said Ana Ruiz, the mayor of Harwick, on Monday.'
MORE = "The council of Harwick voted to close the mill by the end of the year, after forty years of work."
RUSSIAN = story("Завод", "Мэр сказала: «Завод закрыт». " + MORE)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server."""
    with serving() as site:
        yield site


def read(
    address: str, given: Given | None = None, tally: Tally | None = None
) -> list[Article | ArticleError]:
    """What is at an address that was typed."""
    with Fetcher() as fetcher:
        return list(read_address(address, fetcher, typed=True, given=given, passed_over=tally))


def only(address: str, given: Given | None = None) -> Article:
    """The one article at an address."""
    (article,) = read(address, given)
    assert isinstance(article, Article), article
    return article


def test_a_page_is_known_by_its_address(site: Site) -> None:
    site.add("/mill", story("Mill to close", SAID, MORE))
    article = only(f"{site.url}/mill?utm_source=letter#top")
    assert (article.id, article.url, article.path) == (f"{site.url}/mill", f"{site.url}/mill", None)
    assert (article.title, article.language) == ("Mill to close", "en")
    assert SAID in article.text


def test_all_links_to_a_page_lead_to_one_article(site: Site) -> None:
    own = f'<link rel="canonical" href="{site.url}/mill">'
    site.add("/mill", story("Mill to close", SAID, MORE, head=own))
    site.redirect("/short", "/mill?from=short")
    ids = {only(site.url + path).id for path in ("/mill", "/mill?share=1", "/short")}
    assert ids == {f"{site.url}/mill"}


def test_a_page_cannot_take_the_place_of_another_sites_article(site: Site) -> None:
    theirs = '<link rel="canonical" href="https://post.example/mill">'
    article = only(site.add("/a", story("Mill to close", SAID, MORE, head=theirs)))
    assert (article.id, article.url) == (f"{site.url}/a", f"{site.url}/a")


@pytest.mark.parametrize(
    ("told", "data"),
    [
        (
            "text/html; charset=windows-1251",
            story("Завод", "Мэр сказала: «Завод закрыт». " + MORE).encode("cp1251"),
        ),
        ("text/html; charset=UTF-8", "\ufeff" + story("Завод", "Мэр сказала: «Завод закрыт». " + MORE)),
        ("text/html", story("Завод", "Мэр сказала: «Завод закрыт». " + MORE)),
    ],
)
def test_the_servers_word_on_the_encoding_goes_before_the_pages(site: Site, told: str, data: bytes) -> None:
    article = only(site.add("/a", data, Content_Type=told))
    assert "Мэр сказала: «Завод закрыт»." in article.text


def zipped_story() -> bytes:
    """A zip archive that holds an article."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mill.txt", f"Mill\n\n{SAID}")
    return stream.getvalue()


PLAIN = f"Mill to close\n\n{SAID}\n"
LINE = json.dumps({"title": "Mill to close", "text": SAID})
PAGE = story("Mill to close", SAID, MORE)


@pytest.mark.parametrize(
    ("path", "told", "body", "ids"),
    [
        ("/a", "text/html", PAGE, [""]),
        ("/a.php", "text/html", PAGE, [""]),
        ("/a.pdf", "text/html", PAGE, [""]),
        ("/a", "application/xhtml+xml", PAGE, [""]),
        ("/a", "", PAGE, [""]),
        ("/a", "application/octet-stream", PAGE, [""]),
        ("/a", "text/plain", PAGE, [""]),
        ("/a.txt", "text/plain; charset=utf-8", PLAIN, [""]),
        ("/a", "text/plain", PLAIN, [""]),
        ("/a.md", "text/plain", f"# Mill to close\n\n{SAID}\n", [""]),
        ("/a", "text/markdown", f"# Mill to close\n\n{SAID}\n", [""]),
        ("/a.json", "application/json", LINE, [""]),
        ("/api/articles/7", "application/json; charset=utf-8", LINE, [""]),
        ("/a.jsonl", "application/octet-stream", LINE, [":1"]),
        ("/a", "application/x-ndjson", LINE, [":1"]),
        ("/a", "text/csv", f'title,text\nMill to close,"{SAID.replace(chr(34), chr(34) * 2)}"\n', [":2"]),
        ("/a.zip", "application/zip", zipped_story(), [":mill.txt"]),
        ("/download?id=7", "application/octet-stream", zipped_story(), None),
    ],
)
def test_what_the_server_says_it_is_decides_how_it_is_read(
    site: Site, path: str, told: str, body: bytes | str, ids: list[str] | None
) -> None:
    address = site.add(path, body, Content_Type=told)
    found = read(address)
    if ids is None:
        assert [str(one) for one in found] == [f"{address}: not an article: it is application/octet-stream"]
        return
    assert [one.id for one in found if isinstance(one, Article)] == [address + id_ for id_ in ids], found
    assert all(
        isinstance(one, Article) and SAID in one.text and one.title.startswith("Mill") for one in found
    )


def test_an_attachments_name_tells_its_kind(site: Site) -> None:
    told = {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": 'attachment; filename="../a.zip"',
    }
    site.add("/download", zipped_story(), 200, **told)
    assert only(f"{site.url}/download").id == f"{site.url}/download:mill.txt"


@pytest.mark.parametrize(
    ("told", "body", "reason"),
    [
        ("image/png", b"\x89PNG", "not an article: it is image/png"),
        ("video/mp4", b"x", "not an article: it is video/mp4"),
        ("", b"\0\1\2", "not an article: it is of no known kind"),
        ("text/html", b"", "is empty"),
        ("text/html", b"<html><body><div id=app></div></body></html>", "contains no text"),
        ("application/json", b"{}", "contains no text"),
        ("application/json", b"{", "not JSON"),
        ("application/zip", b"PK", "not a zip archive that can be read"),
    ],
)
def test_what_is_no_article_is_told_with_its_address(site: Site, told: str, body: bytes, reason: str) -> None:
    address = site.add("/a", body, Content_Type=told)
    (error,) = read(address)
    assert isinstance(error, ArticleError)
    assert str(error).startswith(address)
    assert error.reason.startswith(reason)
    assert (error.address, error.path) == (address, None)


def test_a_line_that_is_no_article_is_told_with_its_number(site: Site) -> None:
    address = site.add("/a", f"{LINE}\nnot json\n", Content_Type="application/x-ndjson")
    article, error = read(address)
    assert isinstance(article, Article)
    assert isinstance(error, ArticleError)
    assert (error.line, error.address) == (2, address)
    assert str(error).startswith(f"{address}, line 2: ")


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>
<item><title>Mill</title><link>https://post.example/mill</link><description>It closes.</description></item>
</channel></rss>"""


def test_a_feed_is_told_from_an_article(site: Site) -> None:
    address, tally = site.add("/feed", FEED, Content_Type="application/rss+xml"), Tally()
    (error,) = read(address, tally=tally)
    assert str(error) == (
        f"{address}: a feed whose entries hold summaries; `onrecord feed add` follows it to its articles"
    )
    assert not tally


def test_what_is_given_stands_where_a_page_tells_nothing(site: Site) -> None:
    address = site.add("/a.txt", PLAIN, Content_Type="text/plain")
    article = only(address, Given(publisher="The Post", published="2016-09-12"))
    assert (article.publisher, article.published) == ("The Post", "2016-09-12")
    dated = site.add("/2016-10-01-mill.txt", PLAIN, Content_Type="text/plain")
    assert only(dated).published == "2016-10-01"
