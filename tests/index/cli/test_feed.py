"""`onrecord feed`: feeds on a real server, from the command to what is printed and kept."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.support.paths import ROOT
from tests.support.web import Handler, Site, serving, story, zipped

Run = Callable[..., Ran]
SAID = '"The {} is old and nobody wants it any more," said Ana Ruiz, the mayor of Harwick, on Monday.'
MORE = "The council of Harwick voted to close the {} by the end of the year, after forty years of work."


@dataclass(slots=True)
class Newspaper:
    """A site with a feed of its stories."""

    site: Site
    items: list[str] = field(default_factory=list)

    @property
    def feed(self) -> str:
        """The feed's address."""
        return f"{self.site.url}/feed.xml"

    def story(self, name: str, *, link: str | None = None, item: str = "", edited: str = "") -> str:
        """The address of a story that stands in the feed, first of all."""
        words = SAID.format(name), MORE.format(name), edited
        address = self.site.add(f"/{name}", story(f"The {name}", *filter(None, words)))
        guid = f"<guid isPermaLink='false'>{name}</guid>"
        entry = f"<item><title>The {name}</title><link>{link or address}</link>{guid}"
        self.items.insert(0, f"{entry}<description>It closes.</description>{item}</item>")
        self.publish()
        return address

    def publish(self, **headers: str) -> None:
        """Give the feed as it stands now, with an ETag of its own."""
        body = (
            '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>The Harwick Post</title>{''.join(self.items)}</channel></rss>"
        )
        told = {"Content_Type": "application/rss+xml", "ETag": f'"{hash(body)}"'} | headers
        self.site.add("/feed.xml", body, 200, **told)


@pytest.fixture
def post() -> Iterator[Newspaper]:
    """A newspaper with two stories."""
    with serving() as site:
        newspaper = Newspaper(site)
        newspaper.story("mill")
        newspaper.story("ferry")
        yield newspaper


@pytest.fixture
def feed(run: Run, archive_folder: Path) -> Run:
    """Runs `onrecord feed`."""

    def feed(action: str, *arguments: str) -> Ran:
        more = ("--finder", "rules") if action == "fetch" else ()
        return run("feed", action, "--archive", archive_folder, *more, *arguments)

    return feed


def listed(feed: Run) -> dict[str, object]:
    """What `feed list` tells of the one feed."""
    (line,) = feed("list", "--json").out.splitlines()
    found: dict[str, object] = json.loads(line)
    return found


def articles(run: Run, folder: Path) -> list[str]:
    """The ids of the articles that are in."""
    lines = run("articles", "--archive", folder, "--json").out.splitlines()
    return sorted(json.loads(line)["id"] for line in lines)


def test_a_feed_from_the_first_day_to_the_last(
    feed: Run, run: Run, post: Newspaper, archive_folder: Path
) -> None:
    assert feed("add", post.feed) == Ran(0, f"following {post.feed} (The Harwick Post, 2 entries)\n", "")
    assert feed("add", post.feed).out.startswith("already following ")
    first = (
        "added 2, updated 0, unchanged 0, rejected 0; 1 copy of other articles; 4 quotations found\n"
        "1 feed with news\n"
    )
    assert feed("fetch") == Ran(0, first, "")
    assert articles(run, archive_folder) == [f"{post.site.url}/ferry", f"{post.site.url}/mill"]
    assert feed("fetch") == Ran(0, "added 0, updated 0, unchanged 0, rejected 0\n1 feed without\n", "")
    post.story("school")
    assert feed("fetch").out.startswith("added 1, updated 0, unchanged 0, rejected 0;")
    found = listed(feed)
    assert (found["url"], found["title"], found["articles"]) == (post.feed, "The Harwick Post", 3)
    assert (found["waiting"], found["refused"], found["problem"], found["due"]) == (0, 0, None, None)
    assert feed("remove", post.feed) == Ran(0, "removed 1 feed; the articles stay\n", "")
    assert len(articles(run, archive_folder)) == 3
    assert feed("list") == Ran(0, "", "")
    told = "note: no feed is followed yet; `onrecord feed add URL` adds one\n"
    assert feed("fetch") == Ran(0, "added 0, updated 0, unchanged 0, rejected 0\n", told)


def test_what_has_not_changed_is_not_sent_and_no_page_is_fetched_twice(feed: Run, post: Newspaper) -> None:
    feed("add", post.feed)
    feed("fetch")
    post.site.asked.clear()
    feed("fetch")
    (asked,) = post.site.asked
    assert asked.headers["if-none-match"] == post.site.pages["/feed.xml"].headers["ETag"]
    # One that tells only when it changed, and one that tells nothing.
    post.publish(ETag="", Last_Modified="Mon, 12 Sep 2016 08:30:00 GMT")
    feed("fetch")
    feed("fetch")
    assert post.site.asked[-1].headers["if-modified-since"] == "Mon, 12 Sep 2016 08:30:00 GMT"
    post.site.pages["/feed.xml"].headers = {"Content-Type": "text/xml"}
    feed("fetch")
    feed("fetch")
    assert "if-none-match" not in post.site.asked[-1].headers
    assert set(post.site.paths()) == {"/feed.xml"}


