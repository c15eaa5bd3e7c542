"""Words under a name that stands elsewhere: the answers of an interview, or what a line leads to."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.analysis.sentences import Sentence
from index.lexicon.grammar import FINITE
from index.quotations.marks import quoted_spans
from index.quotations.rules.block_quotations import block_quotations, is_prose
from index.quotations.rules.transcripts import (
    LONGEST_TURN,
    Labelled,
    labelled_paragraphs,
    unsigned,
    whole_paragraphs,
)
from index.quotations.speakers.entities import cast_of
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.spans import Span

_QUESTION = re.compile(r"[*_]{0,3}(?:Q|Question)[.:][*_]{0,3}\s+(?=\S)")
_ANSWER = re.compile(r"[*_]{0,3}(?P<cue>(?:A|Answer)[.:])[*_]{0,3}\s+(?=\S)")
_MEETING = re.compile(
    r"\b(?:(?:interview\w*|conversation|q ?& ?a|chat\w*|questions|spoke|speaks|talk\w*|sat down|caught up"
    r"|met|minutes|words?|coffee|tea|lunch|dinner|breakfast|drink) (?:with|to|for)"
    r"|(?:we|i) (?:asked|interviewed|met|called)|interview:|interviewed) [^.;:]{0,60}$",
    re.IGNORECASE,
)
_MET = re.compile(
    r"[^.;:]{0,60}?\b(?:(?:spoke|speaks|talks|talked|chats|sat down|sits down) (?:with|to)"
    r"|(?:answers|answered) (?:\w+ ){0,2}questions|(?:tells|told) (?:us|me))\b"
)
_THERE = re.compile(
    r"\b(?:q ?& ?a|questions and answers|the interview|in conversation|in (?:his|her|their) own words)\b"
    r"|(?:^|[.?!]\s+)(?:he|she|they) (?:spoke|speaks|talked|talks|chatted|sat down) (?:with|to)\b"
    r"|(?:^|[.?!]\s+)(?:he|she|they) (?:tells|told) us\b"
    r"|\b(?:(?:spoke|talked|chatted|sat down|caught up|met) (?:with|to)"
    r"|(?:we|i) (?:asked|interviewed|met|called)) (?:him|her|them)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What tells of an interview without a name beside it."""
_BEFORE = 100
_OWN = re.compile(r"\b(?:I|I['\u2019](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s)\b")
_LONGEST_QUESTION = 400
_BYLINE = re.compile(r"by\s", re.IGNORECASE)
_FEWEST = 2
"""So many questions and so many answers make an interview."""
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")
_LED = re.compile(
    r"(?P<source>[^\W\d_a-z][^:\"\u201c\n]{2,80}?)"
    r"(?: (?:on|about|after|following|in)\b[^:\"\u201c\n]{1,80})?(?P<cue>:)$"
)
_STATED = re.compile(
    r"(?:(?:After|As|At|Following|In|On) [^:\"\u201c\n]{2,80}, )?"
    r"(?P<source>[^\W\d_a-z][^:\"\u201c\n]{2,90}?) (?:today |also |later |has |on \w+ )*"
    r"(?P<cue>(?:issued|released|made|posted|published|gave) (?:the following|this|a)\b"
    r"[^:\"\u201c\n]{0,120}):$"
)


def spoken_paragraphs(text: str, sentences: Sequence[Sentence]) -> dict[int, Labelled]:
    """By a paragraph's number, those whose words are somebody's as a whole; none gives {}.

    They name their speaker themselves (`labelled_paragraphs`), stand behind a line such as "Coach Ana Ruiz on
    the win:", are block quotations (`block_quotations`), or are the answers of an interview, if the article
    settles whose these are.
    """
    paragraphs = list(whole_paragraphs(sentences))
    labelled = labelled_paragraphs(text, sentences)
    led = _led(text, paragraphs)
    if any(label.turn for label in labelled.values()):
        return _spelt_out(text, sentences, labelled) | led  # a transcript
    answers = _answers(text, sentences, paragraphs) or _unlabelled_answers(text, sentences, paragraphs)
    return labelled | block_quotations(text, sentences) | led | answers


def _spelt_out(
    text: str, sentences: Sequence[Sentence], labelled: dict[int, Labelled]
) -> dict[int, Labelled]:
    """The turns, those under initials ("OH:") with the name of the one person before them who has these."""
    turns = [number for number, label in labelled.items() if label.turn]
    short = {label.source.of(text) for label in labelled.values() if label.turn}
    if not any(_INITIALS.fullmatch(name) for name in short):
        return labelled
    head = [one for one in sentences if one.paragraph < min(turns)]
    if not head:
        return labelled
    people = _people(text, head)
    names: dict[str, list[Span]] = {}
    for one in people:
        names.setdefault("".join(word[0] for word in one.words).upper(), []).append(one.place)
    found = dict(labelled)
    for number in turns:
        places = names.get(labelled[number].source.of(text).replace(".", ""), ())
        if len(places) == 1:
            found[number] = labelled[number]._replace(source=places[0])
    return found


