"""What an article does to who is in mind: its mentions, pronouns and nominals, each with its weight."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from index.lexicon.common_words import PREPOSITIONS
from index.lexicon.gender import Gender
from index.lexicon.titles import COURTESY, TITLES
from index.names.given_names import folded
from index.quotations.quotation import Attribution, QuotationKind
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.ranking.anaphors import PRONOUN_GENDER, Anaphor, AnaphorKind
from index.quotations.speakers.ranking.things import Things
from index.spans import Cover

_IN_QUOTATION = 0.12
_IN_INDIRECT = 0.6
_IN_HEADLINE = 0.5
_SOURCE = 1.35
_UNNAMED = 0.9  # "A neighbour said"
_UNNAMED_ASIDE = 0.45  # "he told a neighbour"
_SUBJECT_PRONOUN = 0.8
_OTHER_PRONOUN = 0.35
_CLEFT = 2.0
_LEADS = 0.75  # from which weight a mention leads its sentence
_BEFORE_NAMES = frozenset(COURTESY) | TITLES
_FRONTS = frozenset({
    "after", "although", "as", "because", "before", "if", "once", "since", "though", "until", "when", "while",
})  # fmt: skip
_LONG_FRONT = 40  # tokens


class Event(NamedTuple):
    """A mention, or a pronoun with its gender, at a token; whether it `leads` its sentence as its subject."""

    token: int
    figure: Figure | None
    gender: Gender | None
    weight: float
    leads: bool
    mention: Mention | None = None
    anaphor: Anaphor | None = None


class Events:
    """The events of an article that bring a figure to mind, or ask who is."""

    def __init__(
        self,
        cast: Cast,
        things: Things,
        attributions: Sequence[Attribution],
        anaphors: Mapping[int, Anaphor],
        unnamed: Mapping[int, Figure],
        nominals: Mapping[int, Figure],
    ) -> None:
        self._cast = cast
        self._frame = cast.frame
        self._things = things
        self._anaphors = anaphors  # by first token, as the next two
        self._strangers = unnamed
        self._nominals = nominals
        self._sources = Cover([a.source for a in attributions if a.source is not None])
        self._reported = Cover(
            [s for a in attributions if a.kind is QuotationKind.INDIRECT for s in a.content]
        )
        self.sources = {cast.frame.token_at(a.source.start) for a in attributions if a.source is not None}
        self._shared: dict[str, Figure] = {}

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention stands in a source, and not as somebody's owner."""
        return self._sources.holds(mention.span) and not mention.owner

    def in_order(self) -> list[Event]:
        """All of them in reading order, who is named before who is meant."""
        return sorted(self._all(), key=lambda e: (e.token, e.figure is None))

    def _all(self) -> Iterator[Event]:
        yield from self._named()
        yield from self._unnamed()
        yield from self._pronouns()
        for anaphor in self._anaphors.values():
            if anaphor.kind is not AnaphorKind.PERSON:
                weight = _UNNAMED * _SOURCE if anaphor.head else 1.0
                yield Event(anaphor.first, None, None, weight, True, anaphor=anaphor)

    def _named(self) -> Iterator[Event]:
        for mention in self._cast.mentions:
            figure = mention.figure or self._unsettled(mention)
            if figure is not None and figure.kind is FigureKind.PERSON:
                leads = (mention.weight >= _LEADS or self._is_cleft(mention)) and not mention.quoted
                yield Event(mention.first, figure, None, self._weight(mention), leads, mention)
        for mention, figure in self._things.mentions:
            if figure.kind is FigureKind.PERSON:
                continue  # may be a firm, and stands above
            leads = mention.weight >= _LEADS and not mention.quoted
            yield Event(mention.first, figure, None, self._weight(mention), leads, mention)

    def _unnamed(self) -> Iterator[Event]:
        """Who stands there without a name is in mind as others are: after "a neighbour said" nobody else is
        he, after "the senator left" the senator is."""
        numbers = self._frame.sentence_of
        for token, figure in (*self._strangers.items(), *self._nominals.items()):
            if token in self._anaphors:
                continue
            opens = token == 0 or numbers[token - 1] != numbers[token] or token in self.sources
            weight = (_UNNAMED if opens else _UNNAMED_ASIDE) * (_SOURCE if token in self.sources else 1.0)
            yield Event(token, figure, None, weight, leads=opens)

    def _unsettled(self, mention: Mention) -> Figure | None:
        """Somebody who stands in for two people of one surname, so that nobody else is taken for them."""
        key = folded(mention.words[-1])
        if mention.full or key not in self._cast.by_surname:
            return None
        if key not in self._shared:
            self._shared[key] = Figure(name="", words=mention.words, kind=FigureKind.PERSON)
        return self._shared[key]

    def _weight(self, mention: Mention) -> float:
        weight = mention.weight
        if mention.quoted:
            weight *= _IN_QUOTATION
        elif self._sources.holds(mention.span) and not mention.owner and weight > 0.2:
            weight = max(weight, 0.9) * _SOURCE
        elif self._reported.holds(mention.span):
            weight *= _IN_INDIRECT
        elif self._is_cleft(mention):
            weight = _CLEFT
        return weight * _IN_HEADLINE if mention.headline else weight

    def _is_cleft(self, mention: Mention) -> bool:
        """Whether a sentence is about somebody by its form: "it was Bell who opened"."""
        words = self._frame.texts(max(0, mention.first - 2), mention.first)
        behind = self._frame.word(mention.last + 1, mention.first).lower()
        return behind in {"who", "that"} and [w.lower() for w in words] in (["it", "was"], ["it", "is"])

    def _pronouns(self) -> Iterator[Event]:
        fronted = self._fronted()
        for i, token in enumerate(self._frame.tokens):
            word = token.text.lower()
            gender = PRONOUN_GENDER.get(word)
            if gender is not None:
                subject = word in {"he", "she"}
                weight = 1.0 if i in self.sources else _SUBJECT_PRONOUN if subject else _OTHER_PRONOUN
                if i in fronted and i not in self.sources:  # may be whom the sentence goes on to name
                    weight, subject = 0.0, False
                anaphor = self._anaphors.get(i)
                asked = anaphor is not None and anaphor.kind is AnaphorKind.PERSON
                yield Event(i, None, gender, weight, subject, anaphor=anaphor if asked else None)

    def _fronted(self) -> set[int]:
        """The tokens of clauses and phrases before the subject: "Asked if he would, Ruiz shook his head"."""
        frame = self._frame
        found: set[int] = set()
        for mention in self._cast.mentions:
            before = mention.first - 1
            while before > 0 and frame.tokens[before].text.lower() in _BEFORE_NAMES:
                before -= 1
            if not mention.subject or mention.quoted or before < 1 or frame.tokens[before].text != ",":
                continue
            start = before
            while (
                start > 0
                and frame.sentence_of[start - 1] == mention.sentence
                and before - start < _LONG_FRONT
            ):
                start -= 1
            opener = frame.tokens[start].text.lower()
            if opener in PREPOSITIONS | _FRONTS or opener.endswith(("ed", "ing")):
                found.update(range(start, before))
        return found