def test_an_edited_entry_is_fetched_again(feed: Run, post: Newspaper) -> None:
    feed("add", post.feed)
    feed("fetch")
    post.items.clear()
    post.story("mill", item="<pubDate>Tue, 13 Sep 2016 08:30:00 GMT</pubDate>", edited="It closes in May.")
    assert feed("fetch").out.startswith("added 0, updated 1, unchanged 0, rejected 0;")


def test_the_feed_tells_what_a_page_does_not(
    feed: Run, run: Run, post: Newspaper, archive_folder: Path
) -> None:
    post.story("quay", item="<pubDate>Mon, 12 Sep 2016 08:30:00 GMT</pubDate><author>Bo Lind</author>")
    feed("add", post.feed)
    feed("fetch")
    lines = run("articles", "--archive", archive_folder).out.splitlines()
    (line,) = [one for one in lines if "/quay\t" in one]
    assert "The Harwick Post" in line
    assert "2016-09-12" in line


def test_a_page_names_its_feed(feed: Run, post: Newspaper) -> None:
    link = '<link rel="alternate" type="application/{}+xml" title="News" href="{}">'
    page = post.site.add("/", story("Post", "News.", head=link.format("rss", "/feed.xml")))
    assert feed("add", page).out == f"following {post.feed} (The Harwick Post, 2 entries)\n"
    two = post.site.add("/two", story("Post", "x", head=link.format("rss", "/a") + link.format("atom", "/b")))
    assert feed("add", two) == Ran(
        1,
        "",
        f"error: {two}: a page that names 2 feeds; add one of them: {post.site.url}/a, {post.site.url}/b\n",
    )


def test_a_page_that_names_what_is_no_address(feed: Run, post: Newspaper) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{one}">'
        for one in ("http://[bad", "/feed.xml")
    )
    page = post.site.add("/odd", story("Post", "News.", head=links))
    assert feed("add", page).out == f"following {post.feed} (The Harwick Post, 2 entries)\n"


def test_what_is_no_feed_is_not_followed(feed: Run, post: Newspaper, archive_folder: Path) -> None:
    page = f"{post.site.url}/mill"
    lost = f"{post.site.url}/lost"
    empty = post.site.add("/empty", "<rss></rss>", Content_Type="text/xml")
    ran = feed("add", page, lost, empty, "post.example/feed")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"error: {page}: not a feed, and no page that names one: it is text/html",
        f"error: {lost}: not found (404)",
        f"error: {empty}: not a feed that can be followed: a feed without entries",
        "error: post.example/feed: not a web address",
    ]
    assert not archive_folder.exists()
    assert feed("fetch").err.startswith("error: there is no archive at ")
    feed("add", post.feed)
    nothing = f"error: no feed {lost} is followed; `onrecord feed list` lists them\n"
    assert feed("remove", lost) == Ran(1, "", nothing)
    assert feed("fetch", lost) == Ran(1, "", nothing)


def test_a_failing_feed_is_left_alone_and_comes_back(feed: Run, post: Newspaper) -> None:
    feed("add", post.feed)
    page = post.site.pages["/feed.xml"]
    page.status, page.headers["Retry-After"] = 503, "7200"
    ran = feed("fetch")
    assert (ran.code, ran.out) == (1, "added 0, updated 0, unchanged 0, rejected 0\n1 feed failed\n")
    due = str(listed(feed)["due"])
    alone = "service unavailable (503); it asks to be left alone for 7,200 seconds"
    assert ran.err == f"error: feed {post.feed}: {alone}; left alone until {due[:10]} {due[11:16]} UTC\n"
    assert listed(feed)["problem"] == alone
    page.status = 200
    post.site.asked.clear()
    resting = "added 0, updated 0, unchanged 0, rejected 0\n1 feed left alone after failing\n"
    assert feed("fetch") == Ran(0, resting, "")
    assert post.site.asked == []
    named = feed("fetch", post.feed)
    assert named.out.startswith("added 2,")
    assert listed(feed)["problem"] is None


