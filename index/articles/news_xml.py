"""Articles in XML, told apart by the root element: NITF, NewsML-G2, RSS and Atom."""

from typing import Any, BinaryIO

from index.articles.blocks import local, parsed_xml, text_of, text_of_html
from index.articles.dates import lenient_date
from index.articles.feed import looks_like_a_feed, parse_feed
from index.articles.source import (
    SIZE_LIMIT,
    FormatError,
    Found,
    Items,
    PassedOver,
    Source,
    is_address,
    one_line,
    whole,
)

_XML_LIMIT = 2 * SIZE_LIMIT
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xml(stream: BinaryIO, _source: Source) -> Items:
    """The articles of an XML document of a kind that news come in."""
    data = whole(stream, _XML_LIMIT)
    if looks_like_a_feed(data):
        yield from _feed(data)
        return
    root = parsed_xml(data)
    name = local(root.tag)
    if name == "nitf":
        yield Found(_nitf(root))
    elif name in ("newsitem", "newsmessage"):
        yield from _newsml(root)
    else:
        problem = f"XML whose root is {name[:40]!r}; NITF, NewsML-G2, RSS and Atom are read"
        raise FormatError(problem)


def _first(tree: Any, *paths: str) -> str | None:
    """The words of the first element that a path leads to, or its attribute's value (`@name`)."""
    for path in paths:
        place, _, attribute = path.partition("@")
        for element in tree.iterfind(place):
            value = element.get(attribute) if attribute else " ".join("".join(element.itertext()).split())
            if value and value.strip():
                return one_line(value)
    return None


_NITF_BODY = ".//{*}body/{*}body.content"


_NITF_DATES = (
    ".//{*}story.date@norm",
    ".//{*}date.issue@norm",
    ".//{*}date.release@norm",
    ".//{*}pubdata@date.publication",
)


def _nitf(root: Any) -> dict[str, object]:
    content = root.find(_NITF_BODY)
    body = root.find(".//{*}body") if content is None else content
    left_out = frozenset({"script", "style", "media", "body.head", "body.end"})
    return {
        "title": _first(root, ".//{*}hedline/{*}hl1", ".//{*}head/{*}title"),
        "text": "" if body is None else text_of(body, leave_out=left_out),
        "author": _first(root, ".//{*}byline/{*}person", ".//{*}byline"),
        "publisher": _first(root, ".//{*}pubdata@name", ".//{*}doc.copyright@holder", ".//{*}distributor"),
        "published": lenient_date(_first(root, *_NITF_DATES)),
        "language": root.get(_LANGUAGE),
    }


_PROVIDERS = (
    "{*}itemMeta/{*}provider/{*}name",
    "{*}itemMeta/{*}provider@literal",
    "{*}rightsInfo/{*}copyrightHolder/{*}name",
)
_CREATED = (
    "{*}contentMeta/{*}contentCreated",
    "{*}itemMeta/{*}firstCreated",
    "{*}itemMeta/{*}versionCreated",
)


def _newsml(root: Any) -> Items:
    items = [root] if local(root.tag) == "newsitem" else list(root.iterfind(".//{*}newsItem"))
    if not items:
        raise FormatError("no news item in it")
    for number, item in enumerate(items, 1):
        text = _newsml_text(item)
        if text is None:
            yield PassedOver("news items without text")
            continue
        language = _first(item, "{*}contentMeta/{*}language@tag") or item.get(_LANGUAGE)
        url = _first(item, "{*}itemMeta/{*}link@href")
        yield Found(
            {
                "title": _first(item, "{*}contentMeta/{*}headline", "{*}itemMeta/{*}title"),
                "text": text,
                "url": url if is_address(url) else None,
                "author": _first(item, "{*}contentMeta/{*}by", "{*}contentMeta/{*}creator/{*}name"),
                "publisher": _first(item, *_PROVIDERS),
                "published": lenient_date(_first(item, *_CREATED)),
                "language": language,
            },
            part=str(number) if len(items) > 1 else "",
        )


def _newsml_text(item: Any) -> str | None:
    """The text of an item's inline content: NITF, XHTML or plain; None where it has none."""
    for content in item.iterfind("{*}contentSet/{*}inlineXML"):
        nitf = content.find(_NITF_BODY)
        text = text_of(content if nitf is None else nitf)
        if text:
            return text
    for content in item.iterfind("{*}contentSet/{*}inlineData"):
        words = str(content.text or "")
        if words.strip():
            return text_of_html(words) if "html" in str(content.get("contenttype")) else words
    return None


def _feed(data: bytes) -> Items:
    """The entries of a feed that hold an article; one that holds a summary alone is passed over."""
    for number, entry in enumerate(parse_feed(data).entries, 1):
        if entry.text is None:
            yield PassedOver("feed entries with a summary alone")
        else:
            yield Found(entry.to_dict(), part=str(number))
