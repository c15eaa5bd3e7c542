"""The API: the same as the terminal tells, and a problem for whatever cannot be answered."""

from typing import Any

import pytest

from index.archive.addresses import article_key, speaker_id
from index.records.archive import Archive
from index.records.reading import find_record
from tests.support.harwick import HARWICK
from tests.support.served import Served

TEXTS = {article.id: article.text for article in HARWICK}


def everything(site: Served, path: str, limit: int) -> list[Any]:
    """All items of a list, part by part."""
    items: list[Any] = []
    mark, after = "&" if "?" in path else "?", ""
    while True:
        part = site.json(f"{path}{mark}limit={limit}{after}")
        assert len(part["items"]) <= limit
        items += part["items"]
        if part["next"] is None:
            return items
        after = f"&after={part['next']}"


@pytest.mark.parametrize(
    "question",
    ["What did Anna Keller say?", "bread", "how often did Keller mention bread?", "who is Zorro?", "", "the"],
)
def test_a_question_gets_what_the_terminal_prints(site: Served, town: Archive, question: str) -> None:
    expected: Any = town.ask(question, limit=3).to_dict()
    for passage in [*expected["answers"], *expected["related"]]:
        passage["article"]["path"] = None
    response = site.client.get("/api/ask", params={"q": question, "limit": "3"})
    assert response.headers["content-type"] == "application/json"
    assert response.json() == expected


def test_an_answer_never_tells_where_a_file_lies(site: Served) -> None:
    answer = site.json("/api/ask?q=What+did+Anna+Keller+say?&limit=100")
    assert answer["answers"]
    for passage in [*answer["answers"], *answer["related"]]:
        assert passage["article"]["path"] is None
        assert TEXTS[passage["article"]["id"]][slice(*passage["spans"][0])] in passage["text"]


@pytest.mark.parametrize("limit", [1, 2, 7, 100])
def test_parts_of_a_list_make_the_whole(site: Served, town: Archive, limit: int) -> None:
    records = [record.to_dict() for record in town.records()]
    assert everything(site, "/api/quotations", limit) == records
    people = everything(site, "/api/people", limit)
    assert [one["name"] for one in people] == [person.name for person in town.people.persons]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("speaker=Keller", {"speaker": "Keller"}),
        ("speaker=the+mayor", {"speaker": "the mayor"}),
        (f"speaker={speaker_id('Anna Keller')}", {"speaker": "Anna Keller"}),
        ("speaker=Zebulon+Quist", {"speaker": "Zebulon Quist"}),
        ("kind=direct", {"kind": "direct"}),
        ("kind=mixed&kind=indirect", {"kind": ["mixed", "indirect"]}),
        ("publisher=the+harwick+TIMES", {"publisher": "The Harwick Times"}),
        ("publisher=Nobody", {"publisher": "Nobody"}),
        ("since=2026-11-02&until=2026-11-02", {"since": "2026-11-02", "until": "2026-11-02"}),
        ("since=2026-11-02&until=2026-11-01", {"since": "2026-11-02", "until": "2026-11-01"}),
    ],
)
@pytest.mark.parametrize("limit", [1, 50])
def test_quotations_are_narrowed_down(
    site: Served, town: Archive, query: str, wanted: dict[str, Any], limit: int
) -> None:
    expected = [record.to_dict() for record in town.records(**wanted)]
    assert everything(site, f"/api/quotations?{query}", limit) == expected
    assert bool(expected) == ("Zebulon" not in query and "Nobody" not in query and "11-01" not in query)


def test_a_topic_asks_for_each_of_its_words(site: Served) -> None:
    bread = everything(site, "/api/quotations?topic=bread", 2)
    assert bread
    assert all("bread" in (one["context"] + one["title"]).lower() for one in bread)
    cheap = everything(site, "/api/quotations?topic=cheap+bread&speaker=Brandt", 2)
    assert [one["text"] for one in cheap] == ["The mayor is asleep, … Bread was cheap when I began."]
    assert everything(site, "/api/quotations?topic=bread+helicopters", 2) == []
    assert everything(site, "/api/quotations?topic=the", 2) == []


def test_a_person_has_all_names_and_roles(site: Served, town: Archive) -> None:
    (entry,) = site.json("/api/people?q=Anna+Keller")["items"]
    person = site.json(f"/api/people/{entry['speaker_id']}")
    assert {name: person[name] for name in entry} == entry
    assert person["name"] == "Anna Keller"
    assert person["roles"][0]["role"] == entry["role"] is not None
    said = list(town.records(speaker="Anna Keller"))
    assert person["quotations"] == len(said)
    assert person["remarks"] == len({record.remark_id for record in said})
    for typed in ("kell", "ann+kel", "ANNA", "k%C3%A9ller"):
        assert entry in site.json(f"/api/people?q={typed}")["items"], typed
    assert site.json("/api/people?q=Zebulon+Quist") == {"items": [], "next": None}


