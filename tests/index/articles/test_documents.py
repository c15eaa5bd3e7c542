"""Documents, mail and news in XML: one real-life example of each, and each one's traps."""

import io
import sys
import time
import zipfile
from pathlib import Path

import pytest

from index.articles import source
from index.articles.article import Article
from index.articles.reading import read_articles
from index.articles.source import Tally
from tests.support.files import SAID, docx, epub, odt, pdf, zipped


def read(tmp_path: Path, name: str, data: bytes | str, tally: Tally | None = None) -> list[Article | str]:
    """The articles of a file of that name, and in their place why they are refused."""
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = read_articles(path, passed_over=tally)
    return [
        one if isinstance(one, Article) else str(one).removeprefix(str(path)).lstrip(":, ") for one in found
    ]


def fields(item: Article | str) -> dict[str, object]:
    assert isinstance(item, Article), item
    names = ("title", "text", "url", "author", "publisher", "published", "language")
    return {name: value for name in names if (value := getattr(item, name))}


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


WORD = (
    "<w:p><w:r><w:t>Mill to close</w:t></w:r></w:p><w:p/>"
    f"<w:p>{run('“It ')}<w:ins><w:r><w:t>is </w:t></w:r></w:ins><w:del><w:r><w:delText>was </w:delText></w:r></w:del>"
    f"<w:hyperlink>{run('old')}</w:hyperlink>{run(',” said Ana Ruiz.')}</w:p>"
    f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One ')}</w:p><w:p>{run('paragraph.')}</w:p>"
    f"<w:tbl><w:tr><w:tc><w:p>{run('a cell')}<w:r><w:br/><w:t>of two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    f"<w:moveFrom><w:p>{run('gone')}</w:p></w:moveFrom>"
    f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{run('A box.')}</w:p></w:txbxContent></mc:Choice>"
    f"<mc:Fallback><w:txbxContent><w:p>{run('A box.')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def test_docx(tmp_path: Path) -> None:
    core = "<dc:title>The mill</dc:title><dc:creator>Bo Lind</dc:creator><dcterms:created>2016-09-12T08:30:00Z</dcterms:created>"
    (article,) = read(tmp_path, "a.docx", docx(WORD, core))
    assert fields(article) == {
        "title": "The mill",
        "text": f"Mill to close\n\n{SAID}\n\nOne paragraph.\n\na cell\nof two\n\nA box.",
        "author": "Bo Lind",
        "published": "2016-09-12T08:30:00+00:00",
    }
    (article,) = read(tmp_path, "a.docx", docx(WORD))
    assert fields(article)["title"] == "Mill to close"


def test_odt(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:h>Mill to close</text:h>"
        "<text:p>“It is <text:span>old</text:span>,”<text:s/>said\n Ana Ruiz<text:note><text:p>note</text:p></text:note>.</text:p>"
        "<text:p/><text:list><text:list-item><text:p>One<text:line-break/>two</text:p></text:list-item></text:list>"
    )
    meta = "<dc:title>The mill</dc:title><meta:initial-creator>Bo Lind</meta:initial-creator>"
    meta += "<dc:creator>Al Moe</dc:creator><meta:creation-date>2016-09-12T08:30:00.5</meta:creation-date>"
    (article,) = read(tmp_path, "a.odt", odt(body, meta))
    assert fields(article) == {
        "title": "The mill",
        "text": f"Mill to close\n\n{SAID}\n\nOne\ntwo",
        "author": "Bo Lind",
        "published": "2016-09-12T08:30:00.500000",
    }


def test_epub(tmp_path: Path) -> None:
    page = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{}</body></html>"
    chapters = {
        "one": page.format(f"<h1>Mill to close</h1><p>{SAID}</p>"),
        "two": page.format("<p>She&nbsp;left.<br/>Late.</p>"),
    }
    metadata = (
        "<dc:title>The mill</dc:title><dc:creator>Bo Lind</dc:creator><dc:publisher>The Coast</dc:publisher>"
    )
    metadata += "<dc:date>2016-09-12</dc:date><dc:language>en</dc:language>"
    (article,) = read(tmp_path, "a.epub", epub(chapters, metadata))
    assert fields(article) == {
        "title": "The mill",
        "text": f"Mill to close\n\n{SAID}\n\nShe\u00a0left.\nLate.",
        "author": "Bo Lind",
        "publisher": "The Coast",
        "published": "2016-09-12",
        "language": "en",
    }


def test_a_book_has_each_chapter_once(tmp_path: Path) -> None:
    book = epub({"a": f"<html><body><p>{SAID}</p></body></html>"}, "")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["OPS/book.opf"] = files["OPS/book.opf"].replace(
        b'<itemref idref="a"/>', b'<itemref idref="a"/>' * 2000
    )
    (article,) = read(tmp_path, "a.epub", zipped(files))
    assert fields(article)["text"] == SAID


def test_rtf(tmp_path: Path) -> None:
    rtf = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title The mill}{\author Bo Lind}"
        r"{\creatim\yr2016\mo9\dy2}}\f0 Mill to close\par \u8220?It {\b is} old,\'94 said {\deleted\revauthdel1 Tom }"
        r"Ana Ruiz.\par\par She left.\par}"
    )
    (article,) = read(tmp_path, "a.rtf", rtf)
    assert fields(article) == {
        "title": "The mill",
        "text": f"Mill to close\n{SAID}\n\nShe left.",
        "author": "Bo Lind",
        "published": "2016-09-02",
    }


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (r"\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (r"{\fonttbl{\f0\fcharset204 Arial;}{\f1\fnil\fcharset238 Arial;}}\f0\'cf{\f1\'b9}\'f0", "Пąр"),
        (r"{\fonttbl{\f7\fcharset128 MS;}}{\f7\'93\'fa\'96\'7b}", "日本"),
        (r"\mac \'d2It\'d3", "“It”"),
        (r"\uc1\u-10179?\u-8694?", "\U0001f60a"),
        (r"\uc2\u8220\'93\'94It\uc0\u8221 s", "“It”s"),
        (r"\uc1\u8220\'93It\uc1 \u8221?", "“It”"),
        (r"{\field{\*\fldinst{HYPERLINK \"https://a.example\"}}{\fldrslt{\ul a link}}} here", "a link here"),
        (r"A{\v not shown} B{\v0 C}{\deleted gone\plain  D}", "A BC D"),
        (
            r"{\header The Post}{\footer 3}{\*\generator X;}{\stylesheet{\s0 Normal;}}One{\footnote two}",
            "One",
        ),
        (r"{\pict\wmetafile8\bin5 {{}}}}One", "One"),
        (r"{\info{\title A}{\*\company B}}{\upr{A}{\*\ud{B}}}", "A"),
        ("One\\\nTwo\r\n three\\par four\\~five\\-six\\_seven", "One\nTwo three\nfour\xa0fivesix‑seven"),
        (r"One\cell Two\cell\row Three", "One|Two|\nThree"),
        (r"One} and what follows", "One"),
    ],
)
def test_rtf_in_every_encoding_without_what_is_not_read(tmp_path: Path, code: str, text: str) -> None:
    (article,) = read(
        tmp_path, "a.rtf", "{\\rtf1\\ansi" + ("" if code.startswith(("\\", "{")) else " ") + code + "}"
    )
    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(
    "piece",
    ["{", "{}", "\\b", "\\'e9", "\\par\n", "{\\f0 a}", "{\\field{\\*\\fldinst{", "\\f1", "\\f0\\fcharset0 ",
     "{\\fonttbl\\f1", "{\\title ", "\\bin9", "\\u9", "9", "{\\deleted "],
)  # fmt: skip
def test_hostile_rtf_takes_time_as_its_length(tmp_path: Path, piece: str) -> None:
    for head in ("{\\rtf1 ", "{\\rtf1{\\fonttbl"):
        begun = time.process_time()
        found = read(tmp_path, "a.rtf", head + piece * (2**17 // len(piece)))
        assert len(found) == 1
        assert time.process_time() - begun < 1.5


def test_rtf_of_control_words_alone_is_refused_unread(tmp_path: Path) -> None:
    begun = time.process_time()
    assert read(tmp_path, "a.rtf", "{\\rtf1 " + "\\b" * (2**22 - 100)) == [
        "an .rtf file of more than 1,500,000 control words"
    ]
    assert time.process_time() - begun < 1


LEFT = ["The harbour will stay open all win-", "ter, the harbour master said on", "Monday. “We have the ice under",
        "control,” Solberg said."]  # fmt: skip
RIGHT = ["A well-known second ice-", "breaker is on its way, the well-", "known mayor said. He called the",
         "decision over-", "due."]  # fmt: skip


def test_pdf(tmp_path: Path) -> None:
    heading = [(72, 720, 18, "The harbour of the town is to stay open all of this winter")]
    rows = [(72, 690 - 14 * row, 11, line) for row, line in enumerate(LEFT)]
    rows += [(320, 690 - 14 * row, 11, line) for row, line in enumerate(RIGHT)]
    rows.sort(key=lambda line: -line[1])  # side by side, as many programs write them
    first = [(72, 760, 8, "The Coast 12 September"), *heading, *rows, (300, 30, 9, "Page 1 of 3")]
    second = [(72, 760, 8, "The Coast 12 September"), (72, 700, 11, "A new paragraph on a new page,"),
              (72, 686, 11, "of two lines."), (84, 672, 11, "And one that is set in a little."), (300, 30, 9, "2")]  # fmt: skip
    third = [(72, 760, 8, "The Coast 12 September"), (72, 700, 11, "It ends (here)."), (300, 30, 9, "3")]
    data = pdf([first, second, third], Title="Harbour", Author="Bo Lind", CreationDate="D:20160912083000Z")
    (article,) = read(tmp_path, "a.pdf", data)
    assert fields(article) == {
        "title": "Harbour",
        "text": (
            "The harbour of the town is to stay open all of this winter\n\n"
            "The harbour will stay open all winter, the harbour master said on Monday. “We have the ice under"
            " control,” Solberg said.\n\n"
            "A well-known second icebreaker is on its way, the well-known mayor said. He called the decision"
            " overdue.\n\n"
            "A new paragraph on a new page, of two lines.\n\nAnd one that is set in a little.\n\nIt ends (here)."
        ),
        "author": "Bo Lind",
        "published": "2016-09-12",
    }


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("against the govern-", "ment on Monday", "government"),
        ("an inde-", "pendent inquiry", "independent"),
        ("asked by report-", "ers in the street", "reporters"),
        ("two gate-", "keepers of it", "gatekeepers"),
        ("it was unman-", "ageable, he said", "unmanageable"),
        ("a soft\u00ad", "ened voice", "softened"),
        ("the well-", "known mayor", "well-known"),
        ("it is short-", "sighted, he said", "short-sighted"),
        ("a decision-", "making body", "decision-making"),
        ("a twenty-", "year plan", "twenty-year"),
        ("on flood-", "prone land", "flood-prone"),
        ("an up-", "to-date report", "up-to-date"),
        ("an up-to-", "date report", "up-to-date"),
        ("the mayor-", "elect, who came", "mayor-elect"),
        ("the Anglo-", "American bank", "Anglo-American"),
        ("said Jean-", "Paul Marat", "Jean-Paul"),
        ("in mid-", "1990s style", "mid-1990s"),
        ("he said - ", "and left", "said - and"),
    ],
)
def test_a_word_at_a_lines_end_keeps_its_own_hyphen_and_no_other(
    tmp_path: Path, first: str, second: str, whole: str
) -> None:
    lines = ["The council met on Monday evening, and it was", first, second + " of which nobody had heard."]
    rows = [(72, 690 - 14 * row, 11, line) for row, line in enumerate(lines)]
    (article,) = read(tmp_path, "a.pdf", pdf([rows]))
    assert isinstance(article, Article)
    assert whole in article.text.replace("  ", " ")


