"""Articles out of files, folders and streams: what is taken, in which order, and what is refused."""

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.articles import source
from index.articles.article import Article
from index.articles.kinds import KINDS
from index.articles.reading import common_root, read_article, read_articles, read_jsonl
from index.errors import ArticleError

DATE = "a date such as 2016-09-12 or 12 September 2016"
TEXT = "Talks fail\n\n“We tried,” she said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of news, with what does not belong in one."""
    files = {
        "b.txt": TEXT,
        "a.md": "# Talks fail\n\nHe left.",
        "sub/c.html": "<html><body><article><p>He left the room at noon.</p></article></body></html>",
        "sub/deep/d.jsonl": '{"id": "d-1", "text": "He left."}\n\n{"text": "She stayed."}\n',
        "Z.TXT": "Upper case",
        "photo.jpg": "passed over",
        "notes.text": "passed over",
        ".hidden.txt": "passed over",
        ".git/x.txt": "passed over",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def articles(path: Path, root: Path | None = None) -> list[Article]:
    found = list(read_articles(path, root=root))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def refusals(path: Path) -> list[str]:
    return [
        str(item).replace(str(path), "DIR") for item in read_articles(path) if isinstance(item, ArticleError)
    ]


def test_a_folder_gives_its_articles_in_the_order_of_names(folder: Path) -> None:
    found = articles(folder)
    assert [article.id for article in found] == [
        "Z.TXT",
        "a.md",
        "b.txt",
        "sub/c.html",
        "d-1",
        "sub/deep/d.jsonl:3",
    ]
    assert found[2] == Article(id="b.txt", title="Talks fail", text=TEXT, path=(folder / "b.txt").as_posix())


def test_a_file_counts_from_the_folder_it_stands_in_or_the_one_given(folder: Path) -> None:
    assert [article.id for article in articles(folder / "sub" / "c.html")] == ["c.html"]
    assert [article.id for article in articles(folder / "sub" / "c.html", folder)] == ["sub/c.html"]
    assert [article.id for article in articles(folder / "b.txt", folder / "sub")] == ["b.txt"]
    assert read_article(folder / "sub" / "c.html", root=folder).id == "sub/c.html"


def test_files_named_together_count_from_the_folder_they_share(folder: Path) -> None:
    assert common_root([folder / "a.md", folder / "sub" / "c.html"]) == folder
    assert common_root([folder / "b.txt", folder]) == folder
    assert common_root([folder / "sub", folder / "a.md"]) == folder
    assert common_root([folder]) == folder
    assert common_root([]) is None


@pytest.mark.parametrize(
    "data", [b"He left.\r\nShe stayed.\n", b"\xef\xbb\xbfHe left.\r\n", "“Né”, dit-il.".encode("cp1252")]
)
def test_law_the_text_of_a_txt_file_is_the_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    article = read_article(path)
    assert article.text == data.decode(article.encoding)
    assert article.text.encode(article.encoding) == data


def test_a_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = '<html><head><meta charset="koi8-r"></head><body><p>Он ушёл в полдень.</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("koi8-r"))
    assert [(article.text, article.encoding) for article in articles(tmp_path)] == [
        ("Он ушёл в полдень.", "koi8-r")
    ]


def test_what_is_no_article_is_refused_and_the_others_kept(tmp_path: Path) -> None:
    bad = {
        "binary.txt": b"\x89PNG\r\n",
        "controls.txt": bytes(range(1, 256)),
        "dates.md": b"---\npublished: soon\n---\nHe left.",
        "empty.txt": b"",
        "front.md": b"---\ntitle: [\n---\nHe left.",
        "nothing.html": b"<html><body></body></html>",
        "nul.txt": b"He\0left, and nobody knew why he did",
        "white.txt": b" \n\t\n",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("He left.")
    found = list(read_articles(tmp_path))
    assert [item.id for item in found if isinstance(item, Article)] == ["good.txt"]
    assert refusals(tmp_path) == [
        "DIR/binary.txt: is a binary file with the name of a text file",
        "DIR/controls.txt: is not text (it is full of control characters)",
        f"DIR/dates.md: `published` must be {DATE}, not 'soon'",
        "DIR/empty.txt: is empty",
        "DIR/front.md, line 3: its front matter cannot be read (did not find expected node content)",
        "DIR/nothing.html: contains no text",
        "DIR/nul.txt: is not text (it holds NUL bytes)",
        "DIR/white.txt: is empty",
    ]
    named = [(item.path, item.field) for item in found if isinstance(item, ArticleError)]
    assert named[2] == (tmp_path / "dates.md", "published")


def test_files_of_another_kind_are_refused_only_where_named(folder: Path) -> None:
    kinds = ", ".join(KINDS)
    assert [str(item) for item in read_articles(folder / "photo.jpg")] == [
        f"{folder}/photo.jpg: not an article: its name must end in {kinds}"
    ]
    assert [str(item) for item in read_articles(folder / "photos")] == [
        f"{folder}/photos: no such file or directory"
    ]
    with pytest.raises(ArticleError, match="contains many articles"):
        read_article(folder / "sub" / "deep" / "d.jsonl")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert [str(item) for item in read_articles(tmp_path / "a.txt")] == [
        f"{tmp_path}/a.txt: no such file or directory"
    ]
    assert [str(item) for item in read_articles(tmp_path)] == [
        f"{tmp_path}: no article in this folder (it takes .txt, .md, .html, .jsonl, .csv and more)"
    ]


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)  # ten gigabytes on no disk
    assert refusals(tmp_path) == ["DIR/a.txt: larger than 8 MiB"]


def test_links_are_followed_inside_the_folder_only(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("Secret")
    (folder / "in.txt").symlink_to(folder / "b.txt")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "up.txt").symlink_to(Path("..") / outside.name / "secret.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "lost.txt").symlink_to(folder / "gone.txt")
    (folder / "dir.txt").symlink_to(outside)
    (folder / "elsewhere").symlink_to(outside)
    (folder / "self").symlink_to(folder)
    found = list(read_articles(folder))
    assert "in.txt" in [item.id for item in found if isinstance(item, Article)]
    assert not any("Secret" in item.text for item in found if isinstance(item, Article))
    assert refusals(folder) == [
        "DIR/dir.txt: a link that leads out of the folder",
        "DIR/loop.txt: too many levels of symbolic links",
        "DIR/lost.txt: no such file or directory",
        "DIR/out.txt: a link that leads out of the folder",
        "DIR/up.txt: a link that leads out of the folder",
    ]
    assert [article.text for article in articles(folder / "out.txt")] == ["Secret"]  # named, so meant


def test_pipes_and_devices_are_refused_and_block_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "a.txt").write_text("He left.")
    found = list(read_articles(tmp_path))
    assert [item.id for item in found if isinstance(item, Article)] == ["folder.txt/a.txt"]
    assert refusals(tmp_path) == ["DIR/pipe.txt: not a regular file"]
    assert "its name must end in" in str(next(read_articles(Path("/dev/zero"))))
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert [str(item) for item in read_articles(tmp_path / "zero.txt")] == [
        f"{tmp_path}/zero.txt: not a regular file"
    ]


def test_names_that_are_no_text_are_refused(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(name, "w") as file:  # noqa: PTH123 - a Path cannot hold it
        file.write("He left.")
    assert ["its name is not valid UTF-8" in line for line in refusals(tmp_path)] == [True]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_refused(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (folder / "sub").chmod(0)
    try:
        assert refusals(folder) == ["DIR/b.txt: permission denied", "DIR/sub: permission denied"]
    finally:
        (folder / "sub").chmod(0o700)


# ---------------------------------------------------------------------------------------- JSON Lines


def lines(data: bytes, prefix: str | None = "n.jsonl") -> list[str]:
    found = read_jsonl(io.BytesIO(data), name="n.jsonl", prefix=prefix)
    return [item.id if isinstance(item, Article) else str(item) for item in found]


def test_a_bad_line_does_not_lose_the_others() -> None:
    data = b"""\xef\xbb\xbf{"id": "a", "text": "He left."}\r
{"id": "b"}
not json
{"id": "c", "text": "x", "published": "soon"}

[1, 2]
{"text": "\\ud800"}
{"text": NaN}
{"id": "d", "text": "one\xe2\x80\xa8line"}
{"text": "last, without an end"}"""
    assert lines(data) == [
        "a",
        "n.jsonl, line 2: `text` is missing",
        "n.jsonl, line 3: not JSON (Expecting value)",
        f"n.jsonl, line 4: `published` must be {DATE}, not 'soon'",
        "n.jsonl, line 6: an object with a `text` is needed, not a list",
        "n.jsonl, line 7: `text` holds an unpaired surrogate (at character 0)",
        "n.jsonl, line 8: `text` must be text, not a number",
        "d",
        "n.jsonl:10",
    ]


def test_lines_of_a_stream_are_called_after_their_text_so_that_they_do_not_replace_one_another() -> None:
    first = lines(b'{"text": "He left."}\n{"text": "She stayed."}\n', prefix=None)
    again = lines(b'{"text": "She stayed."}\n', prefix=None)
    assert len(set(first)) == 2
    assert again == first[1:]
    assert all(name.startswith("text-") for name in first)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"[" * 100_000, "not JSON (a value is nested too deeply or too large)"),
        (b'{"text": ' + b"9" * 10_000 + b"}", "not JSON (a value is nested too deeply or too large)"),
        (b'{"text": "x"', "not JSON (Expecting ',' delimiter)"),
        (b"\x89PNG\0\0", "is a binary file with the name of a text file"),
    ],
)
def test_hostile_lines(line: bytes, problem: str) -> None:
    assert lines(line + b'\n{"id": "kept", "text": "x"}') == [f"n.jsonl, line 1: {problem}", "kept"]


