"""What exports of news archives have in common: dates, copyright lines, pages."""

import re
from collections.abc import Callable, Iterator, Sequence

from index.articles.dates import lenient_date
from index.articles.source import one_line

Fields = dict[str, object]
_MONTHS = {
    "january": "januar janvier enero gennaio januari janeiro jänner",
    "february": "februar février febrero febbraio februari fevereiro fevrier",
    "march": "märz mars marzo maart março maerz",
    "april": "avril abril aprile",
    "may": "mai mayo maggio mei maio",
    "june": "juni juin junio giugno junho",
    "july": "juli juillet julio luglio julho",
    "august": "août agosto augustus aout",
    "september": "septembre septiembre settembre setembro",
    "october": "oktober octobre octubre ottobre outubro",
    "november": "novembre noviembre novembro",
    "december": "dezember décembre diciembre dicembre dezembro decembre",
}
_ENGLISH = {word: name for name, words in _MONTHS.items() for word in (*words.split(), name, name[:3])}
_DATE = re.compile(
    r"(?:(?P<d1>\d{1,2})\.?(?:st|nd|rd|th|er)?\s+(?:de\s+)?(?P<m1>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?P<y1>\d{4})"
    r"|(?P<m2>[^\W\d_]{3,10})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4}))\b"
)
COPYRIGHT = re.compile(
    r"\s*(?:\(?c\)|©|\(?copyright\b|all rights reserved|alle rechte vorbehalten)", re.IGNORECASE
)
PAGE = re.compile(
    r"\s*(?:Page|Seite)\s+\d+(?:\s+(?:of|von)\s+\d+)?(?:\s*©.*Factiva.*)?\s*|\s*©\s*\d{4} Factiva.*"
)
AFTER = re.compile(r"\s*(?:Search Summary|© \d{4} (?:Factiva|Dow Jones|LexisNexis)|Page \d+)", re.IGNORECASE)


def filled_in(lines: Sequence[str]) -> list[int]:
    """The places of the lines that are not empty."""
    return [place for place, line in enumerate(lines) if line.strip()]


def joined(lines: Sequence[str]) -> str:
    """Lines as the text of an article, without the empty ones around it and what pages print."""
    return "\n".join(line for line in lines if not PAGE.fullmatch(line)).strip("\n")


def day_of(line: str) -> str | None:
    """The date that a line of a head tells, in whatever language of these it names the month."""
    match = _DATE.search(line)
    if match is None:
        return None
    month = _ENGLISH.get((match["m1"] or match["m2"]).casefold())
    day, year = match["d1"] or match["d2"], match["y1"] or match["y2"]
    return lenient_date(f"{day} {month} {year}") if month else None


def made(title: str, text: str, **more: object) -> Fields:
    """The fields of an article; one that is a headline alone, as a picture's, keeps that as its text."""
    given = {name: one_line(value) if isinstance(value, str) else value for name, value in more.items()}
    return {"title": one_line(title), "text": text if text.strip() else title.strip(), **given}


def pieces_of(lines: Sequence[str], is_end: Callable[[str], object]) -> Iterator[list[str]]:
    """What stands before each line that ends an article, with that line, and what is behind the last."""
    piece: list[str] = []
    for line in lines:
        piece.append(line)
        if is_end(line):
            yield piece
            piece = []
    if filled_in(piece):
        yield piece
