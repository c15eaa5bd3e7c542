"""Articles in tables and in JSON: every dialect in which people keep them."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import source
from index.articles.article import Article
from index.articles.reading import read_articles

SAID = 'He said: "It is old; very, very old."'


def read(tmp_path: Path, name: str, data: str | bytes) -> list[Article | str]:
    """The articles of a file of that name, and in their place why they are refused."""
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = read_articles(path)
    return [one if isinstance(one, Article) else str(one).replace(f"{path}, ", "") for one in found]


def fields(item: Article | str) -> dict[str, object]:
    """What an article holds besides its id and path."""
    assert isinstance(item, Article), item
    names = ("title", "text", "url", "author", "publisher", "published", "language")
    return {name: value for name in names if (value := getattr(item, name))}


WHOLE = {
    "title": "Mill",
    "text": SAID,
    "url": "https://a.example/1",
    "author": "Ana Ruiz",
    "publisher": "The Coast",
    "published": "2016-09-12",
}
QUOTED = SAID.replace('"', '""')


TABLES = {
    "comma": f"""title,text,url,author,publisher,published
Mill,"{QUOTED}",https://a.example/1,Ana Ruiz,The Coast,2016-09-12""",
    "other names": f"""Date,LINK,Outlet,Author,Headline,Body\r
2016-09-12,https://a.example/1,The Coast,Ana Ruiz,Mill,"{QUOTED}"\r
""",
    "Excel": f"""sep=;
headline;content;source;link;author;date
Mill;"{QUOTED}";The Coast;https://a.example/1;Ana Ruiz;2016-09-12""",
    "bar": f"""article|title|source|publication|author|date
"{QUOTED}"|Mill|https://a.example/1|The Coast|Ana Ruiz|2016-09-12""",
    "backslashes": """"title","text","url","author","publisher","published"
"Mill","He said: \\"It is old; very, very old.\\"","https://a.example/1",Ana Ruiz,The Coast,2016-09-12""",
    "tabs": f"""title\ttext\turl\tauthor\tpublisher\tpublished
Mill\t{SAID}\thttps://a.example/1\tAna Ruiz\tThe Coast\t2016-09-12""",
    "spaces": f"""

"title" ,text,id, URL ,author,publisher,published
Mill,"{QUOTED}",,https://a.example/1,Ana Ruiz,The Coast,2016-09-12""",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_table_in_any_dialect(tmp_path: Path, table: str) -> None:
    (article,) = read(tmp_path, "a.csv", table)
    assert fields(article) == WHOLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "koi8-r"])
def test_a_table_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "“Né en été”, dit-il. “It’s old.”"
    if encoding == "koi8-r":
        text = "Он ушёл в полдень, сказал мэр. " * 20
    (article,) = read(tmp_path, "a.csv", f'title,text\nX,"{text}"\n'.encode(encoding))
    told = {"language": "ru"} if encoding == "koi8-r" else {}
    assert fields(article) == {"title": "X", "text": text, **told}


def test_rows_of_another_encoding_than_the_first_are_decoded_by_themselves(tmp_path: Path) -> None:
    table = 'title,text\n"Né",“Né”\n'.encode() + "Late,“It’s old” and né\n".encode("cp1252")
    assert [fields(one)["text"] for one in read(tmp_path, "a.csv", table)] == ["“Né”", "“It’s old” and né"]


def test_tabs_without_quoting_keep_their_quotation_marks(tmp_path: Path) -> None:
    table = 'text\ttitle\n"It is old," he said.\tMill\n"Old."\tQuay\n'
    assert [fields(one)["text"] for one in read(tmp_path, "a.tsv", table)] == [
        '"It is old," he said.',
        '"Old."',
    ]
    table = 'text\ttitle\n"Old, he said.\tMill\n"It is.\tQuay\n'
    found = [fields(one)["text"] for one in read(tmp_path, "a.tsv", table)]
    assert found == ['"Old, he said.', '"It is.']
    table = 'text\ttitle\n"Two\nlines."\tMill\n"One."\tQuay\n'
    found = [fields(one)["text"] for one in read(tmp_path, "a.tsv", table)]
    assert found == ["Two\nlines.", "One."]
    table = 'text\ttitle\n"It is ""old""."\tMill\n'
    assert [fields(one)["text"] for one in read(tmp_path, "a.tsv", table)] == ['It is "old".']


def test_cells_of_several_lines_between_tabs(tmp_path: Path) -> None:
    texts = ['The mill closes.\n\n"It is old," said Ana Ruiz.', '"No," he said.', 'A\tB\n"C" D\n"E"']
    out = io.StringIO()
    rows = [["title", "text"], *(["Mill", text] for text in texts)]
    csv.writer(out, delimiter="\t").writerows(rows)
    found = read(tmp_path, "a.tsv", out.getvalue())
    assert [one.text for one in found if isinstance(one, Article)] == texts


