"""Exports of Nexis and Factiva: every article once, without the export's furniture; and what only looks like one."""
# ruff: noqa: E501 - lines as exports have them

from pathlib import Path

import pytest

from index.articles.article import Article
from index.articles.reading import read_articles
from tests.support.files import docx

PARAGRAPHS = (
    '"The pier is rotten to the last plank," said Ingrid Berg, the\nharbour master, on Monday.\n\nIt will be closed in autumn.',
    'Paul Okafor said that the ferry would sail.\n\n"LENGTH: 300 words is what the form says," he said. "End of Document is what it never says."',
    '"1 of 3 DOCUMENTS was all I got," said Ana Ruiz.\n\nThe court sits again in May.',
)
TITLES = ("Pier to close", "Ferry to sail", "Court hears of missing files")
DAYS = ("2016-09-12", "2016-09-13", "2016-10-01")
PAPERS = ("The Harbour Times", "Coast Daily (London)", "Town Crier")
WRITERS = ("Maria Duarte", "Bo Lind", "Olga Brandt")

OLD_COVER = "\n\nDownload Request: Select Items: 1-3\nTime Of Request: Friday, March 20, 2018  16:51:31\n\nTerms: (pier and ferry)\n\n\n"


def old_nexis(line: str, dates: tuple[str, str, str], fields: tuple[str, str, str]) -> str:
    byline, length, loaded = fields
    articles = [
        f"                               {line.format(n=n + 1)}\n\n\n\n                         {PAPERS[n]}\n\n"
        f"                       {dates[n]}\n"
        + ("                          Edition 1;\n                           Scotland\n" if n == 1 else "")
        + f"\n{TITLES[n]}\n\n{byline}: {WRITERS[n]}\n\nSECTION: NEWS; Pg. 3\n\n{length}\n\n\n{PARAGRAPHS[n]}\n\n"
        f"{loaded}: {dates[n]}\n\nLANGUAGE: ENGLISH\n\nGRAPHIC: A picture of\nthe pier\n\nPUBLICATION-TYPE: Newspaper\n\n\n"
        f"                 Copyright 2016 {PAPERS[n]} Ltd\n                       All Rights Reserved\n\n"
        for n in range(3)
    ]
    return OLD_COVER + "".join(articles)


def new_nexis(first: str = "") -> str:
    dates = ("September 12, 2016 Monday", "Tuesday 13 September 2016", "October 1, 2016 Saturday 8:30 PM GMT")
    articles = [
        f"{TITLES[n]}\n\n{PAPERS[n]}\n\n{dates[n]}\n\nCopyright 2016 {PAPERS[n]} All Rights Reserved\n\nSection: NEWS; Pg. 3\n\n"
        f"Length: 355 words\n\nByline: {WRITERS[n]}\n\nHighlight: What a day.\n\nBody\n\n\n{PARAGRAPHS[n]}\n\n\n"
        + ("Graphic\n\n\nA picture of the pier, Bo Lind\n\n\n" if n == 0 else "")
        + ("Classification\n\n\n" if n != 1 else "")
        + "Language: ENGLISH\n\nPublication-Type: Newspaper\n\nLoad-Date: September 13, 2016\n\n\nEnd of Document\n\n"
        for n in range(3)
    ]
    return first + "".join(articles)


NEW_COVER = "User Name: A. Reader\nDate and Time: Friday, March 20, 2020 4:51:00 PM GMT\nJob Number: 112233\n\nDocuments (3)\n\n1. Pier to close\n\nClient/Matter: -None-\n\nSearch Terms: pier\n\n2. Ferry to sail\n\n3. Court hears of missing files\n\nPage 1 of 7\n\n"


def factiva() -> str:
    dates = ("12 September 2016", "13 September 2016", "1 October 2016")
    return (
        "\n".join(
            f"{TITLES[n]}\n\nBy {WRITERS[n]}\n{355 + n} words\n{dates[n]}\n"
            + ("08:30 GMT\n" if n == 1 else "")
            + f"{PAPERS[n]}\nHBRT\n{n + 1}\nEnglish\nCopyright 2016. {PAPERS[n]}.\n\n{PARAGRAPHS[n]}\n\n"
            f"Document HBRT00002016091{n}ec9c0002h\n\nPage {n + 1} of 3 © 2018 Factiva, Inc. All rights reserved.\n\f"
            for n in range(3)
        )
        + "\nSearch Summary\n\nText\npier\nDate\nAll Dates\nTimestamp\n20 March 2018 13:41 GMT\n"
    )


