"""Files that hold files: what is in them goes in, and nothing in them can do harm."""

import gzip
import io
import tarfile
import time
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import source
from index.articles.article import Article
from index.articles.kinds import KINDS
from index.articles.reading import read_articles
from index.articles.source import Tally
from tests.support.files import SAID, docx, epub, odt, pdf, zipped

TALKS = f"Mill to close\n\n{SAID}\n"


def tarred(files: Mapping[str, str], *, compressed: bool = True) -> bytes:
    """A tar archive of these files, a link out of it and a device."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz" if compressed else "w") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("zero.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


def page(status: str, kind: str, body: str) -> str:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}"


def warc(*records: tuple[str, str, str]) -> bytes:
    """An archive of the web: the address, the type and the bytes of each record."""
    out = b""
    for number, (address, kind, body) in enumerate(records):
        data = body.encode()
        out += (
            (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
                f"WARC-Date: 2016-09-12T08:30:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(data)}\r\n\r\n"
            ).encode()
            + data
            + b"\r\n\r\n"
        )
    return out


def read(tmp_path: Path, name: str, data: bytes, tally: Tally | None = None) -> list[Article | str]:
    path = tmp_path / name
    path.write_bytes(data)
    found = read_articles(path, passed_over=tally)
    return [
        one if isinstance(one, Article) else str(one).removeprefix(str(path)).lstrip(":, ") for one in found
    ]


def ids(items: list[Article | str]) -> list[str]:
    return [item if isinstance(item, str) else item.id for item in items]


FILES = {
    "b/talks.txt": TALKS,
    "a.jsonl": '{"text": "He left."}\n{}\n{"id": "given", "text": "She stayed."}\n',
    "2016-09-12_quay.md": "# Quay\n\nHe left.",
    "photo.jpg": "x",
    ".hidden.txt": "x",
    "__MACOSX/b/._talks.txt": "x",
}


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tgz", "a.tar"])
def test_every_article_of_an_archive(tmp_path: Path, name: str) -> None:
    data = zipped(FILES) if name == "a.zip" else tarred(FILES, compressed=name != "a.tar")
    tally = Tally()
    found = read(tmp_path, name, data, tally)
    assert sorted(ids(found)) == sorted(
        [
            f"{name}:2016-09-12_quay.md",
            f"{name}:a.jsonl:1",
            "a.jsonl, line 2: `text` is missing",
            "given",
            f"{name}:b/talks.txt",
        ]
    )
    assert tally == {".jpg": 1}
    by_id = {one.id: one for one in found if isinstance(one, Article)}
    talks = by_id[f"{name}:b/talks.txt"]
    assert (talks.text, talks.title, talks.path) == (TALKS, "Mill to close", str(tmp_path / name))
    assert by_id[f"{name}:2016-09-12_quay.md"].published == "2016-09-12"
    assert {one.part for one in by_id.values()} == {
        "2016-09-12_quay.md",
        "a.jsonl:1",
        "a.jsonl:3",
        "b/talks.txt",
    }


def test_a_single_compressed_file(tmp_path: Path) -> None:
    assert ids(read(tmp_path, "talks.txt.gz", gzip.compress(TALKS.encode()))) == ["talks.txt.gz:talks.txt"]
    rows = gzip.compress(b'{"text": "He left."}\n{"text": "She stayed."}\n')
    assert ids(read(tmp_path, "a.jsonl.gz", rows)) == ["a.jsonl.gz:a.jsonl:1", "a.jsonl.gz:a.jsonl:2"]


def test_documents_in_archives_in_archives(tmp_path: Path) -> None:
    inner = zipped({"a.docx": docx("<w:p><w:r><w:t>He left.</w:t></w:r></w:p>")})
    data: bytes = zipped({"inner.zip": inner, "b.txt.gz": gzip.compress(TALKS.encode())})
    assert ids(read(tmp_path, "a.zip", data)) == ["a.zip:b.txt.gz:b.txt", "a.zip:inner.zip:a.docx"]
    for _ in range(3):
        data = zipped({"again.zip": data})
    found = read(tmp_path, "a.zip", data)
    assert found == ["again.zip/again.zip/again.zip/b.txt.gz: more than 3 archives deep",
                     "again.zip/again.zip/again.zip/inner.zip: more than 3 archives deep"]  # fmt: skip


@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_of_the_web(tmp_path: Path, compressed: bool) -> None:
    html = (
        f"<html><head><title>Mill to close</title></head><body><article><p>{SAID}</p></article></body></html>"
    )
    data = warc(
        ("https://coast.example/mill", "response", page("200 OK", "text/html; charset=utf-8", html)),
        ("https://coast.example/a.jpg", "response", page("200 OK", "image/jpeg", "x")),
        ("https://coast.example/gone", "response", page("404 Not Found", "text/html", html)),
        ("https://coast.example/none", "response", page("200 OK", "text/html", "<p></p>")),
        ("https://coast.example/mill", "request", "GET / HTTP/1.1\r\n\r\n"),
    )
    name, tally = ("a.warc.gz", Tally()) if compressed else ("a.warc", Tally())
    found = read(tmp_path, name, gzip.compress(data) if compressed else data, tally)
    article = found[0]
    assert isinstance(article, Article)
    assert (article.id, article.text, article.url) == (f"{name}:1", SAID, "https://coast.example/mill")
    assert found[1:] == ["record 4, https://coast.example/none: contains no text"]
    assert tally == {"image/jpeg": 1, "pages that were not there": 1}


def test_names_that_climb_out_are_refused(tmp_path: Path) -> None:
    data = zipped({"../up.txt": TALKS, "/above.txt": TALKS, "a/../../up.txt": TALKS, "good.txt": TALKS})
    outside = "its name leads out of the file it is in"
    assert ids(read(tmp_path, "a.zip", data)) == [
        f"../up.txt: {outside}", f"/above.txt: {outside}", f"a/../../up.txt: {outside}", "a.zip:good.txt"
    ]  # fmt: skip


def test_bombs_are_refused_in_bounded_time_and_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "UNPACKED_LIMIT", 64 * 2**20)
    lines = (b" " * 1023 + b"\n") * 2**14
    big = zipped({f"{number}.jsonl": lines for number in range(8)})  # 128 MiB
    assert len(big) < 2**20
    bombs = {
        "a.zip": (big, "4.jsonl: unpacks to more than 64 MiB"),
        "b.zip": (zipped({"a.txt": b" " * 2**24, "b.zip": zipped({"c.txt": b" " * 2**24})}), None),
        "a.txt.gz": (gzip.compress(b" " * 2**24), "a.txt: larger than 8 MiB"),
        "a.jsonl.gz": (gzip.compress(lines * 8), "a.jsonl: unpacks to more than 64 MiB"),
        "a.tar.gz": (gzip.compress(b"\0" * 512 + b"x" * 2**27), None),
    }
    for name, (data, said) in bombs.items():
        tracemalloc.start()
        start = time.process_time()
        found = read(tmp_path, name, data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert all(isinstance(one, str) for one in found), name
        assert said is None or said in found, (name, found)
        assert name != "a.zip" or found[5:] == ["unpacks to more than 64 MiB; the rest was not read"]
        assert peak < 80 * 2**20, (name, peak)
        assert time.process_time() - start < 20, name


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MEMBERS_LIMIT", 10)
    found = read(tmp_path, "a.zip", zipped({f"{number:02}.txt": TALKS for number in range(20)}))
    assert ids(found)[10:] == ["contains more than 10 files"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.zip", b"He left.", "not a zip archive that can be read (File is not a zip file)"),
        ("a.zip", zipped({"a.txt": TALKS})[:-30], "not a zip archive that can be read (File is not a zip file)"),
        ("a.tar.gz", b"He left.", "not a tar archive that can be read (truncated header)"),
        ("a.txt.gz", b"He left.", "a.txt: cannot be unpacked (Not a gzipped file (b'He'))"),
        ("a.txt.gz", gzip.compress(TALKS.encode(), mtime=0)[:-9], "a.txt: cannot be unpacked (Compressed file ended before the end-of-stream marker was reached)"),
        ("a.warc", b"He left.", "not an archive of the web that can be read (Unknown archive format, first line: ['He', 'left.'])"),
        ("a.zip", zipped({"a.zip": b"He left."}), "a.zip: not a zip archive that can be read (File is not a zip file)"),
    ],
)  # fmt: skip
def test_damaged_archives(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (found,) = read(tmp_path, name, data)
    assert str(found)[:60] == said[:60]


def test_a_file_that_is_damaged_does_not_lose_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TALKS * 20, "b.txt": TALKS}))
    data[50] ^= 0xFF
    found = read(tmp_path, "a.zip", bytes(data))
    assert str(found[0]).startswith("a.txt: cannot be unpacked (")
    assert ids(found[1:]) == ["a.zip:b.txt"]


WHOLE = {
    "docx": docx("<w:p><w:r><w:t>He left.</w:t></w:r></w:p>"),
    "odt": odt("<text:p>He left.</text:p>"),
    "epub": epub({"a": "<html><body><p>He left.</p></body></html>"}, ""),
    "pdf": pdf([[(72, 700, 11, "He left the room at noon, and came back.")]]),
    "rtf": b"{\\rtf1\\ansi He left.\\par}",
    "zip": zipped({"a.txt": TALKS}),
    "tar.gz": tarred({"a.txt": TALKS}),
    "txt.gz": gzip.compress(TALKS.encode()),
    "warc": warc(("https://a.example", "response", page("200 OK", "text/html", f"<p>{SAID}</p>"))),
    "eml": f"Subject: x\nFrom: y\nContent-Type: text/plain; charset=utf-8\n\n{TALKS}".encode(),
    "mbox": f"From x\nSubject: x\n\n{TALKS}".encode(),
    "mhtml": b"Content-Type: text/html\n\n<p>He left the room at noon.</p>",
    "xml": f"<nitf><body><body.content><p>{SAID}</p></body.content></body></nitf>".encode(),
}


def test_every_kind_has_its_example() -> None:
    others = {".txt", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json", ".csv", ".tsv"}
    same = {".mht", ".tar", ".tgz", ".warc.gz", ".rss", ".atom", ".gz"}
    assert set(KINDS) == {f".{kind}" for kind in WHOLE if kind != "txt.gz"} | others | same


@pytest.mark.parametrize("kind", WHOLE)
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_law_damaged_files_are_articles_or_refused(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    content = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
        if not content:
            content = bytearray(b"x")
    path = tmp_path_factory.getbasetemp() / f"law.{kind}"
    path.write_bytes(
        content[: data.draw(st.integers(1, len(content)))] if data.draw(st.booleans()) else content
    )
    for item in read_articles(path):
        if isinstance(item, Article):
            assert item.text.strip()
        else:
            assert str(item).startswith(str(path))
            assert "\n" not in str(item)
