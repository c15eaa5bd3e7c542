"""What a file of each kind holds: fields and text out of Markdown and HTML."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.article import first_line

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER_LIMIT = 64 * 1024
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)


class FormatError(ValueError):
    """What is wrong with a document; `field` names what is at fault, where known."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def from_text(text: str) -> dict[str, object]:
    """The fields of a plain text: the text is the file, the title its first line that is not empty."""
    return {"title": first_line(text), "text": text}


def from_markdown(document: str) -> dict[str, object]:
    """The fields of a Markdown document: its front matter, and its body as a reader sees it.

    A paragraph becomes one line, whatever its line breaks; blocks are set apart by an empty line, and
    marks of emphasis, links and images leave their words. Raises FormatError.
    """
    metadata, body = _front_matter(document)
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = list(_blocks(tokens))
    heading = next((text for is_heading, text in blocks if is_heading and text), None)
    return {
        **metadata,
        "title": metadata.get("title") or heading,
        "text": "\n\n".join(text for _, text in blocks),
    }


def _front_matter(document: str) -> tuple[dict[str, object], str]:
    if not document.startswith("---"):
        return {}, document
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    try:
        head, body = handler.split(document)
    except ValueError:  # a rule at the top, and no front matter
        return {}, document
    if len(head) > FRONT_MATTER_LIMIT:
        raise FormatError("its front matter is longer than 64 KiB", field="front matter")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(head, Loader=yaml.SafeLoader)):
            raise FormatError("its front matter uses YAML aliases", field="front matter")  # they can explode
        metadata = handler.load(head)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, FormatError):
            raise
        problem = getattr(error, "problem", None) or "not YAML"
        raise FormatError(f"its front matter cannot be read ({problem})", field="front matter") from None
    if metadata is None:
        return {}, body
    if not isinstance(metadata, dict):
        raise FormatError("its front matter is no list of `name: value`", field="front matter")
    return {key: value for key, value in metadata.items() if key != "text"}, body


def _blocks(tokens: "list[Token]") -> Iterator[tuple[bool, str]]:
    """Each block's text, and whether it is a heading."""
    previous = ""
    for token in tokens:
        if token.type == "inline":
            yield previous == "heading_open", "".join(_inline(token)).strip()
        elif token.type in {"fence", "code_block"}:
            yield False, token.content.strip("\n")
        previous = token.type


def _inline(token: "Token") -> Iterator[str]:
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            yield child.content
        elif child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak":
            yield "\n"
        elif child.type == "image":
            yield from _inline(child)


def declared_charset(page: bytes) -> str | None:
    """The encoding that an HTML page says it is in, within its first 2,048 bytes; None if it says none."""
    match = _CHARSET.search(page[:2048])
    return match.group(1).decode("ascii") if match else None


def from_html(page: str) -> dict[str, object]:
    """The fields of a web page as trafilatura finds them; no article in it gives an empty text."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    if found is None:
        return {"text": ""}
    return {
        "title": found.title,
        "text": found.text or "",
        "url": found.url,
        "author": found.author,
        "publisher": found.sitename,
        "published": found.date,
        "language": found.language,
    }