def test_a_bad_row_is_named_by_its_line_and_the_others_go_in(tmp_path: Path) -> None:
    table = 'id,text\na,"two\nlines"\nb,\n\nc,He left, twice\nd\ne,x\0y\nf,last'
    shown = [one if isinstance(one, str) else (one.id, one.text) for one in read(tmp_path, "a.csv", table)]
    assert shown == [
        ("a", "two\nlines"),
        "line 4: `text` is missing",
        "line 6: 3 columns where the first row names 2",
        "line 7: 1 column where the first row names 2",
        "line 8: `text` holds a NUL character (at character 1)",
        ("f", "last"),
    ]


def test_rows_are_called_after_their_lines(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", 'text\n"two\nlines"\nHe left.\n')
    assert [one.id for one in found if isinstance(one, Article)] == ["a.csv:2", "a.csv:4"]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("title,url\nx,y", "no column is called `text`, `body`, `content` or `article` (it has: title, url)"),
        ("He left.\n", "no column is called `text`, `body`, `content` or `article` (it has: he left.)"),
        (" \n", "is empty"),
        (b"\x89PNG\r\n", "is a binary file with the name of a text file"),
    ],
)
def test_what_is_no_table_of_articles(tmp_path: Path, table: str | bytes, reason: str) -> None:
    (refused,) = read(tmp_path, "a.csv", table)
    assert str(refused).endswith(f"a.csv: {reason}")


def test_an_unclosed_quotation_mark_and_an_endless_line_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "SIZE_LIMIT", 1000)
    table = 'text\n"never closed\n' + "x\n" * 600 + "He left.\n"
    found = read(tmp_path, "a.csv", table)
    assert found[0] == "line 2: not a row of a table (field larger than field limit (1000))"
    assert [one.text for one in found if isinstance(one, Article)][-1] == "He left."
    assert read(tmp_path, "a.csv", "text\n" + "x" * 5000) == ["line 2: a line of more than 0 MiB"]
    assert read(tmp_path, "a.csv", "text,title\n" + '"' + "x" * 900 + "\n" * 20 + '","' + "y\n" * 600) != []


# ---------------------------------------------------------------------------------------- JSON


def test_an_array_an_object_and_lines(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "He left."}, {"text": "She stayed.", "published": 1473638400}]
    for name, data in [
        ("a.json", json.dumps(rows, indent=2)),
        ("a.json", "\ufeff" + json.dumps(rows)),
        ("a.ndjson", "\n".join(map(json.dumps, rows))),
    ]:
        found = read(tmp_path, name, data)
        assert [one.text for one in found if isinstance(one, Article)] == ["He left.", "She stayed."]
        assert [one.id for one in found if isinstance(one, Article)] == ["a", f"{name}:2"]
    assert (
        fields(read(tmp_path, "a.json", json.dumps(rows[1]))[0])["published"] == "2016-09-12T00:00:00+00:00"
    )
    for name, data in [("a.json", "[ ]"), ("a.ndjson", " \n\n"), ("a.csv", "title,text\n")]:
        (refused,) = read(tmp_path, name, data)
        assert str(refused).endswith("contains no article")


OBJECTS: list[dict[str, object]] = [
    {"Title": "Mill", "Text": SAID, "Link": "https://a.example/1", "Author": "Ana Ruiz",
     "Outlet": "The Coast", "Date": "2016-09-12"},
    {"headline": "Mill", "body": SAID, "url": "https://a.example/1", "authors": ["Ana Ruiz"],
     "source": "The Coast", "published_at": "2016-09-12"},
    {"title": "Mill", "content": SAID, "source": {"id": None, "name": "The Coast"}, "url": "https://a.example/1",
     "author": {"name": "Ana Ruiz"}, "publishedAt": "2016-09-12"},
    {"title": "Mill", "full_text": SAID, "source": "https://a.example/1", "byline": "By Ana Ruiz",
     "newspaper": "The Coast", "publication date": "2016-09-12"},
]  # fmt: skip


@pytest.mark.parametrize("one", OBJECTS)
def test_an_object_by_any_names(tmp_path: Path, one: dict[str, object]) -> None:
    for name, data in [
        ("a.json", one),
        ("a.json", [one]),
        ("a.jsonl", one),
        ("a.json", {"n": 1, "articles": [one]}),
    ]:
        (found,) = read(tmp_path, name, json.dumps(data))
        assert fields(found) == WHOLE