def test_an_article_shows_passages_by_default(site: Served, town: Archive) -> None:
    for article in HARWICK:
        shown = site.json(f"/api/articles/{article_key(article.id)}")
        assert (shown["whole"], shown["text"], shown["article"]["path"]) == (False, None, None)
        for one in shown["passages"]:
            assert article.text[one["start"] : one["end"]] == one["text"]
        for one in shown["quotations"]:
            found = town_record(town, one["id"])
            if one["context"] != found["context"]:  # of an article that is mostly quoted
                assert one["context"] == article.text[one["start"] : one["end"]]
            assert {**found, "context": None} == {**one, "context": None}


def town_record(town: Archive, id_: str) -> dict[str, Any]:
    """A record as the archive gives it."""
    found = find_record(town, id_)
    assert found is not None
    return found[1].to_dict()


def test_an_article_shows_all_of_itself_where_it_may(public: Served) -> None:
    for article in HARWICK:
        shown = public.json(f"/api/articles/{article_key(article.id)}")
        assert (shown["whole"], shown["text"]) == (True, article.text)
        assert [one["text"] for one in shown["passages"]] == [article.text]


def test_trends_are_those_of_the_terminal(site: Served, town: Archive) -> None:
    from index.records.trends import By, trend

    for by in By:
        expected = trend(town, "Keller", by).to_dict()
        assert site.json(f"/api/trends?q=Keller&by={by}") == expected
    assert site.json("/api/trends?q=Keller") == trend(town, "Keller", By.MONTH).to_dict()


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/api/ask", 400, "q"),
        ("/api/ask?q=x&q=y", 400, "q"),
        ("/api/ask?q=" + "x" * 1001, 400, "q"),
        ("/api/ask?q=x&limit=0", 400, "limit"),
        ("/api/ask?q=x&limit=101", 400, "limit"),
        ("/api/ask?q=x&limit=ten", 400, "limit"),
        ("/api/ask?q=x&limit=%2B5", 400, "limit"),
        ("/api/ask?q=x&limit=", 400, "limit"),
        ("/api/ask?q=x&archive=/etc", 400, "archive"),
        ("/api/quotations?since=2026-02-30", 400, "since"),
        ("/api/quotations?until=tomorrow", 400, "until"),
        ("/api/quotations?kind=narration", 400, "kind"),
        ("/api/quotations?after=0", 400, "after"),
        ("/api/quotations?after=" + "f" * 32, 400, "after"),
        ("/api/people?after=" + "0" * 32, 400, "after"),
        ("/api/trends?q=Keller&by=decade", 400, "by"),
        ("/api/trends?by=year", 400, "q"),
        ("/api/trends?q=what+did+Zebulon+Quist+say", 404, "q"),
        ("/api/trends?q=the", 404, "q"),
        ("/api/people/aaaaaaaaaaaa", 404, None),
        ("/api/people/%2e%2e%2fetc", 404, None),
        ("/api/articles/aaaaaaaaaaaa", 404, None),
        ("/api/articles/%00", 404, None),
        ("/api/nothing", 404, None),
        ("/feeds/people/aaaaaaaaaaaa.atom", 404, None),
        ("/feeds/search.atom", 400, "q"),
        ("/openapi.json?x=1", 400, "x"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(
    site: Served, path: str, status: int, parameter: str | None
) -> None:
    response = site.get(path)
    problem = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, problem["status"], problem.get("parameter")) == (status, status, parameter)
    assert problem["detail"]
    assert "etag" not in response.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/api/ask?q=bread", "/api/quotations", "/feeds/search.atom?q=x"])
def test_nothing_can_be_sent(site: Served, method: str, path: str) -> None:
    response = site.client.request(method, path, content=b"{}")
    assert (response.status_code, response.json()["status"]) == (405, 405)
    assert "GET" in response.headers["allow"]


def test_what_a_client_has_is_not_sent_again(site: Served) -> None:
    paths = ["/api/ask?q=bread", "/api/quotations", "/api/people", "/feeds/search.atom?q=bread", "/"]
    tags = [site.get(path).headers["etag"] for path in paths]
    assert len(set(tags)) == len(paths)
    for path, tag in zip(paths, tags, strict=True):
        for sent in (tag, f'"x", W/{tag}'):
            again = site.get(path, If_None_Match=sent)
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert site.get(path, If_None_Match=tags[paths.index(path) - 1]).status_code == 200
    assert site.get("/api/ask?q=x&limit=0", If_None_Match=tags[0]).status_code == 400


def test_a_head_is_an_answer_without_its_body(site: Served) -> None:
    for path in ("/api/people", "/", "/feeds/search.atom?q=bread", "/openapi.json", "/api/nothing"):
        whole, head = site.get(path), site.client.head(path)
        assert head.content == b""
        for name in ("content-type", "content-length", "etag"):
            assert head.headers.get(name) == whole.headers.get(name), (path, name)
        assert head.status_code == whole.status_code
