"""`onrecord add https://...`: what is printed, and that an address is one article however often it comes."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.records.archive import Archive
from tests.conftest import Ran
from tests.support.web import Handler, Site, serving, story

Run = Callable[..., Ran]
SAID = '"The mill is old and nobody wants it any more," said Ana Ruiz, the mayor of Harwick, on Monday.'
MORE = "The council of Harwick voted to close the mill by the end of the year, after forty years of work."


@pytest.fixture
def site() -> Iterator[Site]:
    """A server with a page."""
    with serving() as site:
        site.add("/mill", story("Mill to close", SAID, MORE))
        yield site


@pytest.fixture
def add(run: Run, archive_folder: Path) -> Run:
    """Runs `onrecord add` with further arguments."""

    def add(*arguments: str | Path) -> Ran:
        return run("add", "--archive", archive_folder, "--finder", "rules", *arguments)

    return add


def test_an_address_is_added_once_and_updated(add: Run, run: Run, site: Site, archive_folder: Path) -> None:
    address = f"{site.url}/mill"
    assert add(address) == Ran(0, "added 1, updated 0, unchanged 0, rejected 0; 2 quotations found\n", "")
    again = add(address, f"{address}?utm_source=letter", f"{address}#more")
    assert again == Ran(0, "added 0, updated 0, unchanged 3, rejected 0\n", "")
    site.add("/mill", story("Mill to close", SAID, MORE, "The workers will be paid until March."))
    assert add(address).out == "added 0, updated 1, unchanged 0, rejected 0; 2 quotations found\n"
    listed = json.loads(run("articles", "--archive", archive_folder, "--json").out)
    assert listed["id"] == address
    asked = run("ask", "--archive", archive_folder, "what did Ruiz say?")
    assert f"\n   {address}\n" in asked.out
    assert run("remove", "--archive", archive_folder, address).out == "removed 1\n"


def test_whatever_cannot_be_had_is_one_line_and_the_rest_goes_in(
    add: Run, site: Site, news_folder: Path
) -> None:
    site.redirect("/inside", "http://169.254.169.254/latest/meta-data/")
    ran = add(f"{site.url}/lost", news_folder, f"{site.url}/inside", f"{site.url}/mill")
    assert ran.code == 1
    assert ran.out.startswith("added 4, updated 0, unchanged 0, rejected 2;")
    assert ran.err == (
        f"error: rejected {site.url}/lost: not found (404)\n"
        f"error: rejected {site.url}/inside: redirects to http://169.254.169.254/latest/meta-data/:"
        " 169.254.169.254 is not a public address; set ONRECORD_FETCH_PRIVATE=true to fetch from such places,"
        " too\n"
    )


def test_the_report_as_json_names_the_address(add: Run, site: Site, archive_folder: Path) -> None:
    ran = add("--json", f"{site.url}/lost")
    rejected = [{"path": f"{site.url}/lost", "line": None, "reason": "not found (404)"}]
    assert (ran.code, json.loads(ran.out)["rejected"]) == (1, rejected)
    assert not archive_folder.exists()


def test_a_setting_lets_redirects_lead_inside(add: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as other:
        other.add("/mill", story("Mill to close", SAID, MORE))
        address = site.redirect("/moved", f"{other.url}/mill")
        assert add(address).code == 1
        monkeypatch.setenv("ONRECORD_FETCH_PRIVATE", "true")
        assert add(address).out.startswith("added 1,")


def test_quotes_of_a_page(run: Run, site: Site) -> None:
    ran = run("quotes", "--finder", "rules", f"{site.url}/mill")
    assert ran.code == 0
    assert ran.out.startswith(f"Mill to close [{site.url}/mill]\n\nAna Ruiz, ")


def test_others_can_write_while_a_server_lets_us_wait(add: Run, site: Site, archive_folder: Path) -> None:
    """The second page is fetched when the first is in, so that no lock is held meanwhile."""
    wrote = threading.Event()

    def slow(handler: Handler) -> None:
        with Archive.open(archive_folder) as archive:
            assert archive.remove([f"{site.url}/mill"]) == [f"{site.url}/mill"]
        wrote.set()
        data = story("Ferry", SAID, MORE).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(data)}\r\n\r\n"
        handler.wfile.write(head.encode() + data)

    ran = add(f"{site.url}/mill", site.add("/ferry", slow))
    assert (ran.code, wrote.is_set()) == (0, True)
    assert ran.out.startswith("added 2,")
