"""Whose words a document tells: "the Harbour Bank's report", "a letter from the union", "a Gazette analysis".

A statement or post of a body is that body's, as a person's letter is that person's; polls, laws and records
are sources and never speakers.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.lexicon.common_words import CALENDAR, PREPOSITIONS
from index.lexicon.kinds import issued_kind, name_kinds
from index.lexicon.places import DEMONYMS, PLACES
from index.names.roles import is_group, is_party, is_role
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.organisations import Bodies

_CLAUSES = frozenset({"who", "whose", "that", "which"})
_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
_ISSUED = frozenset({
    "aired", "authored", "available", "carried", "commissioned", "compiled", "conducted", "distributed",
    "drafted", "emailed", "filed", "issued", "made", "maintained", "posted", "prepared", "produced",
    "published", "put", "released", "run", "sent", "signed", "submitted", "tweeted", "written",
})  # fmt: skip
_MADE = frozenset({
    "analysis", "assessment", "count", "estimate", "examination", "forecast", "investigation", "projection",
    "ranking", "review", "study", "summary", "tally",
})  # fmt: skip
"""What a body makes of something else: "a study of tides by Pier", as no "report of a raid by Pier"."""
_SURVEYS = frozenset({"survey"})  # a body's where one is said to have made it
_PRINTED = frozenset(
    {"analysis", "article", "editorial", "piece", "report", "story"}
)  # "a report in the Sun"
_SITES = frozenset({"website", "site", "page", "webpage"})
_WHEN = CALENDAR | _ISSUED | {"last", "this", "earlier", "week", "month", "year", "on", "out"}
_CARRIERS = frozenset({
    "facebook", "instagram", "internet", "linkedin", "medium", "radio", "reddit", "snapchat", "telegram",
    "tiktok", "tumblr", "tv", "twitter", "vk", "web", "weibo", "whatsapp", "youtube", "youtube.com",
})  # fmt: skip
"""What somebody's post or page stands on, and so not whose it is: "the school's Facebook page"."""
_BETWEEN = 3  # words from an owner to its document: "the Gazette's front page editorial"
_LONGEST = 24  # tokens from a document to whom it is by
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "his", "her", "their", "its", "one", "another"})
_NEW = frozenset({"a", "an", "one", "another", "its", "their", "his", "her"})


class Document(NamedTuple):
    """A document that an article brings up: its noun, token, and whose it is.

    `owners` are those whom its phrase names, `beside` who is the subject of its sentence; `new` tells that
    the phrase brings it in.
    """

    token: int
    noun: str
    owners: tuple[Figure, ...]
    beside: Figure | None
    new: bool


