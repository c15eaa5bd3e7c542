"""Corrections: what a person says of one quotation, against what was found, kept beside the articles.

A correction is of a place in one article's text. It is put into effect whenever that text is read: when it is
made, when the article is added again and when the archive is repaired. What was found stays beside it, so it
can be undone. It never changes an article's words.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from index.analysis.terms import terms
from index.archive.addresses import article_of, key_at, quotation_id
from index.archive.database import connect
from index.archive.ingestion import Prepared
from index.archive.store import Store, digest
from index.errors import ArchiveError
from index.quotations.quotation import Quotation, QuotationKind
from index.spans import Overlaps, Span

CORRECTIONS = """
CREATE TABLE IF NOT EXISTS corrections (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, text_digest BLOB NOT NULL, verdict TEXT NOT NULL,
    speaker TEXT, made TEXT NOT NULL, found TEXT NOT NULL)
"""
"""Where they are kept; archives of every format get it when they are written to."""

_SELECT = "SELECT id, article, text_digest, verdict, speaker, made, found FROM corrections"
_SAME = 0.5
"""The share of either one's characters from which what is found now is what was corrected."""


class Verdict(StrEnum):
    """What a person says of a quotation: that it is right as it was found, who said it, that it is open who
    did, or that it is none."""

    CONFIRMED = "confirmed"
    SPEAKER = "speaker"
    NOBODY = "nobody"
    NOT_A_QUOTATION = "not_a_quotation"

    @property
    def changes(self) -> bool:
        """Whether it says other than what was found."""
        return self is not Verdict.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction: of the quotation `id`, made at a time in ISO 8601; `found` is what was found there.

    `speaker` is who said it, with the verdict "speaker" alone. It is of the article of that id while that has
    the text of that digest.
    """

    id: str
    article: str
    text_digest: bytes
    verdict: Verdict
    speaker: str | None
    made: str
    found: Quotation

    def of(self, quotation: Quotation) -> Quotation | None:
        """The quotation as corrected; None where it is none."""
        if self.verdict is Verdict.NOT_A_QUOTATION:
            return None
        if self.verdict is Verdict.CONFIRMED:
            return replace(quotation, speakers=self.found.speakers, role=self.found.role, confidence=1.0)
        speakers = (self.speaker,) if self.speaker is not None else ()
        role = quotation.role if speakers == quotation.speakers else None
        return replace(quotation, speakers=speakers, role=role, confidence=1.0)


def corrections_in(db: sqlite3.Connection, article: str | None = None) -> list[Correction]:
    """Every correction, or those of the article of that id, the oldest first; none in an archive that never
    had any."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'corrections'").fetchone():
        return []
    where = "" if article is None else " WHERE article = ?"
    rows = db.execute(f"{_SELECT}{where} ORDER BY made, id", () if article is None else (article,))
    return [
        Correction(
            id=id_, article=of, text_digest=text, verdict=Verdict(verdict), speaker=speaker, made=made,
            found=_unpacked(of, found),
        )
        for id_, of, text, verdict, speaker, made, found in rows.fetchall()
    ]  # fmt: skip


def corrected(db: sqlite3.Connection, prepared: Prepared) -> Prepared:
    """What was worked out of an article, with the corrections of it put into effect."""
    text = digest(prepared.article.text)
    wanted = [one for one in corrections_in(db, prepared.article.id) if one.text_digest == text]
    if not wanted:
        return prepared
    quotations: list[Quotation | None] = list(prepared.quotations)
    for one in wanted:
        place = _place(quotations, one.found.content)
        found = None if place is None else quotations[place]
        if place is not None and found is not None:
            quotations[place] = one.of(found)
            keep(db, replace(one, id=quotation_id(one.article, text, found.content), found=found), one.id)
    return prepared._replace(quotations=[one for one in quotations if one is not None])


def copy_corrections(folder: Path, db: sqlite3.Connection) -> None:
    """Bring the corrections of the archive in `folder` into another, as far as they can be read."""
    with suppress(ArchiveError, sqlite3.DatabaseError, ValueError), closing(connect(folder)) as old:
        for one in corrections_in(old):
            keep(db, one, one.id)


def changed_article(
    db: sqlite3.Connection, folder: Path, id_: str, verdict: Verdict | None, speaker: str | None
) -> tuple[int, Prepared] | None:
    """The article of a quotation, by its number and as it is to be put in anew, once the verdict is kept.

    With no verdict the correction is taken back. None where there is no such quotation, or nothing to undo.
    """
    store = Store(folder, db)
    key = key_at(store, article_of(id_))
    if key is None:
        return None
    article, text = store.article(key), digest(store.article(key).text)
    stored = [row.quotation for row in store.quotations("q.article IN (?)", [key])]
    made = {one.id: one for one in corrections_in(db, article.id) if one.text_digest == text}
    found = {quotation_id(article.id, text, one.content): one for one in stored}
    hidden = Verdict.NOT_A_QUOTATION
    found.update((one.id, one.found) for one in made.values() if one.id in found or one.verdict is hidden)
    if id_ not in (made if verdict is None else found):
        return None
    if verdict is None:
        db.execute("DELETE FROM corrections WHERE id = ?", (id_,))
    else:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        one = Correction(
            id=id_, article=article.id, text_digest=text, verdict=verdict, speaker=speaker, made=now,
            found=found[id_],
        )  # fmt: skip
        keep(db, one, id_)
    sentences = store.sentences(key)
    finder = str(db.execute("SELECT finder FROM articles WHERE key = ?", (key,)).fetchone()[0])
    words = [terms(sentence.span.of(article.text)) for sentence in sentences]
    quotations = sorted(found.values(), key=lambda one: one.content)
    return key, corrected(db, Prepared(article, sentences, quotations, words, finder))


def _place(quotations: Sequence[Quotation | None], content: Sequence[Span]) -> int | None:
    """Which of the quotations is at that place: exactly, else the one that shares most of its characters."""
    for place, one in enumerate(quotations):
        if one is not None and one.content == content:
            return place
    placed = {place: one.content for place, one in enumerate(quotations) if one is not None}
    shared = [
        (common, place)
        for common, place in Overlaps((other, place) for place, other in placed.items()).of(content)
        if common >= _SAME * max(_length(content), _length(placed[place]))
    ]
    return max(shared)[1] if shared else None


def _length(content: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in content)


def keep(db: sqlite3.Connection, one: Correction, before: str) -> None:
    """Keep a correction in the place of the one that had the id `before`."""
    db.execute("DELETE FROM corrections WHERE id = ?", (before,))
    db.execute(
        "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?)",
        (one.id, one.article, one.text_digest, one.verdict.value, one.speaker, one.made, _packed(one.found)),
    )


def _packed(one: Quotation) -> str:
    return json.dumps(
        [one.kind.value, one.content, one.cue, one.source, one.speakers, one.role, one.confidence],
        ensure_ascii=False,
    )


def _unpacked(article: str, packed: str) -> Quotation:
    kind, content, cue, source, speakers, role, confidence = json.loads(packed)
    return Quotation(
        article_id=article,
        kind=QuotationKind(kind),
        content=tuple(Span(*span) for span in content),
        cue=None if cue is None else Span(*cue),
        source=None if source is None else Span(*source),
        speakers=tuple(speakers),
        role=role,
        confidence=confidence,
    )
