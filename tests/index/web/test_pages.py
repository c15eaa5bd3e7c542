"""The pages: what they say, that they escape, and that their parts fit together."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from urllib.parse import quote, urlsplit

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from index.answers.passage import Matched
from index.archive.addresses import speaker_id
from index.records.archive import Archive
from index.web.app import application
from index.web.quoted import of_passages
from index.web.service import Service
from index.web.site import Articles, Site
from index.web.words import told
from tests.support.articles import made
from tests.support.newsroom import HOSTILE, newsroom

KELLER = speaker_id("Anna Keller")
_EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    """An archive of the newsroom and of an article that is all markup."""
    with Archive.temporary([*newsroom(), HOSTILE], finder="rules") as opened:
        yield opened


def _client(
    archive: Archive, articles: Articles = Articles.PASSAGES, url: str = "http://testserver"
) -> TestClient:
    site = Site(url=url, public=True, articles=articles)
    return TestClient(application(Service(archive, site), site, limited=False), follow_redirects=False)


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[TestClient]:
    """The site as it is by default."""
    with _client(archive) as client:
        yield client


def _every_path(client: TestClient) -> list[str]:
    """A page of each kind, and every page of an article, a person and a quotation that those lead to."""
    paths = [
        "/", "/people", "/people?q=Keller", "/people?q=Zorro", "/about", "/nothing", "/people?after=x",
        *(f"/?q={quote(asked)}" for asked in ASKED),
    ]  # fmt: skip
    seen = list(paths)
    for path in paths:
        found = re.findall(r'href="(/(?:people|articles|quotations)/[^"?]*)"', client.get(path).text)
        seen += [one for one in found if one not in seen]
    return seen


ASKED = {
    "what did Keller say about the bridge?": (
        "Answered",
        "passages found in 11 articles from 16 January 2025",
    ),
    "what did Keller say about volcanoes?": (
        "No quotation found",
        "from Anna Keller on “volcanoes” in 11 articles",
    ),
    "what did Brandt say?": ("More than one person", "Which one do you mean?"),
    "what did Zorro say about bread?": ("Unknown speaker", "No quotation found in 11 articles"),
    "what?": ("Nothing asked", "names no person and no topic"),
    "how often did Keller speak of the bridge?": ("Counted", "Anna Keller on “bridge”: "),
    'did Keller say "the harvest was the worst in forty years"?': (
        "Checked",
        "Altered: Anna Keller is quoted with words",
    ),
    "who said 'it was never wrong'?": ("Answered", "1 passage found"),
}


@pytest.mark.parametrize("question", ASKED)
def test_an_outcome_is_told_in_honest_words(site: TestClient, question: str) -> None:
    kicker, sentence = ASKED[question]
    page = html.fromstring(site.get("/", params={"q": question}).text)
    assert page.xpath("string(//section[@class='outcome']/p[1])") == kicker
    assert sentence in page.xpath("string(//section[@class='outcome'])")


def test_what_is_only_near_in_meaning_is_told_as_that(archive: Archive) -> None:
    found = archive.ask("what did Okafor say?", limit=2)
    near = replace(found, answers=tuple(replace(one, matched=Matched.MEANING) for one in found.answers))
    said = told(near, limit=10)
    assert said.kicker == "Nearest in meaning"
    assert said.sentence == (
        "Nothing quoted from Paul Okafor has these words in 11 articles from 16 January 2025 to 7 June 2026."
        " These come nearest in meaning."
    )
    mixed = replace(found, answers=(found.answers[0], near.answers[1]))
    assert told(mixed, limit=10).kicker == "Answered"  # the passage itself says what it is
    assert [one.nearest for one in of_passages(archive, mixed.answers)] == [False, True]


def test_what_cannot_be_told_apart_is_asked_with_a_link_for_each(site: TestClient) -> None:
    page = html.fromstring(site.get("/", params={"q": "what did Brandt say?"}).text)
    links = {link.text: link.get("href") for link in page.xpath("//ul[@class='examples']//a")}
    assert set(links) == {"Oskar Brandt", "Tom Brandt"}
    chosen = site.get(links["Oskar Brandt"]).text
    assert "the ramp would hold for a century" in chosen
    assert "Tom Brandt" not in chosen


def test_a_speaker_alone_is_asked_about(site: TestClient) -> None:
    asked = site.get("/", params={"q": " ", "speaker": "Tom Brandt"}).text
    assert html.fromstring(asked).xpath("//input[@id='q']/@value") == ["What did Tom Brandt say?"]
    assert "Bread was cheap when I began." in asked


def test_words_that_differ_are_marked_beside_each_other(site: TestClient) -> None:
    page = html.fromstring(
        site.get("/", params={"q": 'did Keller say "the harvest was the worst in forty years"?'}).text
    )
    assert page.xpath("//dl[@class='compared']//del/text()") == ["forty"]
    assert page.xpath("//dl[@class='compared']//ins/text()") == ["thirty"]


def test_a_person_is_told_with_all_that_joined_them(site: TestClient) -> None:
    page = html.fromstring(site.get(f"/people/{KELLER}").text)
    text = " ".join(page.text_content().split())
    assert page.xpath("string(//h1)") == "Anna Keller"
    assert "13 quotations in 11 articles" in text
    assert "16 January 2025 to 7 June 2026" in text
    assert len(page.xpath("//main//svg[@role='img']")) == 2
    rows = {row[0]: row[1:] for row in ([cell.text for cell in one] for one in page.xpath("//tbody/tr"))}
    assert rows["2025-11"] == ["3", "3", "2"]
    assert rows["2025-12"] == ["0", "0", "0"]
    assert page.xpath("//link[@type='application/atom+xml']/@href") == [f"/feeds/people/{KELLER}.atom"]


def test_a_persons_quotations_come_newest_first_a_page_at_a_time(site: TestClient, archive: Archive) -> None:
    from index.web import pages

    page = html.fromstring(site.get(f"/people/{KELLER}").text)
    days = page.xpath("//main//p[@class='where']/time/@datetime")
    assert not page.xpath(f"//main//a[@href='/people/{KELLER}']")  # a stop of the keyboard that leads nowhere
    assert days == sorted(days, reverse=True)
    assert len(page.xpath("//ul[@class='quotations']/li")) <= pages.QUOTATIONS


def test_a_name_that_was_joined_leads_to_the_person(archive: Archive, site: TestClient) -> None:
    person = next(one for one in archive.people.persons if one.name == "Anna Keller")
    others = [name for name in person.names if name != "Anna Keller"]
    assert others
    for name in others:
        moved = site.get(f"/people/{speaker_id(name)}")
        if speaker_id(name) != KELLER:
            assert (moved.status_code, moved.headers["location"]) == (308, f"/people/{KELLER}")


def _article(client: TestClient, question: str) -> html.HtmlElement:
    page = html.fromstring(client.get("/", params={"q": question}).text)
    return html.fromstring(client.get(page.xpath("//p[@class='where']//a/@href")[0]).text)


def test_an_article_shows_only_what_is_quoted_and_says_so(site: TestClient) -> None:
    page = _article(site, "what did Okafor say?")
    text = page.xpath("string(//div[@class='text'])")
    assert "This is not the whole article, only what is quoted in it." in page.xpath("string(//main)")
    assert "Nobody travels at three in the morning" in text
    assert "Margarethe" not in text
    assert "[…]" in text
    assert page.xpath("//div[@class='note']//a/@href") == ["https://news.example/ferry"]


def test_a_whole_article_reads_as_it_stands(archive: Archive) -> None:
    with _client(archive, Articles.FULL) as whole:
        page = _article(whole, "what did Okafor say?")
    for notes in page.xpath("//ul[@class='voices'] | //sup"):
        notes.drop_tree()
    shown = [" ".join(one.text_content().split()) for one in page.xpath("//div[@class='text']//p")]
    text = next(article.text for article in newsroom() if article.id == "ferry.txt")
    assert shown == [line for line in text.splitlines() if line][1:]
    assert not page.xpath("//div[@class='note']")


def test_speakers_stand_beside_their_paragraph(site: TestClient) -> None:
    page = _article(site, "what did Okafor say?")
    voices = page.xpath("//div[@class='paragraph'][1]//ul[@class='voices']/li")
    assert [" ".join(one.text_content().split()) for one in voices] == [
        "1 Paul Okafor, director of the ferry company word for word",
        "2 Paul Okafor, director of the ferry company as reported",
    ]
    for link in page.xpath("//sup/a/@href"):
        assert page.get_element_by_id(link[1:]) is not None


def test_a_permalink_tells_previews_and_machines_the_same(site: TestClient) -> None:
    listed = html.fromstring(site.get("/", params={"q": "what did Falk say about a second chair?"}).text)
    path = listed.xpath("//ul[@class='acts']//a/@href")[0]
    page = html.fromstring(site.get(path).text)
    meta = {
        one.get("property") or one.get("name"): one.get("content") for one in page.xpath("//meta[@content]")
    }
    words = "Now all I need is a second chair,"
    who = "Ines Falk, Librarian. The Harwick Times, 7 June 2026"
    assert (meta["og:title"], meta["og:description"]) == (f"“{words}”", who)
    assert (meta["twitter:title"], meta["twitter:description"]) == (f"“{words}”", who)
    assert meta["og:url"] == f"http://testserver{path}" == page.xpath("//link[@rel='canonical']/@href")[0]
    data = json.loads(page.xpath("string(//script)"))
    assert (data["@type"], data["text"], data["creator"]["name"]) == ("Quotation", words, "Ines Falk")
    assert data["isPartOf"]["publisher"]["name"] == "The Harwick Times"
    assert page.xpath("//blockquote/p/text()") == [words]
    assert page.xpath("//div[@class='context']//mark/text()") == [words]
    assert page.xpath("//figcaption//a[.='Original article']/@href") == ["https://news.example/library"]
    assert page.xpath("string(//p[@class='cite'])") == (
        f"“{words}” — Ines Falk, Librarian, as quoted in “Library to open on Sundays”, The Harwick Times,"
        f" 7 June 2026, https://news.example/library. http://testserver{path}"
    )


def test_a_permalink_names_the_copies(site: TestClient, archive: Archive) -> None:
    records = [one for one in archive.records(speaker="Keller") if one.text == "We cannot bake at a loss,"]
    page = html.fromstring(site.get(f"/quotations/{records[0].id}").text)
    copies = page.xpath("//h2[starts-with(., 'Also in')]/following-sibling::ul[1]//a/@href")
    assert f"/articles/{records[1].article_key}" in copies


def test_markup_in_an_article_stays_text(site: TestClient, archive: Archive) -> None:
    (record,) = [one for one in archive.records() if one.article_id == HOSTILE.id]
    paths = [
        f"/articles/{record.article_key}", f"/quotations/{record.id}", f"/people/{KELLER}",
        "/?q=" + quote('"><script>alert(9)</script>'), "/people?q=" + quote("<b>'\"&"),
    ]  # fmt: skip
    for path in paths:
        page = html.fromstring(site.get(path).text)
        assert [one for one in page.xpath("//script") if one.get("type") != "application/ld+json"] == []
        assert page.xpath("//img | //b[not(@class='hit')] | //i | //svg[@onload]") == []
        names = {name for one in page.iter(etree.Element) for name in one.attrib}
        assert not {name for name in names if name.startswith("on") or name == "style"}
        assert not [href for href in page.xpath("//@href") if href.lower().startswith("javascript")]
    shown = html.fromstring(site.get(paths[1]).text)
    assert shown.xpath("string(//blockquote)") == record.text
    assert json.loads(shown.xpath("string(//script)"))["text"] == record.text
    assert shown.xpath("//html/@lang | //blockquote/@lang") == ["en"]


def test_every_page_is_well_built(site: TestClient) -> None:
    paths = _every_path(site)
    assert len(paths) > 30
    for path in paths:
        answer = site.get(path)
        page = html.fromstring(answer.text)
        assert answer.headers["content-type"] == "text/html; charset=utf-8", path
        levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        for field in page.xpath("//input[not(@type='hidden')]"):
            assert page.xpath(f"//label[@for='{field.get('id')}']"), path
        for fragment in page.xpath("//a[starts-with(@href, '#')]/@href"):
            assert fragment[1:] in ids, (path, fragment)
        assert not page.xpath("//style | //*[@style] | //script[not(@type='application/ld+json')]"), path
        assert page.xpath("//html/@lang") == ["en"], path
        assert page.xpath("string(//title)").endswith(" · onrecord"), path
        assert all(" ".join(link.text_content().split()) for link in page.xpath("//a")), path
        assert _balanced(answer.text), path


def _balanced(text: str) -> bool:
    """Whether every element that is opened is closed, in order: browsers mend, and mend differently."""
    text = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    open_: list[str] = []
    for closing, name, empty in re.findall(r"<(/?)([a-z][a-z0-9]*)[^<>]*?(/?)>", text):
        if closing:
            if not open_ or open_.pop() != name:
                return False
        elif not empty and name not in _EMPTY:
            open_.append(name)
    return not open_


@pytest.mark.parametrize("url", ["http://testserver", "http://testserver/quotes"])
def test_links_lead_somewhere_under_a_path_too(archive: Archive, url: str) -> None:
    root = urlsplit(url).path
    with _client(archive, url=url) as client:
        done: set[str] = set()
        waiting = [root + "/", root + "/?q=" + quote("what did Brandt say?")]
        while waiting:
            path = waiting.pop()
            done.add(path)
            answer = client.get(path)
            assert answer.status_code in (200, 308), path
            if not answer.headers["content-type"].startswith("text/html") or not answer.text:
                continue
            page = html.fromstring(answer.text)
            for link in page.xpath("//a/@href | //link/@href | //form/@action"):
                target = link.partition("#")[0]
                if not target or target.startswith("https://news.example/"):
                    continue
                target = target.removeprefix("http://testserver")
                assert target.startswith(root + "/"), (path, link)
                if target not in done and target not in waiting and not re.search("/feeds/|openapi", target):
                    waiting.append(target)
        assert len(done) > 60


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "There is no such page"),
        (f"/people/{'a' * 12}", 404, "There is no such page"),
        ("/people/%3Cscript%3E", 404, "There is no such page"),
        ("/articles/0", 404, "There is no such page"),
        (f"/quotations/{'v' * 20}", 404, "There is no such page"),
        ("/people?after=AAAA", 400, "does not tell where the list goes on"),
        ("/?q=" + "x" * 501, 400, "500 characters at most"),
    ],
)
def test_what_is_not_there_is_told_in_the_same_dress(
    site: TestClient, path: str, status: int, said: str
) -> None:
    answer = site.get(path)
    page = html.fromstring(answer.text)
    assert answer.status_code == status
    assert said in page.text_content()
    assert page.xpath("//header//a/@href")[0] == "/"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_whoever_asks_too_often_is_told_when_to_come_again(archive: Archive) -> None:
    site = Site(url="http://testserver", public=True)
    app = application(Service(archive, site), site)
    with TestClient(app, client=("203.0.113.9", 50000)) as client:
        answers = [client.get("/nothing") for _ in range(120)]
    refused = answers[-1]
    page = html.fromstring(refused.text)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    assert page.xpath("string(//h1)") == "Too many questions at once"
    assert page.xpath("//link[@rel='stylesheet']")
    assert "style-src 'self'" in refused.headers["content-security-policy"]


def test_an_empty_archive_has_its_page_too() -> None:
    with Archive.temporary([]) as nothing, _client(nothing) as client:
        assert "0 articles; 0 quotations" in client.get("/").text
        assert "Nobody is quoted here yet." in client.get("/people").text
        assert "No quotation found" in client.get("/?q=bread").text


def test_a_long_list_is_turned_page_by_page_without_a_gap() -> None:
    said = "".join(f'"The tide came in {number} times," said Olga Brandt.\n\n' for number in range(45))
    names = "".join(
        f'"It is {number} below zero," said Ida {chr(65 + number % 26)}{chr(97 + number // 26)}sen.\n\n'
        for number in range(60)
    )
    articles = [made("tides", f"Tides\n\n{said}"), made("frost", f"Frost\n\n{names}")]
    with Archive.temporary(articles, finder="rules") as archive, _client(archive) as client:
        counted = {}
        for path in (f"/people/{speaker_id('Olga Brandt')}", "/people"):
            seen: list[str] = []
            turned: str | None = path
            while turned:
                page = html.fromstring(client.get(turned).text)
                seen += page.xpath("//main//ul[@class='quotations' or @class='people']/li//a[1]/@href")
                turned = next(iter(page.xpath("//a[@rel='next']/@href")), None)
            counted[path] = seen
            assert page.xpath("//nav[@class='turn']/a[.='First page']/@href") == [path]
    permalinks, people = ([one for one in seen if "?" not in one] for seen in counted.values())
    assert len({one for one in permalinks if one.startswith("/quotations/")}) == 45
    assert len(people) == len(set(people)) == 61