class Documents:
    """Reads whose words the documents of an article are."""

    def __init__(self, cast: Cast, bodies: Bodies) -> None:
        self._cast = cast
        self._frame = cast.frame
        self._bodies = bodies

    def owners(self, first: int, end: int) -> list[Mention]:
        """The bodies whose document heads tokens `[first, end)`; none where none does."""
        head = self._head(first, end)
        if head is None:
            return []
        owner = self._before(first, head)
        if owner is not None:
            poll = self._frame.tokens[head].text.lower() in _SURVEYS
            return [owner] if not poll and self._is_body(owner, self._owns(owner)) else []
        found = self._behind(head, end)
        return found if all(self._is_body(mention, owns=True) for mention in found) else []

    def names(self, first: int, end: int) -> tuple[str, ...]:
        """The names of the bodies whose document heads tokens `[first, end)`."""
        return tuple(dict.fromkeys(self._bodies.full_name(mention) for mention in self.owners(first, end)))

    def all(self) -> Iterator[Document]:
        """The documents that the article brings up outside quotation marks, in order."""
        frame = self._frame
        for head, token in enumerate(frame.tokens):
            if frame.quoted[head] or not issued_kind(token.text):
                continue
            first = self._start(head)
            end = next(
                (k for k in range(head + 1, head + _LONGEST) if not frame.word(k, head)), head + _LONGEST
            )
            owner = self._before(first, head)
            found = [owner] if owner is not None else self._behind(head, end)
            figures = tuple(m.figure for m in found if m.figure is not None)
            subject = None if found else self._subject(first, head)
            new = frame.tokens[first].text.lower() in _NEW
            yield Document(head, token.text, figures, subject, new)

    # ------------------------------------------------------------ the phrase

    def _head(self, first: int, end: int) -> int | None:
        """Index of the document's noun in a source, which ends its noun phrase."""
        frame = self._frame
        inside = {
            k
            for m in self._cast.mentions_in(frame.span(first, end))
            if m.words[0].lower() not in CALENDAR
            for k in range(m.first, m.last + 1)
        }
        k = first
        while k < end:
            text = frame.tokens[k].text
            lower = text.lower()
            stops = lower in PREPOSITIONS | _CLAUSES | _ISSUED | CALENDAR or not text[0].isalnum()
            if k not in inside and stops and text not in _OWNER_MARKS and not self._dates(first, k, end):
                break
            k += 1
        head = k - 1
        if head < first or head in inside:
            return None
        lower = frame.tokens[head].text.lower()
        return head if issued_kind(lower) or lower in _SURVEYS else None

    def _dates(self, first: int, k: int, end: int) -> bool:
        """Whether index `k` is of a date before the noun: "a Feb. 1 letter", "a Wednesday editorial"."""
        lead = [text.lower() for text in self._frame.texts(first, k + 1)]
        if lead[0] in _DETERMINERS:
            lead = lead[1:]
        dated = bool(lead) and lead[0] in CALENDAR and lead[1:] in ([], ["."])
        return dated and k + 1 < end and self._frame.tokens[k + 1].text.lower() not in _ISSUED

    def _start(self, head: int) -> int:
        """Index of the first token of the phrase whose noun is `head`."""
        frame = self._frame
        first = head
        while (
            first > 0
            and head - first < _LONGEST // 2
            and frame.sentence_of[first - 1] == frame.sentence_of[head]
        ):
            text = frame.tokens[first - 1].text
            lower = text.lower()
            if lower in _DETERMINERS:
                return first - 1
            if lower in (PREPOSITIONS - {"of"}) | _CLAUSES or not (text[0].isalnum() or text in _OWNER_MARKS):
                break
            first -= 1
        return first

    def _before(self, first: int, head: int) -> Mention | None:
        """The name that stands before a document's noun as its owner."""
        frame = self._frame
        if first >= head:
            return None
        found = [
            m
            for m in self._cast.mentions_in(frame.span(first, head))
            if m.first >= first and not (m.words[0].lower() in CALENDAR and not _is_person(m))
        ]
        while len(found) > 1 and self._carries(found[-1]) and self._owns(found[-2]):
            head = found.pop().first
        if not found or self._carries(found[-1]):
            return None
        mention = found[-1]
        between = frame.texts(mention.last + 1, head)
        if between and between[0] in _OWNER_MARKS:
            between = between[1:]
        lead = [word.lower() for word in frame.texts(first, mention.first)]
        plain = all(word.islower() or word[0].isdigit() for word in between) and len(between) <= _BETWEEN
        if not plain or any(is_role(w) or is_group(w) or w in PREPOSITIONS or w == "and" for w in between):
            return None
        return mention if not lead or PREPOSITIONS.isdisjoint(lead) else None

    def _carries(self, mention: Mention) -> bool:
        return mention.words[-1].lower() in _CARRIERS and not self._owns(mention)

    def _owns(self, mention: Mention) -> bool:
        return self._frame.word(mention.last + 1, mention.first) in _OWNER_MARKS

    def _behind(self, head: int, end: int) -> list[Mention]:
        """Those by or from whom a document is said to be after its noun."""
        frame = self._frame
        noun = frame.tokens[head].text.lower()
        issued = False
        for k in range(head + 1, min(end, head + _LONGEST)):
            word = frame.tokens[k].text.lower()
            if word in _CLAUSES or (word in {",", "(", "—", "–"} and frame.word(k + 1, head) not in _ISSUED):
                break
            issued = issued or word in _ISSUED
            near = all(w.lower() in _WHEN for w in frame.texts(head + 1, k))
            if word in {"by", "from"} and (near or issued or noun in _MADE):
                return self._named(k + 1, end)
            if word == "in" and k == head + 1 and noun in _PRINTED:
                found = self._named(k + 1, end)
                return found if all("paper" in name_kinds(m.words) for m in found) else []
            if word == "on" and near and not issued:
                return self._on_site(k + 1, end)
        return []

    def _on_site(self, first: int, end: int) -> list[Mention]:
        """Whose website tokens `[first, end)` are: "the Quillan Trust's website"."""
        found = self._named(first, end)
        after = found[-1].last + 1 if found else end
        words = [w.lower() for w in self._frame.texts(after, min(end, after + _BETWEEN))]
        return found if not _SITES.isdisjoint(words) else []

    def _named(self, first: int, end: int) -> list[Mention]:
        """The names that head tokens `[first, end)`, joined by "and"."""
        frame = self._frame
        named: list[Mention] = []
        start = first
        for mention in self._cast.mentions_in(frame.span(first, end)) if first < end else ():
            lead = frame.texts(start, mention.first)
            joined = not named or lead[:1] == ["and"]
            rest = lead[1:] if named else lead
            plain = all(
                word[0].isalnum() and (word.islower() or "-" in word or word == "The") for word in rest
            )
            if (
                not joined
                or not plain
                or any(
                    w in PREPOSITIONS | _CLAUSES | {"and", "or"} or is_role(w) or is_group(w) for w in rest
                )
            ):
                break
            named.append(mention)
            start = mention.last + 1
        if named and self._owns(named[-1]):
            following = frame.word(named[-1].last + 2, named[-1].first).lower()
            if following not in _SITES:
                return []  # "the ministry's inspector"
        return named

    def _subject(self, first: int, head: int) -> Figure | None:
        """Who is the subject of the sentence that a document without a name stands in."""
        frame = self._frame
        start = first
        while start > 0 and frame.sentence_of[start - 1] == frame.sentence_of[head]:
            start -= 1
        before = self._cast.mentions_in(frame.span(start, first)) if start < first else []
        subjects = [m for m in before if m.subject and m.figure is not None]
        if subjects:
            return subjects[-1].figure
        end = head + 1
        while end < len(frame.tokens) and end - head < _BETWEEN + 2:
            end += 1
        after = self._cast.mentions_in(frame.span(head + 1, end)) if head + 1 < end else []
        return next((m.figure for m in after if m.subject and m.sentence == frame.sentence_of[head]), None)

    def _is_body(self, mention: Mention, owns: bool) -> bool:
        """Whether a name is one that can answer for a document: no person's, and no mere place before it."""
        figure = mention.figure
        if figure is not None and figure.kind is FigureKind.PERSON:
            return False
        last = mention.words[-1]
        if is_party(last) and last.lower().endswith("s"):
            return owns
        place = all(word.lower() in PLACES | DEMONYMS for word in mention.words)
        return (owns or not place) and self._bodies.is_name(mention)


def taken_up(documents: Sequence[Document], token: int, noun: str) -> Document | None:
    """The last document before `token` that "the `noun`" may take up: one of its kind that a phrase brings in
    or says whose it is."""
    families = issued_kind(noun)
    for document in reversed(documents):
        told = document.token < token and (document.new or document.owners)
        if told and (document.noun == noun or not families.isdisjoint(issued_kind(document.noun))):
            return document
    return None


def part_in(document: Document, figure: Figure) -> str | None:
    """What a figure has to do with a document: whose it is, or whose sentence brings it in."""
    if any(owner is figure for owner in document.owners):
        return "own"
    if document.owners:
        return "others"
    return "beside" if document.beside is figure else None


def _is_person(mention: Mention) -> bool:
    return mention.figure is not None and mention.figure.kind is FigureKind.PERSON