def test_a_page_that_cannot_be_had_is_tried_again_and_one_that_is_gone_is_not(
    feed: Run, post: Newspaper
) -> None:
    post.site.pages["/mill"].status = 500
    post.site.pages["/ferry"].status = 404
    feed("add", post.feed)
    ran = feed("fetch")
    assert ran.code == 1
    assert ran.out == (
        "added 0, updated 0, unchanged 0, rejected 2\n1 feed with news; 1 entry waits for the next time\n"
    )
    assert ran.err.splitlines() == [
        f"error: rejected {post.site.url}/ferry: not found (404)",
        f"error: rejected {post.site.url}/mill: internal server error (500)",
    ]
    post.site.pages["/mill"].status = 200
    post.site.asked.clear()
    assert feed("fetch").out.startswith("added 1, updated 0, unchanged 0, rejected 0;")
    assert post.site.paths() == ["/feed.xml", "/robots.txt", "/mill"]
    assert (listed(feed)["articles"], listed(feed)["refused"]) == (1, 1)


@pytest.mark.parametrize("link", ["http://x:abc/", "http://[bad", "http://xn--a.example/"])
def test_an_entry_that_leads_nowhere_keeps_no_other_back(feed: Run, post: Newspaper, link: str) -> None:
    post.story("school", link=link)
    feed("add", post.feed)
    assert feed("fetch").out.startswith("added 2, updated 0, unchanged 0, rejected")
    assert feed("fetch").code == 0


def test_a_page_that_holds_nothing_is_told_and_not_asked_for_again(feed: Run, post: Newspaper) -> None:
    address = post.site.add("/list", "[]", Content_Type="application/json")
    post.story("school", link=address)
    feed("add", post.feed)
    assert f"error: rejected {address}: contains no article" in feed("fetch").err
    post.site.asked.clear()
    feed("fetch")
    assert "/list" not in post.site.paths()


def test_a_page_that_never_comes_is_given_up(feed: Run, post: Newspaper) -> None:
    post.site.pages["/mill"].status = 500
    feed("add", post.feed)
    codes = [feed("fetch").code for _ in range(7)]
    assert codes == [1, 1, 1, 1, 1, 0, 0]
    assert listed(feed)["refused"] == 1


def test_where_there_is_no_page_the_entrys_own_text_is_taken(
    feed: Run, run: Run, post: Newspaper, archive_folder: Path
) -> None:
    whole = f"<p>{SAID.format('mill')}</p><p>{MORE.format('mill')}</p>"
    address = post.story("mill", item=f"<content:encoded><![CDATA[{whole}]]></content:encoded>")
    post.site.pages["/mill"].status = 403
    post.items.append(
        f"<item><guid isPermaLink='false'>note</guid><title>Note</title>"
        f"<content:encoded><![CDATA[{whole}]]></content:encoded></item>"
    )
    post.publish()
    feed("add", post.feed)
    assert feed("fetch").out.startswith("added 3, updated 0, unchanged 0, rejected 0; 1 copy")
    assert articles(run, archive_folder) == [f"{post.feed}#note", f"{post.site.url}/ferry", address]


def test_robots_txt_is_heeded_for_pages(feed: Run, post: Newspaper) -> None:
    post.site.add("/robots.txt", "User-agent: *\nDisallow: /mill\n", Content_Type="text/plain")
    feed("add", post.feed)
    ran = feed("fetch")
    assert ran.out.startswith("added 1, updated 0, unchanged 0, rejected 1;")
    assert ran.err == (
        f"error: rejected {post.site.url}/mill: its server asks programs to stay away from it (robots.txt)\n"
    )
    assert "/mill" not in post.site.paths()
    assert post.site.paths().count("/robots.txt") == 1


def test_a_server_that_asks_for_it_is_left_alone(feed: Run, post: Newspaper) -> None:
    post.story("school")
    post.site.pages["/school"].status = 429
    feed("add", post.feed)
    ran = feed("fetch")
    assert ran.out.splitlines() == [
        "added 0, updated 0, unchanged 0, rejected 1",
        "1 feed with news; 3 entries wait for the next time",
    ]
    assert not {"/mill", "/ferry"} & set(post.site.paths())


def test_one_request_at_a_time(feed: Run, post: Newspaper) -> None:
    for number in range(5):
        post.story(f"story{number}")
    feed("add", post.feed)
    assert feed("fetch").out.startswith("added 7,")
    assert post.site.together == 1


