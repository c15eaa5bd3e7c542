"""Atom feeds: what RFC 4287 asks of them, and that they hold what was said."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from index.archive.addresses import speaker_id
from index.records.archive import Archive
from tests.support.articles import made
from tests.support.served import Served, served

ATOM = "{http://www.w3.org/2005/Atom}"
KELLER = f"/feeds/people/{speaker_id('Anna Keller')}.atom"
SEARCH = "/feeds/search.atom?q=what+did+Anna+Keller+say"


def text(parent: Element, name: str) -> str:
    """The text of the one child of that name."""
    (child,) = parent.findall(ATOM + name)
    assert child.text
    return child.text


def links(parent: Element) -> dict[str, str]:
    """Addresses by what they are to the feed or entry."""
    return {link.attrib["rel"]: link.attrib["href"] for link in parent.findall(f"{ATOM}link")}


def checked(feed: Element, url: str) -> list[Element]:
    """The entries of a feed, which has all that RFC 4287 asks for."""
    assert feed.tag == f"{ATOM}feed"
    ids = []
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        ids.append(text(one, "id"))
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", ids[-1])
        assert text(one, "title").strip()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text(one, "updated"))
        assert one.findall(f"{ATOM}author/{ATOM}name")[0].text
        assert all(link.startswith(url + "/") for link in links(one).values())
        assert "alternate" in links(one)
    assert len(set(ids)) == len(ids)
    assert "self" in links(feed)
    entries = feed.findall(f"{ATOM}entry")
    updated = [text(one, "updated") for one in entries]
    assert updated == sorted(updated, reverse=True)
    assert text(feed, "updated") == (updated or ["1970-01-01T00:00:00Z"])[0]
    return entries


@pytest.mark.parametrize(
    "path", [KELLER, SEARCH, "/feeds/search.atom?q=helicopters", "/feeds/search.atom?q="]
)
def test_a_feed_has_what_atom_asks_for(site: Served, path: str) -> None:
    response = site.get(path)
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    entries = checked(fromstring(response.content), site.url)
    assert bool(entries) == ("eller" in path or path == KELLER)


def test_an_entry_tells_the_words_and_leads_to_them(site: Served, town: Archive) -> None:
    records = {record.id: record for record in town.records(speaker="Anna Keller")}
    entries = checked(fromstring(site.get(KELLER).content), site.url)
    assert len(entries) == len(records)
    for entry in entries:
        record = records[links(entry)["alternate"].rpartition("/")[2]]
        assert record.context in text(entry, "content")
        assert record.title in text(entry, "content")
        assert text(entry, "updated")[:10] == (record.published or "1970-01-01")[:10]


def test_ids_are_the_same_wherever_the_site_is_reached(site: Served, public: Served) -> None:
    for path in (KELLER, SEARCH):
        here, there = (fromstring(one.get(path).content) for one in (site, public))
        assert [one.text for one in here.iter(f"{ATOM}id")] == [one.text for one in there.iter(f"{ATOM}id")]
        checked(there, "https://news.example/quotes")


def test_markup_and_what_xml_cannot_hold_stay_text(archive: Archive) -> None:
    said = "We have <b>bold</b> plans & no other ]]>"
    article = made(
        "a", f"News\n\n“{said},” said Ana Ruiz.\n", publisher='"><script>\x0b', published="2026-05-06"
    )
    archive.add([article], finder="rules")
    with served(archive.folder) as site:
        feed = fromstring(site.get("/feeds/search.atom?q=Ana+Ruiz").content)
        (entry,) = checked(feed, site.url)
        assert said in text(entry, "content")
        assert '"><script>\ufffd' in text(entry, "content")


def test_odd_dates_and_languages_spoil_no_feed(tmp_path: Path) -> None:
    said = '"The {} is shut," said Ana Ruiz.\n'
    words = ("harbour", "library of the town", "old school by the sea")
    odd = [
        ("0001-01-01T00:00:00+14:00", "en\x01<x>"),
        ("9999-12-31T23:00:00-05:00", "English"),
        ("2026-01-05", "en"),
    ]
    with Archive.create(tmp_path / "odd") as archive:
        archive.add(
            [
                replace(made(f"a{n}", said.format(words[n]), published=day), language=code)
                for n, (day, code) in enumerate(odd)
            ],
            finder="rules",
        )
    with served(tmp_path / "odd") as site:
        entries = checked(fromstring(site.get("/feeds/search.atom?q=Ana+Ruiz").content), site.url)
        assert {text(one, "updated")[:4] for one in entries} == {"1970", "2026", "9999"}
        found = site.get("/api/trends?q=Ana+Ruiz&by=day")
        assert (found.status_code, found.json()["parameter"]) == (400, "by")
        assert len(site.json("/api/people?q=")["items"]) == 1
