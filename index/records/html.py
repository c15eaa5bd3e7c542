"""An article with its quotations marked, as a page of its own; all that is the article's is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index.records.marked import MarkedArticle, Piece, who
from index.records.record import Record

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
main { white-space: pre-wrap; }
mark { background: #ffe9a8; color: #111; }
mark.indirect { background: #dbe9ff; }
mark.mixed { background: #dff3d8; }
sup a { text-decoration: none; }
li:target { outline: 2px solid; }
.about, .kind { opacity: 0.8; font-size: 0.9em; }
"""


def page(marked: MarkedArticle) -> str:
    """A page of its own: the article with its quotations marked, and below it who said each of them."""
    about = marked.article
    facts = [about.publisher, about.published[:10] if about.published else None, marked.author]
    line = ", ".join(escape(fact) for fact in facts if fact)
    if about.url and about.url.lower().startswith(("http://", "https://")):
        line += f' <a href="{escape(about.url)}" rel="noreferrer">{escape(about.url)}</a>'
    language = f' lang="{escape(marked.language)}"' if marked.language else ""
    body = "".join(_piece(piece, marked.quotations) for piece in marked.pieces())
    items = "".join(
        f'<li id="q{number}"><b>{escape(who(one))}</b> <span class="kind">{one.kind.value}'
        f"{', corrected' if one.corrected else ''}</span><br>{escape(one.text)}</li>"
        for number, one in enumerate(marked.quotations, 1)
    )
    return (
        f'<!doctype html>\n<html{language}>\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(about.title)}</title><style>{_STYLE}</style></head>\n"
        f'<body><h1>{escape(about.title)}</h1><p class="about">{line}</p>\n'
        f"<main>{body}</main>\n<h2>Quotations</h2><ol>{items}</ol></body>\n</html>\n"
    )


def _piece(piece: Piece, quotations: Sequence[Record]) -> str:
    text = escape(piece.text)
    if piece.numbers:
        kind = quotations[piece.numbers[-1] - 1].kind.value
        people = "; ".join(who(quotations[number - 1]) for number in piece.numbers)
        text = f'<mark class="{kind}" title="{escape(people)}">{text}</mark>'
    return text + "".join(f'<sup><a href="#q{number}">{number}</a></sup>' for number in piece.ends)