def test_what_a_feed_links_to_on_another_server_may_not_be_private(
    feed: Run, post: Newspaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as other:
        secret = other.add("/secret", story("Secret", SAID.format("mill"), MORE.format("mill")))
        post.story("leak", link=secret)
        post.story("moved", link=post.site.redirect("/elsewhere", secret))
        feed("add", post.feed)
        ran = feed("fetch")
        assert ran.out.startswith("added 2, updated 0, unchanged 0, rejected 2;")
        assert [line.rpartition("; ")[0].rpartition("/")[2] for line in ran.err.splitlines()] == [
            "secret: 127.0.0.1 is not a public address"
        ] * 2
        assert other.asked == []
        monkeypatch.setenv("ONRECORD_FETCH_PRIVATE", "true")
        post.story("again", link=secret)
        assert feed("fetch").out.startswith("added 1,")


def endless(handler: Handler) -> None:
    """A feed without an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>")
    while True:
        handler.wfile.write(b"<item><link>https://post.example/a</link></item>" * 1000)


ITEM = "<item><guid>{0}</guid><link>{1}/{0}</link></item>"


@pytest.mark.parametrize(
    ("body", "headers", "problem"),
    [
        (endless, {}, "larger than 4 MiB"),
        (zipped(b"<rss>" + bytes(50 << 20)), {"Content_Encoding": "gzip"}, "larger than 4 MiB"),
        ("<rss>" + "<a>" * 50_001, {}, "a feed of more than 4 MiB or 50,000 tags"),
        ("<rss><channel></channel></rss>", {}, "a feed without entries"),
        ("not a feed", {}, "a feed without entries"),
    ],
)
def test_hostile_feeds_are_refused_in_bounded_time_and_memory(
    feed: Run, post: Newspaper, body: bytes, headers: dict[str, str], problem: str
) -> None:
    feed("add", post.feed)
    post.site.add("/feed.xml", body, 200, Content_Type="application/rss+xml", **headers)
    began = time.monotonic()
    ran = feed("fetch")
    assert time.monotonic() - began < 10
    assert ran.code == 1
    assert ran.err.startswith(f"error: feed {post.feed}: {problem}")


def test_a_feed_of_very_many_entries_is_taken_in_parts(
    feed: Run, post: Newspaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.feeds.rounds.ENTRIES", 3)
    for number in range(6):
        post.story(f"story{number}")
    feed("add", post.feed)
    told = [feed("fetch").out for _ in range(3)]
    assert [one.partition(",")[0] for one in told] == ["added 3", "added 3", "added 2"]
    assert told[0].endswith("1 feed with news; 5 entries wait for the next time\n")
    assert told[1].endswith("1 feed without; 2 entries wait for the next time\n")


def test_feeds_outlive_repair_backup_and_removed_articles(
    feed: Run, run: Run, post: Newspaper, archive_folder: Path, tmp_path: Path
) -> None:
    feed("add", post.feed)
    feed("fetch")
    before = listed(feed)
    assert run("repair", "--archive", archive_folder, "--finder", "rules").code == 0
    assert listed(feed) == before
    assert run("backup", "--archive", archive_folder, tmp_path / "kept").code == 0
    assert run("restore", "--archive", tmp_path / "restored", tmp_path / "kept").code == 0
    restored = run("feed", "list", "--json", "--archive", tmp_path / "restored")
    assert json.loads(restored.out) == before
    run("remove", "--archive", archive_folder, f"{post.site.url}/mill")
    assert feed("fetch").out == "added 0, updated 0, unchanged 0, rejected 0\n1 feed without\n"
    assert run("check", "--archive", archive_folder).code == 0


def test_the_report_as_json(feed: Run, post: Newspaper) -> None:
    post.site.pages["/mill"].status = 404
    feed("add", post.feed)
    report = json.loads(feed("fetch", "--json").out)
    assert report == {
        "added": 1, "updated": 0, "unchanged": 0, "copies": 0, "pruned": 0, "quotations": 2,
        "rejected": [{"path": f"{post.site.url}/mill", "line": None, "reason": "not found (404)"}],
        "passed_over": {}, "feeds": {"new": 1, "unchanged": 0, "failed": [], "resting": []}, "waiting": 0,
    }  # fmt: skip


def test_a_password_in_a_feeds_address_is_used_and_not_shown(feed: Run, post: Newspaper) -> None:
    secret = post.feed.replace("//", "//ana:hidden@")
    feed("add", secret)
    assert feed("fetch").out.startswith("added 2,")
    assert listed(feed)["url"] == post.feed
    assert post.site.asked[-1].headers.get("authorization") is None
    assert "hidden" not in feed("list").out
    assert feed("remove", post.feed).code == 0


@pytest.mark.parametrize("every", ["0", "-5", "soon", "100000"])
def test_how_often_is_a_number_of_minutes(feed: Run, every: str) -> None:
    ran = feed("fetch", "--every", every)
    assert ran.code == 2
    assert f"must be a number of minutes, at most 10080, got '{every}'" in ran.err


def test_it_goes_on_until_it_is_told_to_end(feed: Run, post: Newspaper, archive_folder: Path) -> None:
    feed("add", post.feed)
    options = ["--every", "0.01", "--finder", "rules", "--json", "--archive", str(archive_folder)]
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "feed", "fetch", *options],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        added = json.loads(process.stdout.readline())["added"]
        post.story("school")
        while not (more := json.loads(process.stdout.readline())["added"]):
            pass
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert process.stderr.read() == ""
    assert (added, more) == (2, 1)