def test_too_long_a_line_is_refused_and_never_held_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "SIZE_LIMIT", 1000)
    held: list[int] = []

    class Stream(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            held.append(len(line))
            return line

    fits = b'{"id": "fits", "text": "' + b"x" * 974 + b'"}'
    assert len(fits) == 1000
    data = b"x" * 100_000 + b"\n" + fits + b"\r\n" + b"y" * 1001 + b"\n" + b"z" * 5000
    found = list(read_jsonl(Stream(data), name="n.jsonl"))
    assert [item.id if isinstance(item, Article) else str(item)[:15] for item in found] == [
        "n.jsonl, line 1",
        "fits",
        "n.jsonl, line 3",
        "n.jsonl, line 4",
    ]
    assert max(held) <= 1002


def test_json_lines_in_another_encoding() -> None:
    found = list(read_jsonl(io.BytesIO('{"id": "a", "text": "“It’s over,” he said."}\n'.encode("cp1252"))))
    assert [(item.text, item.encoding) for item in found if isinstance(item, Article)] == [
        ("“It’s over,” he said.", "cp1252")
    ]


# ---------------------------------------------------------------------------------------- laws

anything = st.binary(max_size=300) | st.text(max_size=200).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=anything, kind=st.sampled_from([".txt", ".md", ".html", ".jsonl"]))
def test_law_any_bytes_are_articles_or_refused(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / f"a{kind}"
    path.write_bytes(data)
    for item in read_articles(path):
        if isinstance(item, Article):
            assert item.text.strip()
            assert item.title
            json.dumps([item.id, item.title, item.text, item.author], ensure_ascii=False).encode()
        else:
            assert str(item).startswith(str(path))
            assert "\n" not in str(item)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)))
def test_law_json_lines_give_the_texts_they_hold(texts: list[str]) -> None:
    texts = [text for text in texts if text.strip()]
    data = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts).encode()
    assert [item.text for item in read_jsonl(io.BytesIO(data)) if isinstance(item, Article)] == texts


@pytest.mark.parametrize(
    "row", ["Mill,He left.,03/04/2016", "Mill,He left.,soon", "Mill,He left.,2016-13-01"]
)
def test_what_is_rejected_holds_on_to_nothing_of_the_article(tmp_path: Path, row: str) -> None:
    """A table of 60,000 rows without one good date took 328 MiB, as each error kept its row's traceback."""
    path = tmp_path / "a.csv"
    path.write_text(f"title,text,date\n{row}\n{row}\n")
    for error in read_articles(path):
        assert isinstance(error, ArticleError)
        assert (error.__traceback__, error.__context__, error.__cause__) == (None, None, None)