def _answers(
    text: str, sentences: Sequence[Sentence], paragraphs: Sequence[tuple[int, Span]]
) -> dict[int, Labelled]:
    asked = [number for number, paragraph in paragraphs if _QUESTION.match(text, *paragraph)]
    answered = {
        number: match for number, paragraph in paragraphs if (match := _ANSWER.match(text, *paragraph))
    }
    if len(asked) < _FEWEST or len(answered) < _FEWEST:
        return {}
    who = _interviewed(text, [one for one in sentences if one.paragraph < asked[0]])
    if who is None:
        return {}
    found: dict[int, Labelled] = {}
    now: int | None = None
    last = max(answered)
    for number, paragraph in paragraphs:
        if number in answered:
            match, now = answered[number], number
            content = unsigned(text, Span(match.end(), paragraph.end))
            found[number] = Labelled(content, Span(*match.span("cue")), who, (), turn=True)
        elif number in asked or number > last:
            now = None
        elif now is not None and len(found[now].goes_on) < LONGEST_TURN:
            more = (*found[now].goes_on, (number, unsigned(text, paragraph)))
            found[now] = found[now]._replace(goes_on=more)
    return found


def _unlabelled_answers(
    text: str, sentences: Sequence[Sentence], paragraphs: Sequence[tuple[int, Span]]
) -> dict[int, Labelled]:
    """The answers between paragraphs that are questions, where somebody speaks in them of what is theirs: an
    explainer asks, too, and answers itself. Their cue is empty."""
    asked = {number for number, paragraph in paragraphs if _asks(text, paragraph)}
    if len(asked) < _FEWEST:
        return {}
    first = min(asked)
    who = _interviewed(text, [one for one in sentences if one.paragraph < first])
    if who is None:
        return {}
    surname = who.of(text).rsplit(maxsplit=1)[-1]
    groups: list[list[tuple[int, Span]]] = []
    for number, paragraph in paragraphs:
        if number in asked:
            groups.append([])
        elif groups:
            if surname in paragraph.of(text) or quoted_spans(paragraph.of(text)):
                return {}  # prose
            groups[-1].append((number, paragraph))
    told = [group for group in groups if 0 < len(group) <= LONGEST_TURN]
    own = sum(any(_OWN.search(text, *one) for _, one in group) for group in told)
    if len(told) < _FEWEST or 3 * own < len(told):
        return {}
    told[-1][1:] = [one for one in told[-1][1:] if _OWN.search(text, *one[1])]
    return {
        number: Labelled(answer, Span(answer.start, answer.start), who, tuple(more), turn=True)
        for (number, answer), *more in told
    }


def _asks(text: str, paragraph: Span) -> bool:
    asked = paragraph.of(text).rstrip("*_")
    return asked.endswith("?") and len(asked) < _LONGEST_QUESTION


def _interviewed(text: str, head: Sequence[Sentence]) -> Span | None:
    """The name of the one person whom the words before an interview name, if they tell of an interview."""
    lines = [one for one in head if not _BYLINE.match(text, *one.span)]
    if not lines:
        return None
    people = _people(text, lines)
    if len(people) != 1 or len(people[0].words) < _FEWEST:
        return None
    told = Span(lines[0].span.start, head[-1].span.end).of(text)
    if not (_THERE.search(told) or any(_is_met(text, place) for place in people[0].places)):
        return None
    return people[0].place


class _Person(NamedTuple):
    """Somebody of whom a few sentences tell: the full name, where it stands, and every place of it."""

    words: tuple[str, ...]
    place: Span
    places: tuple[Span, ...]


def _people(text: str, sentences: Sequence[Sentence]) -> list[_Person]:
    """The people whom neighbouring sentences name."""
    start, end = sentences[0].span.start, sentences[-1].span.end
    moved = [one._replace(span=Span(one.span.start - start, one.span.end - start)) for one in sentences]
    return [
        _Person(
            tuple(figure.words),
            next(place for mention, place in _placed(figure, start) if mention.words == figure.words),
            tuple(place for _, place in _placed(figure, start)),
        )
        for figure in cast_of(Span(start, end).of(text), moved).figures
        if figure.kind is FigureKind.PERSON
    ]


def _placed(figure: Figure, start: int) -> list[tuple[Mention, Span]]:
    return [(one, Span(one.span.start + start, one.span.end + start)) for one in figure.mentions]


def _is_met(text: str, name: Span) -> bool:
    """Whether somebody is said to talk to the interviewer: "Questions for Ana Ruiz", "Ruiz spoke with us"."""
    line = max(text.rfind("\n", 0, name.start) + 1, name.start - _BEFORE)
    return bool(_MEETING.search(text, line, name.start) or _MET.match(text, name.end))


def _led(text: str, paragraphs: Sequence[tuple[int, Span]]) -> dict[int, Labelled]:
    """Paragraphs wholly between marks behind one that ends in a colon and only says whose they are; without
    marks, one behind a line that announces a statement."""
    found: dict[int, Labelled] = {}
    lead: re.Match[str] | None = None
    first: int | None = None
    for number, paragraph in paragraphs:
        content = unsigned(text, paragraph)
        stated = lead is not None and lead.re is _STATED and is_prose(text, paragraph)
        if content == paragraph and not stated:
            first = None
            lead = _leads(text, paragraph)
        elif lead is not None:
            found[number] = Labelled(
                content, Span(*lead.span("cue")), Span(*lead.span("source")), (), turn=True
            )
            first, lead = (number if content != paragraph else None), None
        elif first is not None and len(found[first].goes_on) < LONGEST_TURN:
            more = (*found[first].goes_on, (number, content))
            found[first] = found[first]._replace(goes_on=more)
    return found


def _leads(text: str, paragraph: Span) -> re.Match[str] | None:
    if text[paragraph.end - 1] != ":":
        return None
    match = _STATED.match(text, *paragraph)
    if match is not None:
        return match
    match = _LED.match(text, *paragraph)
    if match is None:
        return None
    words = match["source"].split()
    named = sum(word[0].isupper() for word in words[-2:]) == _FEWEST
    plain = not any(word.lower() in FINITE for word in words)
    return match if named and plain else None