def test_a_number_is_an_id(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jsonl", '{"id": 12, "text": "He left."}\n{"id": true, "text": "She stayed."}')
    assert isinstance(found[0], Article)
    assert found[0].id == "12"
    assert found[1] == "line 2: `id` must be text, not true or false"


def test_an_array_is_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.articles import json_articles

    monkeypatch.setattr(json_articles, "_PIECE", 64)
    rows = [{"text": f"“Né” {number} " + "x" * number} for number in range(300)]
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        data = json.dumps(rows, ensure_ascii=False, indent=1).encode(encoding)
        assert [one.text for one in read(tmp_path, "a.json", data) if isinstance(one, Article)] == [
            row["text"] for row in rows
        ]


REST = "what follows was not read"
DEEP = "a value is nested too deeply or too large"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('[\n{"text": "x"},\n{"t" 5},\n{"text": 1}]', f"line 3: not JSON (Expecting ':' delimiter); {REST}"),
        ('[{"text": "x"}, {"text": "y', f"line 1: not JSON (Unterminated string starting at); {REST}"),
        ('[{"text": "x"}', "line 1: not JSON (it ends within its array)"),
        ('[{"text": "x"}, ' + "[" * 100_000, f"line 1: not JSON ({DEEP}); {REST}"),
        ('[{"text": "x"}, 5]', "line 1: an object with a `text` is needed, not a number"),
    ],
)  # fmt: skip
def test_a_fault_in_an_array_is_named_by_its_line(tmp_path: Path, data: str, said: str) -> None:
    found = read(tmp_path, "a.json", data)
    assert isinstance(found[0], Article)
    assert found[1:] == [said]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "is empty"),
        ("{", "line 1: not JSON (Expecting property name enclosed in double quotes)"),
        ("5", "an object with a `text` is needed, not a number"),
        ('{"a": 1}', "contains no text"),
        (b"PK\x03\x04", "is a binary file with the name of a text file"),
    ],
)
def test_what_is_no_json(tmp_path: Path, data: str | bytes, said: str) -> None:
    (refused,) = read(tmp_path, "a.json", data)
    assert str(refused).replace(f"{tmp_path}/a.json: ", "") == said


def test_too_long_an_article_of_an_array_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "SIZE_LIMIT", 1000)
    monkeypatch.setattr("index.articles.json_articles._PIECE", 100)
    data = '[{"text": "x"}, {"text": "' + "y" * 5000
    assert read(tmp_path, "a.json", data)[1:] == [
        "line 1: an article of more than 0 MiB; what follows was not read"
    ]


NINJS = {
    1: {
        "uri": "urn:news:1", "type": "text", "language": "en", "headline": "Mill", "byline": "Ana Ruiz",
        "versioncreated": "2016-09-12T08:30:00Z", "copyrightholder": "The Coast",
        "body_html": "<p>He   said: &ldquo;It is <b>old</b>.&rdquo;</p><hr><p>She left.<br/>Late.</p>",
    },
    2: {
        "uri": "https://a.example/2", "headlines": [{"role": "main", "value": "Mill"}], "by": "Ana Ruiz",
        "versionCreated": "2016-09-12T08:30:00Z", "infoSources": [{"name": "The Coast"}], "language": "en",
        "bodies": [
            {"role": "web", "contentType": "text/html", "value": "<p>no</p>"},
            {"contentType": "text/plain", "value": "He said: “It is old.”\n\nShe left.\nLate."},
        ],
    },
    3: {
        "uri": "urn:news:3", "headlines": [{"value": "Mill"}], "by": "Ana Ruiz", "language": "en",
        "contentCreated": "2016-09-12T08:30:00Z", "infoSources": [{"name": "The Coast"}],
        "bodies": [
            {"contentType": "text/html", "value": "<p>He said: “It is <i>old</i>.”</p><p>She left.<br>Late."}
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize("version", NINJS)
def test_ninjs(tmp_path: Path, version: int) -> None:
    (article,) = read(tmp_path, "a.json", json.dumps(NINJS[version]))
    found = fields(article)
    assert found.pop("url", None) == ("https://a.example/2" if version == 2 else None)
    assert found == {
        "title": "Mill",
        "text": "He said: “It is old.”\n\nShe left.\nLate.",
        "author": "Ana Ruiz",
        "publisher": "The Coast",
        "published": "2016-09-12T08:30:00+00:00",
        "language": "en",
    }


anything = st.binary(max_size=200) | st.text('text,"\n;\t\\x{}[]:5 ', max_size=200).map(str.encode)


@settings(deadline=None)
@given(data=anything, name=st.sampled_from(["a.csv", "a.tsv", "a.json", "a.ndjson"]))
def test_law_any_bytes_are_articles_or_refused(
    data: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    for item in read_articles(path):
        if isinstance(item, Article):
            assert item.text.strip()
        else:
            assert "\n" not in item.reason
            assert not item.reason.startswith(str(path))


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)))
def test_law_a_table_gives_the_texts_it_holds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    import csv

    texts = [text for text in texts if text.strip()]
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([["title", "text"], *(["x", text] for text in texts)])
    path = tmp_path_factory.getbasetemp() / "law.csv"
    path.write_bytes(out.getvalue().encode())
    assert [item.text for item in read_articles(path) if isinstance(item, Article)] == texts
