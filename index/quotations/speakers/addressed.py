"""Namesakes whom an article names by a form of address alone: its "Mr. Lind" is not its Michelle Lind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.lexicon.gender import Gender
from index.names.given_names import folded
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.namesakes import gender_of


class Addressed:
    """The figures behind a "Mr." or "Mrs." that fits nobody of the surname who is named in full.

    After a full name it is that person's even so, since "Jess Hale" may be Ms. Hale; but not where the
    article has a Mr. and a Mrs. of the surname: Lady Harper is not Sir Colin Harper.
    """

    def __init__(
        self, frame: Frame, mentions: Iterable[Mention], by_surname: Mapping[str, Sequence[Figure]]
    ) -> None:
        self._by_surname = by_surname
        self._figures: dict[str, Figure] = {}
        self._counts: Counter[str] = Counter()
        mentions = list(mentions)
        addressed: dict[str, set[Gender]] = defaultdict(set)
        for mention in mentions:
            if mention.gender is not None:
                addressed[folded(mention.words[-1])].add(mention.gender)
        for mention in mentions:
            key = folded(mention.words[-1])
            if mention.full or mention.gender is None or key not in by_surname:
                continue
            bearers = by_surname[key]
            unfit = all(gender_of(figure) not in {None, mention.gender} for figure in bearers)
            before = all(mention.first < figure.mentions[0].first for figure in bearers)
            if unfit and (key in self._figures or before or len(addressed[key]) > 1):
                self._figures.setdefault(key, _figure(frame, mention, mention.gender))
                self._counts[key] += 1

    @property
    def figures(self) -> list[Figure]:
        """Those whom a mention has been given to."""
        return [figure for figure in self._figures.values() if figure.mentions]

    def settles(self, mention: Mention) -> bool:
        """Whether a bare surname is no question of who bears it by full name."""
        key = folded(mention.words[-1])
        figure = self._figures.get(key)
        if figure is None:
            return False
        if mention.gender is not None:
            return mention.gender is figure.gender
        return mention.titled or self._prevails(key)

    def holder(self, mention: Mention) -> Figure | None:
        """Whom a bare surname that this settles means: "President Lind" may be either, so nobody, unless
        the article speaks of Mr. Lind rather than of her."""
        key = folded(mention.words[-1])
        return self._figures[key] if mention.gender is not None or self._prevails(key) else None

    def _prevails(self, key: str) -> bool:
        return self._counts[key] >= sum(len(figure.mentions) for figure in self._by_surname[key])


def _figure(frame: Frame, mention: Mention, gender: Gender) -> Figure:
    name = frame.span(mention.first - 1, mention.last + 1).of(frame.text)
    return Figure(name=name, words=mention.words, kind=FigureKind.PERSON, gender=gender)
