"""An article of our own in every kind of file that `add` reads, as many different ones as are asked for."""

import csv
import gzip
import html
import io
import json
import tarfile
from email.message import EmailMessage

from tests.support.files import docx, epub, odt, pdf, zipped

TOWNS = ("Harwick", "Easton", "Varnes", "Lund", "Oakley", "Marsh End", "Port Ellis", "Sandby")
NAMES = ("Ana Ruiz", "Tom Okafor", "Ingrid Berg", "Bo Lind", "Olga Brandt", "Paul Moe", "Vera Holm")
THINGS = (
    "mill",
    "pier",
    "school",
    "bridge",
    "library",
    "ferry",
    "market hall",
    "tram",
    "lighthouse",
    "dam",
    "quay",
)
ENDS = ("in May", "next week", "before winter", "by Friday", "in ten years", "after the vote")
SAID = (
    "We had no choice",
    "It is a sad day",
    "Nobody asked us",
    "This was long overdue",
    "The money is gone",
)


def title(number: int) -> str:
    """The headline of the article of that number."""
    return f"{TOWNS[number % 8]} {THINGS[number % 11]} to close {ENDS[number % 6]} ({number})"


def paragraphs(number: int) -> list[str]:
    """Its paragraphs, with one quotation between marks and one without."""
    town, name, thing = TOWNS[number % 8], NAMES[number % 7], THINGS[number % 11]
    return [
        f"The {thing} of {town}, number {number} on the council's list, will close {ENDS[number % 6]}.",
        f'"{SAID[number % 5]}, and no. {number} is the last one," said {name}, the mayor of {town}, on Monday.',
        f"{NAMES[(number + 3) % 7]} said that the town would build another {thing} for {number} crowns.",
    ]


def _page(number: int) -> str:
    body = "".join(f"<p>{html.escape(one, quote=False)}</p>" for one in paragraphs(number))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title(number)}</title></head><body><nav>'
        f"<a href='/'>Home</a></nav><article><h1>{title(number)}</h1>{body}</article><footer>About</footer></body></html>"
    )


def _fields(number: int) -> dict[str, object]:
    text = "\n\n".join(paragraphs(number))
    return {"title": title(number), "text": text, "author": NAMES[number % 7], "published": "2016-09-12"}


def _row(number: int, separator: str) -> str:
    out = io.StringIO()
    rows = [["headline", "body"], [title(number), "\n\n".join(paragraphs(number))]]
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def _letter(number: int) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "The Post <post@post.example>", title(number)
    letter["Date"], letter["List-Id"] = "Mon, 12 Sep 2016 08:30:00 +0000", "The Harwick Post <post.example>"
    letter.set_content("\n\n".join(paragraphs(number)))
    return letter.as_bytes()


def _saved(number: int) -> bytes:
    page = _page(number).encode()
    return b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page


def _tar(number: int) -> bytes:
    out, text = io.BytesIO(), "\n\n".join([title(number), *paragraphs(number)]).encode()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("news/talks.txt")
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text))
    return out.getvalue()


def _warc(number: int) -> bytes:
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{_page(number)}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Target-URI: https://post.example/{number}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _nitf(number: int) -> str:
    body = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs(number))
    return f"<nitf><head><title>{title(number)}</title></head><body><body.content>{body}</body.content></body></nitf>"


def _feed(number: int) -> str:
    content = html.escape("".join(f"<p>{one}</p>" for one in paragraphs(number)))
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Post</title><item>'
        f"<title>{title(number)}</title><link>https://post.example/{number}</link>"
        f"<content:encoded>{content}</content:encoded></item></channel></rss>"
    )


def _atom(number: int) -> str:
    content = html.escape("".join(f"<p>{one}</p>" for one in paragraphs(number)))
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><id>tag:post.example,{number}</id>'
        f'<title>{title(number)}</title><content type="html">{content}</content></entry></feed>'
    )


def _nexis(number: int) -> str:
    return (
        f"{title(number)}\n\nThe Harwick Post\n\nSeptember 12, 2016 Monday\n\nCopyright 2016 The Post\n\nLength: 99 words\n\n"
        "Byline: Ana Ruiz\n\nBody\n\n\n" + "\n\n".join(paragraphs(number)) + "\n\n\nEnd of Document\n"
    )


def _factiva(number: int) -> str:
    return (
        f"{title(number)}\n\n99 words\n12 September 2016\nThe Harwick Post\nHRWP\nEnglish\nCopyright 2016\n\n"
        + "\n\n".join(paragraphs(number))
        + f"\n\nDocument HRWP000020160912ec9c{number:05d}\n"
    )


def examples(number: int) -> dict[str, bytes]:
    """By ending of the name, a file of each kind that holds one article, all of them different."""
    made: dict[str, str | bytes] = {}
    n = iter(range(number, number + 100)).__next__
    at = n()
    made[".txt"] = "\n\n".join([title(at), *paragraphs(at)])
    made["-nexis.txt"], made["-factiva.txt"] = _nexis(n()), _factiva(n())
    made[".md"] = f"---\ntitle: {title(at := n())}\ndate: 2016-09-12\n---\n" + "\n\n".join(paragraphs(at))
    for ending in (".html", ".htm", ".xhtml"):
        made[ending] = _page(n())
    for ending in (".jsonl", ".ndjson", ".json"):
        made[ending] = json.dumps(_fields(n()))
    made[".csv"], made[".tsv"] = _row(n(), ","), _row(n(), "\t")
    made[".docx"] = docx("".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs(n())))
    made[".odt"] = odt("".join(f"<text:p>{one}</text:p>" for one in paragraphs(n())))
    made[".rtf"] = "{\\rtf1\\ansi " + "\\par\n".join(paragraphs(n())) + "}"
    chapter = "".join(f"<p>{one}</p>" for one in paragraphs(n()))
    made[".epub"] = epub({"a": f"<html><body>{chapter}</body></html>"}, "<dc:title>A book</dc:title>")
    made[".pdf"] = pdf([[(72, 700 - 30 * line, 9, one) for line, one in enumerate(paragraphs(n()))]])
    made[".eml"], made[".mbox"] = _letter(n()), b"From post@post.example\n" + _letter(n())
    made[".mhtml"], made[".mht"] = _saved(n()), _saved(n())
    made[".xml"], made[".rss"], made[".atom"] = _nitf(n()), _feed(n()), _atom(n())
    made[".zip"] = zipped({"news/talks.txt": "\n\n".join([title(at := n()), *paragraphs(at)])})
    made[".tar"], made[".tar.gz"], made[".tgz"] = (
        _tar(n()),
        gzip.compress(_tar(n())),
        gzip.compress(_tar(n())),
    )
    made[".txt.gz"] = gzip.compress("\n\n".join([title(at := n()), *paragraphs(at)]).encode())
    made[".warc"], made[".warc.gz"] = _warc(n()), gzip.compress(_warc(n()))
    return {ending: data.encode() if isinstance(data, str) else data for ending, data in made.items()}
