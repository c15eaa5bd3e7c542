"""What a file of each kind holds: fields and text out of Markdown and HTML."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, BinaryIO

from index.articles.boxes import drop_boxes
from index.articles.encodings import NotText, decode
from index.articles.exports import articles_in, from_page
from index.articles.fields import TEXT_NAMES, by_any_name, fault_of
from index.articles.page import drop_embedded_dates, settled_date, told_date, without_links, without_site
from index.articles.posts import write_out_posts
from index.articles.source import FormatError, Found, Items, Source, whole
from index.articles.standfirst import shown_standfirst, with_standfirst
from index.lexicon.loading import listed

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER_LIMIT = 16 * 1024
_NESTED_LIMIT = 100
"""Lists and dashes of front matter, which YAML reads in time that grows by the square of them."""
MARKDOWN_LIMIT = 1024 * 1024
_INLINE_LIMIT = 10_000
"""Characters of a block whose marks of emphasis and links are looked at: that takes time by the square."""
ELEMENT_LIMIT = 30_000
"""Elements of a web page: ten times what pages of news hold; each costs trafilatura up to a millisecond."""
_CHILDREN_LIMIT = 300
"""Words in bold, links and the like that one element may hold: they cost trafilatura time by the square."""
_MANY_ATTRIBUTES = re.compile(  # libxml2 compares each with all before it
    r"""<[a-zA-Z][^\s<>]*+(?:\s++[^\s<>"'=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>"']++))?+){500}"""
)
_FAR_LESS = 0.5
"""Of the text that a page has with its boxes; where less is left without them, they were the article."""
_BLOCKS = listed(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr iframe img li main nav noscript ol p picture pre script
    section style table tbody td tfoot th thead tr ul video
    """
)
_NUMBERS = re.compile(r"[\d.]+(:\d+)?|\[?[\da-f:]+\]?(:\d+)?")
"""A server without a name, which trafilatura takes for the publisher."""
_FRAGMENT = re.compile(r"\s*<(?!html|body)[a-z][a-z0-9]*[\s>]", re.IGNORECASE)
_WIKI_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_NESTING = re.compile(r"[\[{]|[-?] ")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)


def read_text(stream: BinaryIO, source: Source) -> Items:
    """The article of a plain text: the text is the file, the title its first line that is not empty."""
    text, encoding = decoded(whole(stream), declared=source.charset)
    yield from articles_in(text, {"text": text}, encoding)


def read_markdown(stream: BinaryIO, source: Source) -> Items:
    """The article of a Markdown document."""
    document, encoding = decoded(whole(stream), declared=source.charset)
    yield Found(from_markdown(document), encoding)


def read_html(stream: BinaryIO, source: Source) -> Items:
    """The article of a web page."""
    data = whole(stream)
    page, encoding = decoded(data, declared=source.charset or declared_charset(data))
    pieces = from_page(page)
    if pieces is None:
        yield Found(from_html(page, source.url), encoding)
        return
    for number, piece in enumerate(pieces, 1):
        yield Found(piece, encoding, str(number))


def decoded(data: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """The text of a file and its encoding; raises NotText for what no archive can keep as text, too."""
    text, encoding = decode(data, declared=declared)
    fault = fault_of(text)
    if fault:
        raise NotText(f"is not text: it {fault}")
    return text, encoding


def from_markdown(document: str) -> dict[str, object]:
    """The fields of a Markdown document: its front matter, and its body as a reader sees it.

    A paragraph becomes one line, whatever its line breaks; blocks are set apart by an empty line, and
    marks of emphasis, links and images leave their words. Raises FormatError.
    """
    if len(document) > MARKDOWN_LIMIT:
        raise FormatError(f"more than {MARKDOWN_LIMIT // 2**20} MiB of Markdown")
    metadata, body = _front_matter(document)
    blocks = list(_blocks(body))
    heading = next((text for is_heading, text in blocks if is_heading and text), None)
    text = "\n\n".join(text for _, text in blocks if text)
    return {**metadata, "title": metadata.get("title") or heading, "text": text}


def _plain_front_matter(metadata: dict[str, object]) -> dict[str, object]:
    """Front matter under our names; what is `text` or the like in it is never the article's text."""
    kept = {key: _as_written(value) for key, value in metadata.items() if str(key).lower() not in TEXT_NAMES}
    return by_any_name(kept)


def _front_matter(document: str) -> tuple[dict[str, object], str]:
    if document.startswith("+++"):
        return _toml_front_matter(document)
    if not document.startswith("---"):
        return {}, document
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    try:
        head, body = handler.split(document)
    except ValueError:  # a rule at the top, and no front matter
        return {}, document
    _check_length(head)
    if len(_NESTING.findall(head)) > _NESTED_LIMIT:
        raise FormatError("its front matter is nested too deeply", field="front matter")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(head, Loader=loader)):
            raise FormatError("its front matter uses YAML aliases", field="front matter")  # they can explode
        metadata = handler.load(head)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, FormatError):
            raise
        problem = getattr(error, "problem", None) or "not YAML"
        mark = getattr(error, "problem_mark", None)
        before = document.count("\n", 0, document.find(head))
        line = None if mark is None else before + int(mark.line) + 1
        said = f"its front matter cannot be read ({problem})"
        raise FormatError(said, field="front matter", line=line) from None
    if metadata is None:
        return {}, body
    if not isinstance(metadata, dict):
        raise FormatError("its front matter is not a list of `name: value`", field="front matter")
    return _plain_front_matter(metadata), body


