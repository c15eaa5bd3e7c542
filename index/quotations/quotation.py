"""What finding, linking and speaker resolution hand to one another."""

from dataclasses import dataclass
from enum import StrEnum

from index.spans import Span


class QuotationKind(StrEnum):
    """How much of a quotation stands between quotation marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A quotation tied to its cue and source as written; who the source is stays open.

    `content` is in reading order, without the quotation marks at its ends; a cue may stand between
    two parts. `confidence`, 0 to 1, is how sure the finder is of content and source together.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    kind: QuotationKind
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What a source is reported to have said, as places in the article's text.

    `speakers` holds each speaker's fullest name in the article, in the order of the source; it is
    empty when the article does not settle who spoke. `role` is worded as the article words it.
    `confidence`, 0 to 1, is how sure we are of content, source and speakers together.
    """

    article_id: str
    kind: QuotationKind
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speakers: tuple[str, ...]
    role: str | None
    confidence: float

    @property
    def speaker(self) -> str | None:
        """The speakers as one text ("Robert Gates and Condoleezza Rice"), or None."""
        if len(self.speakers) < 2:
            return self.speakers[0] if self.speakers else None
        return ", ".join(self.speakers[:-1]) + " and " + self.speakers[-1]