def test_a_scan_is_refused_as_one(tmp_path: Path) -> None:
    said = "a scan: its pages are pictures without text; give it a text layer first (OCR)"
    assert read(tmp_path, "a.pdf", pdf([[], [(300, 30, 9, "2")]])) == [said]


LETTER = """From: =?utf-8?q?Bo_Lind?= <bo@coast.example>
To: list@coast.example
Subject: =?utf-8?b?TWlsbCB0byBjbG9zZQ==?=
List-Id: "The Coast" <news.coast.example>
Date: Mon, 12 Sep 2016 08:30:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

=E2=80=9CIt is old,=E2=80=9D said=
 Ana Ruiz.
--b
Content-Type: text/html; charset=utf-8

<p>not this</p>
--b
Content-Type: text/plain
Content-Disposition: attachment; filename=a.txt

not this
--b--
"""
LETTER_FIELDS = {
    "title": "Mill to close",
    "text": SAID,
    "author": "Bo Lind",
    "publisher": "The Coast",
    "published": "2016-09-12T08:30:00+00:00",
}


def test_eml(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "a.eml", LETTER)
    assert fields(article) == LETTER_FIELDS
    page = f"<html><body><article><p>{SAID}</p><p>She left the room at noon.</p></article></body></html>"
    letter = (
        f"From: bo@coast.example\nSubject: Mill\nDate: soon\nContent-Type: text/html; charset=wrong\n\n{page}"
    )
    (article,) = read(tmp_path, "a.eml", letter)
    assert fields(article) == {"title": "Mill", "text": f"{SAID}\nShe left the room at noon."}


