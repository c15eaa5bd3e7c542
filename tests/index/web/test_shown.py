"""Licensed texts stay in part: by default nothing that is reached shows a whole article."""

import json
from collections.abc import Iterator

import pytest

from index.archive.addresses import article_key
from index.records.archive import Archive
from index.records.marked import marked_article
from index.web.shown import MOST, shown_article
from index.web.site import Articles
from tests.support.articles import made
from tests.support.served import Served, served

LIBRARY = """Library to close

The library on Quay Street was built in 1911 by a fisherman's widow.

“We have no roof left,” said librarian Ana Ruiz. “The rain comes in every night.”

It holds forty thousand books, most of them about the sea.

Mayor Bo Lind said the town had no money. The vote is on Tuesday.

Nobody has borrowed an atlas since the spring.
"""
DENSE = "“We are open.” “We are open all night, and on every Sunday, too,” said captain Ana Ruiz.\n"
HIDDEN = ("built in 1911", "forty thousand books", "borrowed an atlas")


@pytest.fixture(scope="module")
def licensed() -> Iterator[Archive]:
    """An archive of an article with more in it than quotations, and of one that is nothing else."""
    articles = [made("library", LIBRARY, published="2026-03-01"), made("dense", DENSE)]
    with Archive.temporary(articles, finder="rules") as archive:
        yield archive


def reached(site: Served, archive: Archive) -> dict[str, str]:
    """What is shown at every address that tells of the library, by address."""
    records = [one for one in archive.records() if one.article_id == "library"]
    assert len(records) >= 2
    key = article_key("library")
    paths = [f"/api/articles/{key}", f"/articles/{key}", "/api/quotations", "/", "/people", "/api/people"]
    paths += [
        "/api/ask?q=what+did+Ana+Ruiz+say&limit=100",
        "/?q=what+did+Bo+Lind+say",
        "/feeds/search.atom?q=Ana+Ruiz",
    ]
    paths += [f"/quotations/{record.id}" for record in records]
    for id_ in {record.speaker_id for record in records if record.speaker_id}:
        paths += [f"/people/{id_}", f"/feeds/people/{id_}.atom", f"/api/people/{id_}"]
    shown = {path: site.get(path) for path in paths}
    assert {path: one.status_code for path, one in shown.items()} == dict.fromkeys(paths, 200)
    return {path: one.text for path, one in shown.items()}


def test_nothing_shows_what_nobody_is_quoted_with(licensed: Archive) -> None:
    with served(licensed.folder) as site:
        for path, text in reached(site, licensed).items():
            for hidden in HIDDEN:
                assert hidden not in text, path


def test_whole_articles_are_shown_where_they_may_be(licensed: Archive) -> None:
    with served(licensed.folder, settings={"SITE_ARTICLES": "full"}) as site:
        shown = reached(site, licensed)
    key = article_key("library")
    for hidden in HIDDEN:
        assert hidden in shown[f"/articles/{key}"]
    assert json.loads(shown[f"/api/articles/{key}"])["text"] == LIBRARY


@pytest.mark.parametrize("id_", ["library", "dense"])
def test_what_is_shown_stands_in_the_article(licensed: Archive, id_: str) -> None:
    key = licensed.key_of(id_)
    assert key is not None
    marked = marked_article(licensed, key)
    for articles in Articles:
        shown = shown_article(marked, articles)
        for one in shown.stretches:
            assert one.text == one.span.of(marked.text)
        length = sum(one.span.end - one.span.start for one in shown.stretches)
        assert (length == len(marked.text)) == shown.whole == (articles is Articles.FULL)
        if id_ == "library" and articles is Articles.PASSAGES:
            assert length <= MOST * len(marked.text)


def test_an_article_that_is_all_quotations_is_shown_by_their_words_alone(licensed: Archive) -> None:
    key = licensed.key_of("dense")
    assert key is not None
    shown = shown_article(marked_article(licensed, key), Articles.PASSAGES)
    text = "".join(one.text for one in shown.stretches)
    assert "We are open all night" in text
    assert "said captain" not in text
    for one in shown.quotations:
        assert one.context == DENSE[one.start : one.end]
        assert one.sentences == (one.start, one.end)
