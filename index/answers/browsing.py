"""Passages taken from the archive without a question: an article's, a random one, what stands around one."""

import random
from collections.abc import Iterator

from index.answers.excerpts import reference
from index.answers.passage import Passage, PassageKind
from index.archive.addresses import quotation_id
from index.archive.archive import StoredArchive
from index.archive.likeness import content_of
from index.archive.rows import ArticleRow, QuotationRow
from index.archive.store import digest
from index.articles.article import Article
from index.quotations.quotation import QuotationKind
from index.spans import Span

OPENING = "\"'“‘«„‚‹"
CLOSING = "\"'”’»“‘›"


def passages_of(archive: StoredArchive, key: int, limit: int = 30) -> tuple[Passage, ...]:
    """The quotations of an article as passages, in reading order."""
    article, row = archive.article(key), archive.article_row(key)
    sentences = dict(archive.sentences_of(key))
    found = []
    for rank, quoted in enumerate(archive.quotations_of(key)[:limit], 1):
        first, last = sentences.get(quoted.first_sentence), sentences.get(quoted.last_sentence)
        if first is not None and last is not None:
            span = Span(first.span.start, last.span.end)
            found.append(_passage(archive, article, row, quoted, span, rank))
    return tuple(found)


def _passage(
    archive: StoredArchive, article: Article, row: ArticleRow, quoted: QuotationRow, span: Span, rank: int
) -> Passage:
    quotation = quoted.quotation
    id_ = quotation_id(article.id, digest(article.text), quotation.content)
    people = [person.name for name in quoted.names if (person := archive.people.of(name))]
    return Passage(
        rank=rank,
        score=0.0,
        kind=PassageKind(quotation.kind.value),
        text=content_of(article.text, quotation.content),
        speaker=" and ".join([", ".join(people[:-1]), people[-1]] if len(people) > 1 else people) or None,
        role=quotation.role,
        source=quotation.source.of(article.text) if quotation.source else None,
        cue=quotation.cue.of(article.text) if quotation.cue else None,
        spans=quotation.content,
        passage=span,
        confidence=quotation.confidence,
        article=reference(row),
        shown=span.of(article.text),
        id=id_,
        corrected=id_ in archive.corrected,
        quotation=quoted.id,
    )


def own_words(archive: StoredArchive, passage: Passage) -> str:
    """A direct quotation's own words with the marks the article sets around them, parts joined by " … "."""
    key = archive.key_of(passage.article.id)
    if key is None:
        return passage.text
    text = archive.article(key).text
    parts = []
    for start, end in passage.spans:
        left = start - 1 if start and text[start - 1] in OPENING else start
        right = end + 1 if text[end : end + 1] and text[end] in CLOSING else end
        parts.append(text[left:right])
    return " … ".join(parts)


def around(archive: StoredArchive, passage: Passage) -> tuple[str, str] | None:
    """The article's text before and after a passage: its paragraph, or the neighbours where it is one.

    None where the article is gone, or no longer holds the passage at its place.
    """
    key = archive.key_of(passage.article.id)
    if key is None:
        return None
    text = archive.article(key).text
    span = passage.passage
    if not text.startswith(passage.shown, span.start):
        return None
    sentences = [sentence for _, sentence in archive.sentences_of(key)]
    inside = [s.paragraph for s in sentences if s.span.start < span.end and s.span.end > span.start]
    if not inside:
        return text[max(span.start - 300, 0) : span.start], text[span.end : span.end + 300]
    wanted = range(min(inside), max(inside) + 1)
    whole = [s for s in sentences if s.paragraph in wanted]
    if whole[0].span.start >= span.start and whole[-1].span.end <= span.end:
        wanted = range(min(inside) - 1, max(inside) + 2)
        whole = [s for s in sentences if s.paragraph in wanted]
    shown_end = span.start + len(passage.shown)
    return text[whole[0].span.start : span.start], text[shown_end : max(whole[-1].span.end, shown_end)]


def random_direct(archive: StoredArchive, dice: random.Random, tries: int = 40) -> Passage | None:
    """A direct quotation of a settled speaker, of a length to guess by; None where none turns up."""
    keys = [row.key for row in archive.articles() if row.quotations]
    for _ in range(tries if keys else 0):
        key = dice.choice(keys)
        for passage in _shuffled(passages_of(archive, key, 100), dice):
            if passage.kind is PassageKind.DIRECT and passage.speaker and 30 <= len(passage.text) <= 400:
                return passage
    return None


def newest_direct(archive: StoredArchive, limit: int) -> list[Passage]:
    """The first direct quotation of a settled speaker from each of the newest articles."""
    rows = sorted(archive.articles(), key=lambda row: (row.day or 0, row.key), reverse=True)
    found = []
    for row in rows[: 4 * limit]:
        quoted = [
            q for q in archive.quotations_of(row.key) if q.quotation.kind is QuotationKind.DIRECT and q.names
        ]
        if quoted:
            passages = passages_of(archive, row.key)
            found += [p for p in passages if p.quotation == quoted[0].id]
        if len(found) == limit:
            break
    return found


def _shuffled(passages: tuple[Passage, ...], dice: random.Random) -> Iterator[Passage]:
    yield from dice.sample(passages, len(passages))