def test_an_endless_header_takes_no_endless_time(tmp_path: Path) -> None:
    start = time.process_time()
    for header in (
        "Subject: " + "=?utf-8?q?a?= " * 100_000,
        "From: " + "a,<" * 100_000,
        "Date: " + "1 " * 100_000,
    ):
        (article,) = read(tmp_path, "a.eml", f"{header}\n\n{SAID}")
        assert fields(article)["text"] == SAID
    assert time.process_time() - start < 10


def test_a_letter_of_boundaries_alone_is_refused_unread(tmp_path: Path) -> None:
    head = "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    begun = time.process_time()
    assert read(tmp_path, "a.eml", head + "--b\n\nx\n" * 500_000) == ["a letter of more than 1000 parts"]
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ('text/plain; charset="iso-8859-1"', "=93It is old,=94 she said.", "“It is old,” she said."),
        (
            "text/plain; format=flowed",
            "=22It is=20\nold,=22 she said.\n\nHe left.\n--=20\nBo",
            '"It is old," she said.\n\nHe left.\n-- \nBo',
        ),
        ("text/plain; format=flowed; delsp=yes", "=22It is o=20\nld,=22 she said.", '"It is old," she said.'),
    ],
)
def test_the_words_of_letters(tmp_path: Path, kind: str, text: str, words: str) -> None:
    head = f"Subject: Mill\nContent-Type: {kind}\nContent-Transfer-Encoding: quoted-printable\n\n"
    (article,) = read(tmp_path, "a.eml", head + text)
    assert fields(article)["text"] == words


