"""The rows of an archive as values: articles, quotations and names, with what reading them costs in mind."""

import struct
from typing import Any, NamedTuple

from index.analysis.sentences import Sentence
from index.quotations.quotation import Quotation, QuotationKind
from index.spans import Span

_PLACE = struct.Struct("<3I")
_ENDS = struct.Struct("<2I")
_KINDS = {kind.value: kind for kind in QuotationKind}


class ArticleRow(NamedTuple):
    """What the archive knows of an article besides its text.

    `day` is the ordinal of its date, None where it has none; `copy_of` the id of the first article with the
    very same text, None where it is that one; `finder` what found its quotations.
    """

    key: int
    id: str
    title: str
    path: str | None
    url: str | None
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None
    encoding: str
    day: int | None
    sentences: int
    first_sentence: int
    quotations: int
    finder: str
    copy_of: str | None


class QuotationRow:
    """A quotation and its place in the archive; its passage is the sentences first to last, whole.

    What quotations are put in order by is at hand: `kind`, `confidence`, `speakers`, `source`, `cue`, the
    `day` of the article and where the content `begins` in it. The `quotation` is made of the rest when it is
    asked for, since of a thousand that somebody said an answer looks closer at a dozen. Equal where all is.
    """

    __slots__ = (
        "_content", "_quotation", "_stored", "article", "begins", "confidence", "cue", "day",
        "first_sentence", "id", "kind", "last_sentence", "names", "source", "speakers",
    )  # fmt: skip

    def __init__(self, row: tuple[Any, ...], content: list[list[int]], said: list[tuple[int, str]]) -> None:
        """Of a row as `_QUOTATION` selects it, its content unpacked, and the names of its speakers."""
        self.id: int = row[0]
        self.article: int = row[1]
        self.day: int | None = row[3]
        self.kind = _KINDS[row[4]]
        self.cue = None if row[6] is None else Span(row[6], row[7])
        self.source = None if row[8] is None else Span(row[8], row[9])
        self.confidence: float = row[11]
        self.first_sentence: int = row[12]
        self.last_sentence: int = row[13]
        self.begins = content[0][0]
        self.names = tuple([number for number, _ in said])
        self.speakers = tuple([name for _, name in said])
        self._content = content
        self._stored = row
        self._quotation: Quotation | None = None

    @property
    def quotation(self) -> Quotation:
        """The quotation as it was found."""
        if self._quotation is None:
            row = self._stored
            self._quotation = Quotation(
                article_id=row[2],
                kind=self.kind,
                content=tuple([Span(start, end) for start, end in self._content]),
                cue=self.cue,
                source=self.source,
                speakers=self.speakers,
                role=row[10],
                confidence=self.confidence,
            )
        return self._quotation

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, QuotationRow):
            return NotImplemented
        return (self._stored, self.names, self.speakers) == (other._stored, other.names, other.speakers)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"QuotationRow({self.id}, {self.article}, {self.quotation!r})"


class Said(NamedTuple):
    """That somebody said something: the quotation's id, its article's key and day, and which remark it is."""

    id: int
    article: int
    day: int | None
    remark: int


class OpenedArticle(NamedTuple):
    """What ranking looks at of an article: its text is not checked, as `Store.article` does what is shown.

    `places` are its sentences as they were packed.
    """

    key: int
    first_sentence: int
    sentences: int
    day: int | None
    text: str
    places: bytes

    @property
    def end(self) -> int:
        """The id after that of its last sentence."""
        return self.first_sentence + self.sentences

    def sentence(self, number: int) -> Sentence:
        """The sentence of that id."""
        place = number - self.first_sentence
        paragraph, start, end = _PLACE.unpack_from(self.places, place * _PLACE.size)
        return Sentence(place, paragraph, Span(start, end))

    def span(self, number: int) -> Span:
        """Where the sentence of that id stands."""
        place = (number - self.first_sentence) * _PLACE.size
        return Span(*_ENDS.unpack_from(self.places, place + 4))
