"""Passages out of candidates: whole sentences, verbatim, with what a reader needs to follow them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.answers.article_cache import ReadingRoom
from index.answers.hits import Candidate, Scored
from index.answers.passage import ArticleRef, Passage, PassageKind
from index.archive.addresses import quotation_id
from index.archive.rows import ArticleRow
from index.archive.store import digest
from index.names.name import words_of
from index.people.people import People
from index.quotations.quotation import Quotation
from index.spans import Span

LONGEST = 700
"""Characters of a passage from which it is cut, at the end of a sentence."""
_CUT = " …"
_LEANING = re.compile(
    r"(?:he|she|it|they|him|her|his|their|them|its|this|that|these|those|such)\b", re.IGNORECASE
)


def passage(room: ReadingRoom, people: People, scored: Scored, *, rank: int) -> Passage:
    """What is shown of a scored candidate."""
    candidate = scored.candidate
    article = room.article(candidate.article)
    first, last = room.sentence(candidate.first)[1], room.sentence(candidate.last)[1]
    whole = Span(first.span.start, last.span.end)
    quotation = candidate.row.quotation if candidate.row else None
    spans = quotation.content if quotation else (whole,)
    shown = _shown(room, candidate, whole, article.text)
    cut = len(shown) < whole.end - whole.start
    start = candidate.first - int(_same_article(room, candidate.first, -1))
    end = candidate.last + int(_same_article(room, candidate.last, 1))
    before = room.text_of(start) if start < candidate.first else None
    after = room.text_of(end) if end > candidate.last else None
    around = Span(room.sentence(start)[1].span.start, room.sentence(end)[1].span.end)
    leans = before is not None and quotation is not None and _leans(quotation, article.text, whole)
    id_ = quotation_id(article.id, digest(article.text), quotation.content) if quotation else None
    return Passage(
        rank=rank,
        score=scored.score,
        kind=PassageKind(quotation.kind.value) if quotation else PassageKind.NARRATION,
        text=_text(spans, article.text, whole.start + len(shown), cut=cut),
        speaker=speaker_of(people, candidate),
        role=quotation.role if quotation else None,
        source=quotation.source.of(article.text) if quotation and quotation.source else None,
        cue=quotation.cue.of(article.text) if quotation and quotation.cue else None,
        spans=tuple(spans),
        passage=whole,
        confidence=quotation.confidence if quotation else 1.0,
        article=reference(room.row(candidate.article)),
        matched=scored.matched,
        copies=_copies(room, scored),
        shown=shown,
        cut=cut,
        matches=tuple(sorted(set(scored.matches))),
        before=before,
        after=after,
        lead=before if leans else None,
        context=around.of(article.text),
        id=id_,
        corrected=id_ is not None and room.is_corrected(id_),
        quotation=candidate.row.id if candidate.row else None,
        reasons=tuple(scored.reasons),
    )


def speaker_of(people: People, candidate: Candidate) -> str | None:
    """The fullest names in the archive of those whose words they are; None where that is not settled."""
    if candidate.row is None or not candidate.row.names:
        return None
    spoken = zip(candidate.row.names, candidate.row.quotation.speakers, strict=True)
    known = ((people.of(number), name) for number, name in spoken)
    names = list(dict.fromkeys(person.name if person else name for person, name in known))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _shown(room: ReadingRoom, candidate: Candidate, whole: Span, text: str) -> str:
    """The passage's text, up to the last whole sentence that keeps it within LONGEST characters."""
    end = whole.end
    if end - whole.start > LONGEST:
        ends = [room.sentence(n)[1].span.end for n in range(candidate.first, candidate.last + 1)]
        fitting = [place for place in ends if place - whole.start <= LONGEST]
        end = fitting[-1] if fitting else ends[0]
    return text[whole.start : end]


def _text(spans: Sequence[Span], text: str, end: int, *, cut: bool) -> str:
    """The quotation's own words up to `end`; " … " where something stands between, or was cut."""
    parts: list[str] = []
    last: Span | None = None
    for span in spans:
        if span.start >= end:
            break
        part = Span(span.start, min(span.end, end)).of(text).strip()
        if last is not None and re.fullmatch(r"[\s\"“”'‘’]*", text[last.end : span.start]):
            parts[-1] = Span(last.start, min(span.end, end)).of(text)
            last = Span(last.start, span.end)
        else:
            parts.append(part)
            last = span
    shortened = cut and any(span.end > end for span in spans)
    return " … ".join(parts) + (_CUT if shortened else "")


def _same_article(room: ReadingRoom, number: int, step: int) -> bool:
    try:
        return room.sentence(number + step)[0] == room.sentence(number)[0]
    except (KeyError, LookupError):
        return False


def _leans(quotation: Quotation, text: str, whole: Span) -> bool:
    """Whether a quotation needs the sentence before: "he" says it whom its own does not name, or it opens
    with such a word."""
    source = quotation.source.of(text) if quotation.source else ""
    if _LEANING.fullmatch(source.strip()):
        named = set(words_of(whole.of(text)))
        return not any(words_of(name)[-1] in named for name in quotation.speakers)
    opening = " ".join(words_of(quotation.content[0].of(text))[:3])
    return quotation.content[0].start <= whole.start + 1 and _LEANING.match(opening) is not None


def _copies(room: ReadingRoom, scored: Scored) -> tuple[ArticleRef, ...]:
    """The other articles that carry the same quotation, those first that were found with it."""
    candidate = scored.candidate
    carrying = room.carrying(candidate.row) if candidate.row is not None else []
    keys = dict.fromkeys([*(one.article for one in scored.same), *carrying])
    keys.pop(candidate.article, None)
    return tuple(reference(row) for row in room.rows(list(keys)))


def reference(row: ArticleRow) -> ArticleRef:
    """What a passage tells of its article."""
    return ArticleRef(
        id=row.id,
        title=row.title,
        path=row.path,
        url=row.url,
        publisher=row.publisher,
        published=row.published,
    )