def tagged(between: str, below: str = "\n\nDocument HBRT00002016091{n}ec9c0002h\n") -> str:
    dates = ("12 September 2016", "13 September 2016", "1 October 2016")
    articles = []
    for n in range(3):
        lead, _, rest = PARAGRAPHS[n].partition("\n\n")
        rows = (
            ("SE", "News"), ("HD", TITLES[n]), ("BY", f"By {WRITERS[n]}"), ("WC", "355 words"), ("PD", dates[n]),
            ("SN", PAPERS[n]), ("SC", "HBRT"), ("LA", "English"), ("CY", "Copyright 2016."), ("LP", lead), ("TD", rest),
            ("NS", "gpol : Politics"), ("AN", f"Document HBRT00002016091{n}ec9c0002h"),
        )  # fmt: skip
        articles.append("\n\n".join(f"{tag}{between}{value}" for tag, value in rows) + below.format(n=n))
    return "\n".join(articles)


ENGLISH = ("September 12, 2016 Monday", "13 September 2016 Tuesday", "October 1, 2016 Saturday 8:30 PM GMT")
FIELDS = ("BYLINE", "LENGTH: 355 words", "LOAD-DATE")
EXPORTS = {
    "old": old_nexis("{n} of 3 DOCUMENTS", ENGLISH, FIELDS),
    "older": old_nexis("Document {n} of 3", ENGLISH, FIELDS),
    "German": old_nexis(
        "Dokument {n} von 3",
        ("12. September 2016 Montag", "13. September 2016", "Samstag 1. Oktober 2016"),
        ("AUTOR", "LÄNGE: 355 Wörter", "UPDATE"),
    ),
    "French": old_nexis(
        "Document {n} de 3",
        ("lundi 12 septembre 2016", "13 septembre 2016", "1 octobre 2016"),
        ("BYLINE", "LONGUEUR: 355 mots", "DATE-CHARGEMENT"),
    ),
    "new": new_nexis(),
    "new with a cover": new_nexis(NEW_COVER),
    "Factiva": factiva(),
    "Factiva with tags": tagged("\n\n"),
    "Factiva with tags before": tagged("   "),
    "Factiva with tags before, whose last is the end": tagged("\t", below="\n"),
}


