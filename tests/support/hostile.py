"""Files and folders made to harm whoever reads them: bombs, climbing names, nesting without an end."""

import gzip
import io
import tarfile
from collections.abc import Iterator

from tests.support.files import docx, epub, odt, pdf, zipped

SAID = "“It is old,” said Ana Ruiz."
_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "' + "x" * 1000 + '">'
    + "".join(f'<!ENTITY {after} "{f"&{one};" * 50}">' for one, after in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)  # fmt: skip
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def hostile_files(size: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of files that unpack to, or hold, `size` bytes of harm each, whatever their own size."""
    yield from _containers(size)
    yield from _documents(size)
    yield from _texts(size)


def _containers(size: int) -> Iterator[tuple[str, bytes]]:
    blank = b" " * size
    yield "bomb.zip", zipped({f"{n}.txt": blank for n in range(8)})
    nest: bytes = zipped({"a.txt": SAID})
    for _ in range(12):
        nest = zipped({"inner.zip": nest, "b.zip": nest})
    yield "nest.zip", nest
    yield "many.zip", zipped({f"{n}.txt": "" for n in range(size // 1000)})
    climbing = (
        "../up.txt",
        "/climbs.txt",
        "a/../../b.txt",
        "C:\\c.txt",
        "..\\d.txt",
        "e\0.txt",
        "f" * 5000 + ".txt",
    )
    yield "climb.zip", zipped(dict.fromkeys(climbing, SAID))
    liar = bytearray(zipped({"a.txt": blank}))
    place = liar.index(b"PK\x01\x02") + 24
    liar[place : place + 4] = b"\x01\0\0\0"  # it says that it unpacks to one byte
    yield "liar.zip", bytes(liar)
    yield "bomb.txt.gz", gzip.compress(blank * 4)
    yield "bomb.jsonl.gz", gzip.compress(b"\n" * size * 4)
    onion = gzip.compress(blank * 4)
    for _ in range(4):
        onion = gzip.compress(onion)
    yield "onion.txt.gz.gz.gz.gz.gz", onion
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name in ("../up.txt", "/climbs.txt", "big.txt"):
            info = tarfile.TarInfo(name)
            info.size = size if name == "big.txt" else 0
            archive.addfile(info, io.BytesIO(blank))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind!r}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    yield "climb.tar.gz", out.getvalue()
    yield "zeros.tar.gz", gzip.compress(b"\0" * size * 4)
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
    )
    yield (
        "bomb.warc.gz",
        gzip.compress(
            record % (4 * size) + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + blank * 4
        ),
    )
    yield "endless.warc", b"WARC/1.0\r\n" + b"X: y\r\n" * (size // 6)


def _documents(size: int) -> Iterator[tuple[str, bytes]]:
    deep = "<w:p>" * (size // 20) + "</w:p>" * (size // 20)
    yield "laughs.docx", zipped({"word/document.xml": f"{_LAUGHS}<w:document {_WORD}>&g;</w:document>"})
    yield "bomb.docx", docx("<w:p><w:r><w:t>" + " " * size * 4 + "</w:t></w:r></w:p>")
    yield "deep.docx", docx(deep)
    yield "wide.docx", docx("<w:p/>" * (size // 8))
    yield "laughs.odt", zipped({"content.xml": f"{_LAUGHS}<a>&g;</a>"})
    yield "spaces.odt", odt('<text:p><text:s text:c="999999999"/></text:p>' * (size // 100))
    chapter = "<html><body>" + "<p/>" * (size // 8) + "</body></html>"
    yield "again.epub", _repeated(chapter, 2000)
    yield "laughs.epub", epub({"a": f"{_LAUGHS}<html><body><p>&g;</p></body></html>"}, "")
    yield "laughs.xml", f"{_LAUGHS}<nitf><body><body.content><p>&g;</p></body.content></body></nitf>".encode()
    yield "deep.xml", b"<nitf>" + b"<p>" * (size // 8)
    yield "endless.rss", b'<rss version="2.0"><channel>' + b"<item><title>x</title></item>" * (size // 30)
    yield "groups.rtf", b"{\\rtf1 " + b"{" * size
    yield "words.rtf", b"{\\rtf1 " + b"\\b0 " * (size // 4)
    yield "links.rtf", b"{\\rtf1 " + b"{\\field{\\*\\fldinst{" * (size // 20)
    yield "many.pdf", pdf([[(72, 700, 11, "x")]] * min(size // 3000, 2500))
    yield "wide.pdf", pdf([[(n % 600, 790 - n % 780, 2, "x y") for n in range(size // 100)]])


def _repeated(chapter: str, times: int) -> bytes:
    """An e-book whose one chapter is read again and again."""
    return zipped(
        {
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
            "b.opf": '<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>'
            + '<itemref idref="a"/>' * times
            + "</spine></package>",
            "a.xhtml": chapter,
        }
    )


def _texts(size: int) -> Iterator[tuple[str, bytes]]:
    yield "long.jsonl", b'{"text": "' + b"x" * size * 2
    yield "deep.json", b"[" * size
    yield "deep.jsonl", b'{"a":' * (size // 5)
    yield "wide.csv", b"text" + b"," * size + b"\n"
    yield "quotes.csv", b"title,text\n" + b'"' * size
    yield "rows.tsv", b"title\ttext\n" + b"\t\n" * (size // 2)
    yield (
        "parts.eml",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * (size // 8),
    )
    yield "nested.eml", b"Subject: x\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * (size // 50)
    yield "header.eml", b"Subject: " + b"=?utf-8?q?x?= " * (size // 14) + b"\n\nx"
    yield "letters.mbox", b"From a@b\n\n" * (size // 10)
    yield "deep.html", b"<div>" * (size // 5)
    yield "wide.html", b"<p>" + b"<b>x</b>" * (size // 8)
    yield "attributes.html", b"<p " + b"a=b " * (size // 4) + b">"
    yield "open.html", b"<" * size
    yield "marks.md", b"[*_`" * (size // 4)
    yield "quotes.md", b"> " * (size // 2)
    yield "aliases.md", b"---\na: &a [x]\n" + b"b: [*a,*a]\n" * 1000 + b"---\nx"
    yield "front.md", b"---\n" + b"- " * (size // 2) + b"\n---\nx"
    yield "dashes.txt", b"-" * size
    yield "marks.txt", "“".encode() * (size // 3)
    yield "nul.txt", b"\0" * size
    yield "name.xml", b"<" + b"a" * size + b">"
