"""The words of an XML or HTML tree as paragraphs."""

import re
from collections.abc import Iterator
from typing import Any

from index.articles.source import FormatError
from index.lexicon.loading import listed

NOT_READ = frozenset({"script", "style", "head", "template", "noscript", "title"})
BLOCKS = listed(
    """
    address article aside blockquote body block caption dd div dl dt figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hl1 hl2 hr html li main nav ol p pre section table tbody td tfoot th thead tr ul
    """
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def local(tag: object) -> str:
    """The name of an element without its namespace, in lower case; "" for a comment and the like."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def parsed_xml(data: bytes) -> Any:
    """The root of an XML document; its entities are not expanded and nothing outside it is read.

    Raises FormatError where it is none.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        problem = " ".join(str(error).split(", line ")[0].split())[:100]
        raise FormatError(f"not XML ({problem})", line=line) from None
    if root is None:
        raise FormatError("not XML (no element in it)")
    return root


def text_of_html(markup: str) -> str:
    """The words of a fragment of HTML, with an empty line between its paragraphs."""
    from lxml import etree, html

    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        return ""
    return text_of(tree)


def text_of(tree: Any, *, leave_out: frozenset[str] = NOT_READ) -> str:
    """The words of a tree, white space collapsed, with an empty line between its paragraphs."""
    paragraphs = ["".join(pieces) for pieces in _paragraphs(tree, leave_out)]
    lines = ("\n".join(_SPACE.sub(" ", line).strip() for line in one.split("\v")) for one in paragraphs)
    return "\n\n".join(line.strip() for line in lines if line.strip())


def _paragraphs(tree: Any, leave_out: frozenset[str]) -> Iterator[list[str]]:
    """The pieces of text of each paragraph; a line break is a vertical tab. Walks without recursion."""
    pieces: list[str] = []
    pending: list[tuple[Any, bool]] = [(tree, False)]
    while pending:
        element, left = pending.pop()
        name = local(element.tag)
        if name in BLOCKS and pieces:
            yield pieces
            pieces = []
        if left:
            if element is not tree:
                pieces.append(element.tail or "")
            continue
        pending.append((element, True))
        if not name or name in leave_out:
            continue
        pieces.append("\v" if name == "br" else element.text or "")
        pending += [(child, False) for child in reversed(element)]
    if pieces:
        yield pieces
