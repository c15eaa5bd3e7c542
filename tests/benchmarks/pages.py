"""How well pages are read, against what is expected of each.

python -m tests.benchmarks.pages FILE.jsonl [--half 0|1] [--set NAME] [--faults title|author|published|parts]

Each line is one page: `set`, `file`, `url` and whatever is known of it: `title`, `author`, `published` (a
day), `text`, `parts` (phrases that its text has) and `strangers` (phrases that it has not). Such pages are in
the test folders of libraries that extract articles, with what is expected of them; this repository has none.
A page belongs to half 0 or 1 by its address, so that what was learned on one can be measured on the other.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.articles.dates import lenient_date
from index.articles.encodings import NotText
from index.articles.formats import declared_charset, decoded, from_html
from index.articles.source import FormatError

Page = dict[str, Any]
_WORD = re.compile(r"\w+")
_META = re.compile(r"(?:og:description|description|twitter:description)$", re.IGNORECASE)
_SHORTEST_STANDFIRST = 40


def folded(text: str | None) -> str:
    """A text by which two are compared: quotation marks, dashes and spaces of one kind, in lower case."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    plain = re.sub(r"[‘’‚`´]", "'", re.sub(r"[“”„«»]", '"', plain))
    return re.sub(r"[–—]", "-", " ".join(plain.split()))


def shared(found: str | None, expected: str) -> float:
    """The F1 of the words of two texts, however often each comes."""
    one, other = (Counter(_WORD.findall(folded(text))) for text in (found, expected))
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0


def standfirst_of(page: str) -> str | None:
    """The standfirst that a page shows: what it describes itself with, where an element shows just that."""
    from lxml import etree, html

    try:
        tree = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
    told = {
        folded(meta.get("content"))
        for meta in tree.iterfind(".//meta[@content]")
        if _META.match(meta.get("property") or meta.get("name") or "")
    }
    told = {one for one in told if len(one) >= _SHORTEST_STANDFIRST}
    for element in tree.iter("p", "h2", "h3", "h4", "div", "span", "li"):
        if told and len(element) < 6 and folded("".join(element.itertext())) in told:
            return folded("".join(element.itertext()))
    return None


def measured(page: Page) -> dict[str, tuple[float, str]]:
    """Each figure of a page, from 0 to 1, and what was found."""
    try:
        data = Path(page["file"]).read_bytes()
        markup, _ = decoded(data, declared=declared_charset(data))
        found: dict[str, Any] = from_html(markup)
    except (FormatError, NotText, OSError) as error:
        return {"read": (0.0, str(error))}
    text, figures = folded(found.get("text")), {"read": (float(bool(found.get("text"))), "")}
    if page.get("title"):
        figures["title"] = (
            float(folded(found.get("title")) == folded(page["title"])),
            str(found.get("title")),
        )
    if page.get("author"):
        figures["author"] = (
            float(shared(found.get("author"), page["author"]) >= 0.8),
            str(found.get("author")),
        )
    if page.get("published"):
        day = (lenient_date(found.get("published")) or "")[:10]
        figures["published"] = (float(day == page["published"]), day)
        figures["published wrongly"] = (float(day not in ("", page["published"])), day)
    if page.get("text"):
        figures["text"] = (shared(found.get("text"), page["text"]), "")
    for name in ("parts", "strangers"):
        if page.get(name):
            there = [one for one in page[name] if folded(one) in text]
            wrong = there if name == "strangers" else [one for one in page[name] if one not in there]
            figures[name] = (len(there) / len(page[name]), str(wrong))
    standfirst = standfirst_of(markup)
    if standfirst:
        figures["standfirst"] = (float(standfirst in text), standfirst)
    return figures


def half(page: Page) -> int:
    """The half that a page belongs to."""
    return sha256(str(page["url"] or page["file"]).encode()).digest()[0] % 2


def report(pages: list[Page], faults: str | None) -> Iterator[str]:
    """A line for each figure of each set of pages, behind those of the pages that have the fault `faults`."""
    figures: dict[tuple[str, str], list[float]] = defaultdict(list)
    perfect = 0.0 if faults == "strangers" else 1.0
    with ProcessPoolExecutor(2) as pool:
        for page, found in zip(pages, pool.map(measured, pages, chunksize=8), strict=True):
            for name, (value, what) in found.items():
                figures[page["set"], name].append(value)
                if name == faults and value != perfect:
                    yield f"{page['file']}\n    expected {page.get(name)!r}\n    found    {what!r}"
    for (group, name), values in sorted(figures.items()):
        yield f"{group:20} {name:18} {sum(values) / len(values):.3f} of {len(values)}"


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--set", help="this set of pages alone")
    parser.add_argument("--faults", help="tell the pages where this figure is not perfect")
    given = parser.parse_args()
    pages = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines()]
    pages = [page for page in pages if given.half in (None, half(page)) and given.set in (None, page["set"])]
    for line in report(pages, given.faults):
        print(line)


if __name__ == "__main__":
    main()