def test_mbox(tmp_path: Path) -> None:
    box = f"From bo Mon Sep 12 08:30:00 2016\n{LETTER}\nFrom bo Mon\nSubject: empty\n\n\nFrom bo Mon\nnothing\n\n"
    box += "From bo Mon\nSubject: Quay\n\n>From here, he left.\nFrom there, she stayed.\n\nFrom May on, it was shut.\n"
    found = read(tmp_path, "a.mbox", box)
    assert fields(found[0]) == LETTER_FIELDS
    assert found[1:3] == ["line 27: `text` is missing", "line 31: not a letter (it has no headers)"]
    assert (
        fields(found[3])["text"]
        == "From here, he left.\nFrom there, she stayed.\n\nFrom May on, it was shut."
    )
    assert [one.id for one in found if isinstance(one, Article)] == ["a.mbox:1", "a.mbox:4"]
    assert read(tmp_path, "a.mbox", "He left.\n") == [
        "not a mailbox (it does not begin with a line `From ...`)"
    ]


def test_mhtml(tmp_path: Path) -> None:
    page = (
        f"<html><head><title>Mill to close</title></head><body><article><p>{SAID}</p></article></body></html>"
    )
    saved = (
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://coast.example/mill\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary=b\n\n--b\nContent-Type: image/png\n'
        "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b\nContent-Type: text/html; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{page}\n--b--\n"
    )
    (article,) = read(tmp_path, "a.mhtml", saved)
    assert fields(article) == {"title": "Mill to close", "text": SAID, "url": "https://coast.example/mill"}
    assert read(tmp_path, "a.mhtml", "Subject: x\n\nno page") == ["no page in it"]