def read(path: Path) -> list[Article]:
    found = list(read_articles(path))
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def rtf(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return (
        "{\\rtf1\\ansi "
        + "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in escaped).replace("\n", "\\par\n")
        + "}"
    )


def page(text: str) -> str:
    rows = "".join(
        f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>\n" if line else "\n"
        for line in text.split("\n")
    )
    return f"<html><head><title>Download</title></head><body>{rows}</body></html>"


def written(tmp_path: Path, kind: str, text: str) -> Path:
    path = tmp_path / f"export.{kind}"
    if kind == "docx":
        rows = "".join(
            f"<w:p><w:r><w:t>{line.replace('&', '&amp;')}</w:t></w:r></w:p>"
            for line in text.replace("\f", "\n").split("\n")
        )
        path.write_bytes(docx(rows))
    else:
        path.write_text(
            {"txt": text, "rtf": rtf(text.replace("\f", "\n")), "html": page(text)}[kind], encoding="utf-8"
        )
    return path


@pytest.mark.parametrize("kind", ["txt", "docx", "rtf", "html"])
@pytest.mark.parametrize("name", EXPORTS)
def test_each_article_of_an_export_is_one(tmp_path: Path, name: str, kind: str) -> None:
    articles = read(written(tmp_path, kind, EXPORTS[name]))
    assert [one.title for one in articles] == list(TITLES)
    assert [one.published and one.published[:10] for one in articles] == list(DAYS)
    assert [one.publisher for one in articles] == list(PAPERS)
    assert [(one.author or "").removeprefix("By ") for one in articles] == list(WRITERS)
    assert [" ".join(one.text.split()) for one in articles] == [" ".join(text.split()) for text in PARAGRAPHS]
    assert [one.id for one in articles] == [f"export.{kind}:{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("name", EXPORTS)
def test_lines_that_end_as_on_windows(tmp_path: Path, name: str) -> None:
    path = tmp_path / "export.txt"
    path.write_bytes(EXPORTS[name].replace("\n", "\r\n").encode())
    articles = read(path)
    assert [one.title for one in articles] == list(TITLES)
    assert [" ".join(one.text.split()) for one in articles] == [" ".join(text.split()) for text in PARAGRAPHS]


@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_shown_is_as_the_file_has_it(tmp_path: Path, name: str) -> None:
    for article in read(written(tmp_path, "txt", EXPORTS[name])):
        assert all(part in EXPORTS[name] for part in article.text.split("\n\n"))


LOOKALIKES = [
    'A day in the archive\n\nThe reader typed, and the screen said:\n\n1 of 200 DOCUMENTS\n\nShe sighed. "It never ends," said Ana Ruiz.\n',
    'End of an era\n\n"We print it no more," said Bo Lind.\n\nEnd of Document\n',
    'How to cite\n\nDocument 3 of 12\n\nThe library explains it. "Keep the number," said Ana Ruiz.\n',
    'Codes\n\nDocument HBRT000020160912ec9c0002h\n\nSo a reference looks. "It is long," said Bo Lind.\n',
    'Length: a memoir\n\nLENGTH: 300 words\n\nBODY: none. "It is short," said Ana Ruiz.\n',
    '2 of 3\n\n"Two of three agreed," said Ana Ruiz.\n',
]


@pytest.mark.parametrize("text", LOOKALIKES, ids=[text.partition("\n")[0] for text in LOOKALIKES])
def test_what_only_looks_like_an_export_stays_one_article(tmp_path: Path, text: str) -> None:
    (article,) = read(written(tmp_path, "txt", text))
    assert article.text == text


def test_an_article_that_quotes_all_of_it_is_neither_lost_nor_doubled(tmp_path: Path) -> None:
    said = 'The screen said:\n\nEnd of Document\n\nAnd "that was that," said Ana Ruiz.\n\nLoad-Date: never, she added.\n\nSo it went.'
    articles = read(written(tmp_path, "txt", new_nexis().replace(PARAGRAPHS[1], said)))
    assert [one.title for one in articles] == list(TITLES)
    assert articles[1].text.strip() == said
    numbers = 'It said:\n\n9 of 20 DOCUMENTS\n\n"I wept," said Ana Ruiz.'
    articles = read(written(tmp_path, "txt", EXPORTS["old"].replace(PARAGRAPHS[1], numbers)))
    assert [one.text.strip() for one in articles] == [PARAGRAPHS[0], numbers, PARAGRAPHS[2]]


def test_a_picture_with_a_headline_alone_is_kept(tmp_path: Path) -> None:
    text = EXPORTS["old"].replace(f"LENGTH: 355 words\n\n\n{PARAGRAPHS[2]}\n\n", "")
    articles = read(written(tmp_path, "txt", text))
    assert [one.title for one in articles] == list(TITLES)
    assert articles[2].text == TITLES[2]


@pytest.mark.parametrize("section", ["News", "World News", "Opinion", "BUSINESS", "U.S. News"])
def test_a_section_above_a_headline_is_none_of_it(tmp_path: Path, section: str) -> None:
    text = EXPORTS["Factiva"]
    for title in TITLES:
        text = text.replace(f"{title}\n", f"{section}\n{title}\n", 1)
    assert [one.title for one in read(written(tmp_path, "txt", text))] == list(TITLES)


def test_a_large_export_takes_time_as_its_length(tmp_path: Path) -> None:
    many = "".join(
        f"{n} of 2000 DOCUMENTS\n\n\nTown Crier\n\nSeptember 12, 2016 Monday\n\nNews {n}\n\nLENGTH: 9 words\n\n"
        f'"It is {n}," said Bo Lind.\n\nLOAD-DATE: September 12, 2016\n\n'
        for n in range(1, 2001)
    )
    articles = read(written(tmp_path, "txt", many))
    assert [one.title for one in articles] == [f"News {n}" for n in range(1, 2001)]
    assert articles[1999].text == '"It is 2000," said Bo Lind.'


def test_a_tag_right_below_the_text_is_none_of_it(tmp_path: Path) -> None:
    text = tagged("\t", below="\n").replace("\n\nNS\t", "\nNS\t").replace("\n\nAN\t", "\nAN\t")
    assert "\nNS\t" in text
    assert not any("gpol" in one.text for one in read(written(tmp_path, "txt", text)))
