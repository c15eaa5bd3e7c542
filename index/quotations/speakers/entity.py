"""Those whom an article names, and the places where it names them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from index.lexicon.gender import Gender
from index.names.given_names import folded, surname
from index.spans import Span


class FigureKind(StrEnum):
    """What bears a name."""

    PERSON = "person"
    BODY = "body"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Figure:
    """A person, body or place that an article names, as far as the reading has come.

    `name` is the fullest form, `words` its words, `role` and `roles` what the article says the person is.
    """

    name: str
    words: tuple[str, ...]
    kind: FigureKind
    gender: Gender | None = None
    role: Span | None = None
    roles: list[frozenset[str]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    family_first: bool = False

    @property
    def surname(self) -> str:
        """The last word of the name that is no suffix, folded; the first where the family's comes first."""
        return folded(self.words[0]) if self.family_first else surname(self.words)


@dataclass(slots=True, kw_only=True, eq=False)
class Mention:
    """One place where a name stands: tokens `first` to `last`, titles left out, and its characters.

    `titled` tells any title before it, `gender` what a "Mr." tells; `owner` a possessive; `subject` a place
    before a verb or after "said"; `initial` the head of a sentence; `weight`, 0 to 1, how far it stays in
    mind; `hint` what it makes the bearer, and `surely` how strongly.
    """

    first: int
    last: int
    span: Span
    sentence: int
    words: tuple[str, ...]
    titled: bool
    gender: Gender | None
    quoted: bool
    headline: bool
    initial: bool
    owner: bool
    subject: bool
    weight: float
    hint: FigureKind
    surely: float
    figure: Figure | None = None

    @property
    def full(self) -> bool:
        """Whether it has more than one word."""
        return len(self.words) > 1
