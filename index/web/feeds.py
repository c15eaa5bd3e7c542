"""Atom feeds (RFC 4287): a person's newest quotations, and the newest that answer a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from index.records.marked import who
from index.records.record import Record
from index.web.parameters import text, values_of
from index.web.problems import nothing_there
from index.web.reading import reading
from index.web.service import View
from index.web.words import language_tag

_ATOM = "http://www.w3.org/2005/Atom"
_OURS = UUID("7e0e1a5a-5f0e-5c0b-9d7a-0d5a3c2f6b11")
"""What ids are made within, so that they are the same wherever the site is reached."""
_LONGEST_FEED = 50
_UNDATED = "1970-01-01T00:00:00Z"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUESTION = (text("q", "The question, as you would ask it", required=True),)


def _person(request: Request, view: View) -> Response:
    """What somebody said in the newest articles."""
    values_of(request.query_params, ())
    found = view.person(request.path_params["speaker_id"])
    if found is None:
        raise nothing_there("person")
    title = f"{found.person.name}, on the record"
    records = view.said(found.person, limit=_LONGEST_FEED).items
    path = f"/people/{found.id}"
    return _feed(view, f"person:{found.id}", title, path, f"/feeds{path}.atom", records)


def _search(request: Request, view: View) -> Response:
    """Of what answers a question, the newest."""
    question = " ".join(values_of(request.query_params, _QUESTION)["q"].split())
    query = "q=" + quote(question, safe="")
    records = view.newest_answers(question, _LONGEST_FEED)
    return _feed(
        view,
        f"search:{question}",
        f"{question} – onrecord",
        f"/?{query}",
        f"/feeds/search.atom?{query}",
        records,
    )


def _feed(view: View, name: str, title: str, path: str, own: str, records: Sequence[Record]) -> Response:
    """The feed of some records, newest first."""
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(feed, "id", _id(name))
    _add(feed, "title", title)
    _add(feed, "updated", max(map(_updated, records), default=_UNDATED))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": view.site.absolute(own)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": view.site.absolute(path)})
    SubElement(_add(feed, "author"), "name").text = "onrecord"
    _add(feed, "generator", "onrecord")
    for record in records:
        _entry(feed, view, record)
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(
        feed, encoding="utf-8", xml_declaration=False
    )
    return Response(data, media_type="application/atom+xml; charset=utf-8")


def _entry(feed: Element, view: View, record: Record) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _id(f"quotation:{record.id}"))
    whose = who(record)
    _add(entry, "title", f"{whose}: {_shortened(record.text)}")
    _add(entry, "updated", _updated(record))
    if record.published:
        _add(entry, "published", _updated(record))
    SubElement(_add(entry, "author"), "name").text = _clean(record.speaker or whose)
    href = view.site.absolute(f"/quotations/{record.id}")
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    place = ", ".join(filter(None, (record.title, record.publisher, (record.published or "")[:10])))
    content = _add(entry, "content", f"{record.context}\n\n{place}")
    content.set("type", "text")
    if language := language_tag(record.language):
        content.set("xml:lang", language)


def _add(parent: Element, name: str, value: str | None = None) -> Element:
    child = SubElement(parent, name)
    if value is not None:
        child.text = _clean(value)
    return child


def _clean(value: str) -> str:
    """The text without the few characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", value)


def _id(name: str) -> str:
    return f"urn:uuid:{uuid5(_OURS, name)}"


def _shortened(words: str, most: int = 120) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rpartition(" ")[0] + " …"


def _updated(record: Record) -> str:
    """The day or the moment at which the article was published, as RFC 3339 has it, in UTC."""
    try:
        moment = datetime.fromisoformat(record.published or "")
    except ValueError:
        return _UNDATED
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # on the last day that there is
        moment = moment.replace(tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= 1000 else _UNDATED


ROUTES = [
    Route("/feeds/people/{speaker_id}.atom", reading(_person, slow=True)),
    Route("/feeds/search.atom", reading(_search, slow=True)),
]