def _check_length(head: str) -> None:
    if len(head) > FRONT_MATTER_LIMIT:
        problem = f"its front matter is longer than {FRONT_MATTER_LIMIT // 1024} KiB"
        raise FormatError(problem, field="front matter")


def _toml_front_matter(document: str) -> tuple[dict[str, object], str]:
    """Front matter between lines of three plus signs, as Hugo writes it."""
    import tomllib

    match = re.match(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*$", document, re.DOTALL | re.MULTILINE)
    if match is None:
        return {}, document
    _check_length(match.group(1))
    try:
        metadata = tomllib.loads(match.group(1).replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FormatError(f"its front matter cannot be read ({error})", field="front matter") from None
    return _plain_front_matter(metadata), document[match.end() :].lstrip("\r\n")


def _as_written(value: object) -> object:
    """`title: 1984` is a number to YAML and a title to us; `"[[Ana Ruiz]]"` is a link of Obsidian's."""
    if isinstance(value, list):
        return [_as_written(one) for one in value]
    if isinstance(value, str):
        return _WIKI_LINK.sub(lambda match: match[2] or match[1], value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _blocks(body: str) -> Iterator[tuple[bool, str]]:
    """Each block's text, and whether it is a heading."""
    from markdown_it import MarkdownIt

    outer = MarkdownIt("commonmark").enable("table")
    outer.core.ruler.disable("inline")
    inner = MarkdownIt("commonmark")
    references: dict[str, Any] = {}
    previous = ""
    for token in outer.parse(body, references):
        if token.type == "inline" and len(token.content) > _INLINE_LIMIT:
            yield previous == "heading_open", " ".join(token.content.split())
        elif token.type == "inline":
            parsed = inner.parseInline(token.content, references)
            yield previous == "heading_open", "".join(map("".join, map(_inline, parsed))).strip()
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


def from_html(page: str, url: str | None = None) -> dict[str, object]:
    """The fields of a web page as trafilatura finds them; no article in it gives an empty text.

    `url` is where the page was fetched from, which may tell its date.

    Raises FormatError where the page is built to take forever.
    """
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    if _MANY_ATTRIBUTES.search(page):
        raise FormatError("an element of more than 500 attributes")
    tree: Any = load_html(page)
    if tree is None and _FRAGMENT.match(page):  # one paragraph, say, is no page to trafilatura
        tree = load_html(f"<html><body><div>{page}</div></body></html>")
    if tree is None:
        return {"text": ""}
    elements = list(tree.iter("*"))
    if len(elements) > ELEMENT_LIMIT:
        raise FormatError(f"a page of more than {ELEMENT_LIMIT:,} elements")
    for element in elements:
        if len(element) > _CHILDREN_LIMIT:
            _flatten(element)
    language, day = tree.get("lang"), told_date(tree)
    drop_embedded_dates(tree)
    write_out_posts(tree)
    standfirst = shown_standfirst(tree)
    found: Any = extract_metadata(tree, url, author_blacklist=set())  # boxes tell them, too
    title = without_site(found.title, tree, found.sitename)
    undropped = deepcopy(tree)
    dropped = drop_boxes(tree)
    standfirst = shown_standfirst(tree) or standfirst  # without a box in it; or it was called a teaser
    body = _extracted(tree, url or found.url)
    if dropped > len(body or ""):  # was it the article?
        full = _extracted(undropped, url or found.url)
        body = full if len(body or "") < _FAR_LESS * len(full or "") else body
    if body is None:
        return {"text": ""}
    return {
        "title": title,
        "text": with_standfirst(without_links(body), standfirst, title),
        "url": found.url,
        "author": found.author,
        "publisher": None if _NUMBERS.fullmatch(found.sitename or "") else found.sitename,
        "published": settled_date(day, found.date),
        "language": found.language or language,
    }


def _extracted(tree: Any, url: str | None) -> str | None:
    """The text of the article that trafilatura finds in a page; None if it finds none."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(tree, url=url, include_comments=False)
    return None if found is None else found.text or ""


def _flatten(element: Any) -> None:
    """Turn the inline children of an element of a page into its text."""
    blocks: list[Any] = []
    texts: list[list[str]] = [[element.text or ""]]
    for child in element:
        if child.tag in _BLOCKS:
            blocks.append(child)
            texts.append([child.tail or ""])
        else:
            texts[-1] += ["\n" if child.tag == "br" else "", *child.itertext(), child.tail or ""]
    element[:] = blocks
    element.text = "".join(texts[0])
    for block, text in zip(blocks, texts[1:], strict=True):
        block.tail = "".join(text)
