"""Which paragraphs of a page are no part of the article: links, captions, bylines, contacts, notices.

Nobody speaks in them, and who is named there is not who "he" is in the paragraph after. A paragraph is told
by the phrase that begins it (`lexicon/furniture.txt`), by its form (a byline, a credit behind a caption), or,
in an article whose paragraphs end in stops, by being a line without one, as headings and teasers are.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from index.lexicon.loading import classes
from index.spans import Span

_BULLETS = r"[\[(*\u2022\u25ba\u25b6>\u2192\u2013\u2014|/ -]*"
_NAME = r"(?:[A-Z][\w.\u2019'-]*|de|da|van|von|der|bin|al|of)"
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|(?:[Ww]ritten|[Rr]eport(?:ed|ing)|[Pp]hotographs?|[Ee]dit(?:ed|ing)|[Ss]tory|[Ww]ords) by"
    rf"|[Aa]dditional reporting by) {_NAME}(?:,? (?:and |& )?{_NAME}){{0,9}}[,|.;]?"
    r"(?:[ ,;|]*(?:in|for|at|[Ee]diting by|[Rr]eporting by|[A-Z]\w*|[a-z]+ (?:editor|correspondent|reporter"
    r"|writer)|\d[\d:.,/ ]*(?:am|pm)?))*[ .,]*"
)
_BRACKETED = re.compile(r"\[[^\[\]]{12,}\]\.?")
_LABEL = re.compile(r"(?:\[[\d:. ]+\] ?)?[A-Z][\w.\u2019' -]{0,40}:\s")
_REACHED = re.compile(
    r"\b(?:can be (?:reached|contacted|followed)|(?:reach|follow) (?:him|her|them|us|me) (?:at|on)"
    r"|contact (?:us|the author)|get in touch|e-?mail(?:ing)? (?:us|him|her|them|me)|send us)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S@\w[\w.-]*\.\w|(?<!\w)@\w{2,}|https?://|\bwww\.|\bTwitter\b")
POSTED = (
    r"([\u2014\u2013-]{1,2}|(?:A (?:post|photo|video|reel) )?(?:shared|posted) by) ?([^@\n]{2,80}?)"
    r" \(@[\w.-]+\)"
)
"""What stands below a post: "\u2014 Ana Ruiz (@ruiz)", "A post shared by Ana Ruiz (@ana.ruiz)"."""
_POST_BELOW = re.compile(POSTED)
_NAME_BEHIND = re.compile(rf"[.?!\u2026] {_NAME}(?: {_NAME}){{1,3}}")
_ITEM = re.compile(r"[\u2014\u2013*\u2022-] *(?=\w)")
_END = frozenset(".!?\u2026:;,\u201d\"\u2019')]\u00bb\u2014\u2013-")
_OPENING = frozenset("\"\u201c\u2018'\u00ab\u2014\u2013-*\u2022")
_WORDS = re.compile(r"\w[\w\u2019'.-]*")
_LONGEST = 320
"""Characters: a longer paragraph is of the article, whatever it begins with."""
_LONGEST_LINE = 160
"""Characters of a line without a full stop that may be a heading or a teaser."""
_SHARE = 3
"""Where more than one in so many paragraphs has no stop, its lines have none."""


def furniture(text: str, paragraphs: Sequence[Span]) -> list[bool]:
    """For each paragraph, whether it is furniture of the page; the first, a headline, never is."""
    lines = [one.of(text) for one in paragraphs]
    found = [number > 0 and _is_labelled(line) for number, line in enumerate(lines)]
    items = [False, *map(_is_item, lines), False]
    posts = [*(_POST_BELOW.match(line) is not None for line in lines[1:]), False]
    bare = [
        (_is_bare(line) and not post) or (own and (before or after))
        for line, post, before, own, after in zip(lines, posts, items, items[1:], items[2:], strict=False)
    ]
    for number in range(1, len(lines)):  # what stands below "Most read"
        found[number] |= found[number - 1] and (bare[number] or items[number + 1])
    left = sum(
        is_bare
        for is_bare, known, item in zip(bare[1:], found[1:], items[2:], strict=False)
        if not known and not item
    )
    if _SHARE * left <= len(lines):
        for number in range(1, len(lines)):
            found[number] |= bare[number] and not lines[number - 1].endswith(":")
    return found


def _is_labelled(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    if _BYLINE.fullmatch(line) or any(one.match(line) for one in _beginnings()):
        return True
    if _BRACKETED.fullmatch(line):
        return line[1] not in _OPENING
    if _LABEL.match(line):
        return False  # a transcript's turn
    if _credit_behind().search(line):
        return True
    if _notice().search(line) and not _OPENING & set(line):
        return True
    return bool(_REACHED.search(line) and _ADDRESS.search(line))


def _is_item(line: str) -> bool:
    """Whether a line behind a dash or bullet is one that no stop ends."""
    item = _ITEM.match(line)
    return item is not None and _is_bare(line[item.end() :])


def _is_bare(line: str) -> bool:
    """Whether a paragraph is a line that no stop ends, as headings, teasers and captions are."""
    if len(line) > _LONGEST_LINE or line[0] in _OPENING or _LABEL.match(line):
        return False
    words = len(_WORDS.findall(line))
    if line[-1] in "\u2019'" and words > 3:  # Council head: pier is \u2018a money pit\u2019
        return line[-2].isalnum() and "''" not in line
    if _signed(line):
        return False
    return line[-1] not in _END and words > 2


def _signed(line: str) -> bool:
    """Whether a line is a sentence and behind its stop a name alone: "I never rang him. Vera Paul"."""
    return any(one.end() == len(line) for one in _NAME_BEHIND.finditer(line))


@cache
def _beginnings() -> tuple[re.Pattern[str], ...]:
    """What a line begins with, or all of it, where it is furniture."""
    link, credit, field, contact = (
        _either(classes("furniture")[kind]) for kind in ("link", "credit", "field", "contact")
    )
    alone = (
        r"advertisement|sponsored|share|comments?|ends|about the author|follow us.{0,60}|sign up.{0,80}"
        r"|subscribe.{0,80}|share this .{0,30}"
    )
    return tuple(
        re.compile(_BULLETS + one, re.IGNORECASE)
        for one in (
            rf"(?:{link})\s*[:|>\u00bb\u2192\u2013\u2014-]+ *(?=\S)",
            rf"(?:{credit})\s*[:/|]",
            rf"(?:{field}|{contact}) ?:",
            rf"(?:{link}|{contact}|{alone})[\])]?\s*[:.!>\u2026]*$",
        )
    )


@cache
def _credit_behind() -> re.Pattern[str]:
    """A credit that ends a caption: "Photograph: Pia Lunt", "(Pia Lunt/AP)", "\u00a9 Reuters"."""
    credit, agency = (_either(classes("furniture")[kind]) for kind in ("credit", "agency"))
    return re.compile(
        rf"(?:\b(?:{credit})(?: credit| by)?\s*[:/|]\s*[^:]{{2,60}}"
        rf"|[(\[](?:(?:{credit}|{agency})\b[^)\]]*|[^)\]]*/(?:{agency}|[A-Z]{{2,}}))[)\]]"
        rf"|(?:/|\u00a9 ?|\| ?)(?:{agency})\b[^.]{{0,30}})[.)\]]*$",
        re.IGNORECASE,
    )


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(classes('furniture')['notice'])})\b", re.IGNORECASE)


def _either(phrases: Iterable[str]) -> str:
    """An expression for any of the phrases, in either form of the apostrophe, longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(one).replace("'", "['\u2019]").replace(r"\ ", r"\s+") for one in ordered)