NITF_BODY = f"<body><body.head><hedline><hl1>Mill to <em>close</em></hl1></hedline><byline>By <person>Bo Lind</person></byline></body.head><body.content><p>{SAID}</p><media><caption>no</caption></media><p>She left.</p></body.content></body>"
NEWSML = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:1" xml:lang="en"><itemMeta><provider literal="The Coast"/><versionCreated>2016-09-13T08:30:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2016-09-12T08:30:00Z</contentCreated><by>Bo Lind</by><headline>Mill to close</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>{SAID}</p><p>She left.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:2"><contentMeta><headline>A picture</headline></contentMeta><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
<packageItem guid="urn:3"/></itemSet></newsMessage>"""
XML_FIELDS = {
    "title": "Mill to close",
    "text": f"{SAID}\n\nShe left.",
    "author": "Bo Lind",
    "publisher": "The Coast",
    "language": "en",
}


def test_nitf(tmp_path: Path) -> None:
    head = '<head><docdata><date.issue norm="20160912T083000Z"/></docdata><pubdata name="The Coast"/></head>'
    (article,) = read(tmp_path, "a.xml", f'<nitf xml:lang="en">{head}{NITF_BODY}</nitf>')
    assert fields(article) == XML_FIELDS | {"published": "2016-09-12T08:30:00+00:00"}


def test_newsml(tmp_path: Path) -> None:
    tally = Tally()
    (article,) = read(tmp_path, "a.xml", NEWSML, tally)
    assert fields(article) == XML_FIELDS | {"published": "2016-09-12T08:30:00+00:00"}
    assert isinstance(article, Article)
    assert (article.id, tally) == ("a.xml:1", {"news items without text": 1})
    inner = NEWSML.replace('<html xmlns="http://www.w3.org/1999/xhtml">', "<nitf>").replace(
        "</html>", "</nitf>"
    )
    (article,) = read(
        tmp_path,
        "a.xml",
        inner.replace("<body><p>", "<body><body.content><p>").replace("</body>", "</body.content></body>"),
    )
    assert fields(article)["text"] == f"{SAID}\n\nShe left."


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Coast</title><language>en</language>
<item><title>Mill to close</title><link>https://coast.example/mill</link><guid>coast-1</guid><dc:creator>Bo Lind</dc:creator>
<pubDate>Mon, 12 Sep 2016 08:30:00 GMT</pubDate><description>The mill closes.</description>
<content:encoded><![CDATA[<p>{SAID}</p><p>She left.</p>]]></content:encoded></item>
<item><title>Quay</title><link>https://coast.example/quay</link><description>The quay opens.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Coast</title>
<entry><title>Mill to close</title><id>coast-1</id><link href="https://coast.example/mill"/><author><name>Bo Lind</name></author>
<published>2016-09-12T08:30:00Z</published><content type="html">&lt;p&gt;{SAID}&lt;/p&gt;&lt;p&gt;She left.&lt;/p&gt;</content></entry>
<entry><title>Quay</title><id>coast-2</id><summary>The quay opens.</summary></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["RSS", "Atom"])
def test_feeds(tmp_path: Path, feed: str) -> None:
    tally = Tally()
    (article,) = read(tmp_path, "a.xml", feed, tally)
    found = fields(article)
    assert str(found.pop("published")).startswith("2016-09-12T08:30:00")
    assert found == XML_FIELDS | {"url": "https://coast.example/mill"}
    assert isinstance(article, Article)
    assert (article.id, tally) == ("coast-1", {"feed entries with a summary alone": 1})


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "'
    + "x" * 1000
    + '">'
    + "".join(f'<!ENTITY {after} "{f"&{one};" * 50}">' for one, after in zip("abcdef", "bcdefg", strict=True))
    + "]><nitf><body><body.content><p>&g;</p></body.content></body></nitf>"
)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xml", "<html/>", "XML whose root is 'html'; NITF, NewsML-G2, RSS and Atom are read"),
        ("a.xml", "<nitf><body>", "line 1: not XML (Premature end of data in tag body line 1)"),
        ("a.xml", "<rss></rss>", "a feed without entries"),
        ("a.xml", "<rss>" + "<a>" * 50_000, "a feed of more than 4 MiB or 50,000 tags"),
        ("a.xml", "<rss>" + "x" * 2**22, "a feed of more than 4 MiB or 50,000 tags"),
        ("a.xml", '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><p>&x;</p></body></nitf>', "contains no text"),
        ("a.xml", BOMB, "line 1: not XML (Maximum entity amplification factor exceeded, see xmlCtxtSetMaxAmplification.)"),
        ("a.docx", "He left.", "not a .docx file (it is no zip archive)"),
        ("a.docx", zipped({"x": "y"}), "not a .docx file (it holds no word/document.xml)"),
        ("a.odt", zipped({"content.xml": "<a>"}), "line 1: not XML (Premature end of data in tag a line 1)"),
        ("a.epub", zipped({"META-INF/container.xml": "<container/>"}), "not an .epub file (it names no book)"),
        ("a.rtf", "He left.", "not an .rtf file"),
        ("a.pdf", "He left.", "not a PDF (Failed to load document (PDFium: Data format error).)"),
        ("a.eml", "\n\nHe left.", "not a letter (it has no headers)"),
        ("a.pdf", b"", "is empty"),
    ],
)  # fmt: skip
def test_what_is_not_what_its_name_says(tmp_path: Path, name: str, data: str | bytes, said: str) -> None:
    assert read(tmp_path, name, data) == [said]


def test_a_part_that_unpacks_to_too_much_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.articles.documents._PART_LIMIT", 2**20)
    bomb = zipped({"word/document.xml": b" " * 2**21})
    assert read(tmp_path, "a.docx", bomb) == ["its part word/document.xml is larger than 1 MiB"]


def test_a_document_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.articles.documents.DOCUMENT_LIMIT", 2**20)
    assert read(tmp_path, "a.docx", b"x" * 2**21) == ["larger than 1 MiB"]
    assert source.DOCUMENT_LIMIT == 64 * 2**20


@pytest.mark.parametrize(
    ("name", "module", "said"),
    [
        ("a.pdf", "pypdfium2", "reading .pdf needs pypdfium2; install it with pip install '.[formats]'"),
        ("a.xml", "feedparser", "reading a feed needs feedparser; install it with pip install '.[formats]'"),
        ("a.warc", "warcio.archiveiterator", "reading .warc needs warcio; install it with pip install '.[formats]'"),
    ],
)  # fmt: skip
def test_a_missing_package_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, said: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert read(tmp_path, name, RSS) == [said]
