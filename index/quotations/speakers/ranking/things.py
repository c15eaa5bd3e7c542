"""The bodies and places that "it" and "the company" can stand for, and where an article speaks of them."""

from collections.abc import Iterator

from index.lexicon.common_words import PREPOSITIONS
from index.lexicon.organisations import BODIES, BODY_NOUNS
from index.lexicon.places import DEMONYMS
from index.names.roles import is_role
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.organisations import Bodies

_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
_NOUNS = (BODIES | BODY_NOUNS) - {"house", "center", "centre", "times", "post", "school", "media", "group"}
_LONGEST = 4  # words from an owner to what it owns: "Ruiz's own mayoral campaign"


class Things:
    """An article's bodies, places and other names that are nobody's, each with its fullest name.

    A campaign or government called by its owner ("the Ruiz campaign", "Ruiz's campaign") is one too.
    """

    def __init__(self, cast: Cast, bodies: Bodies) -> None:
        self._cast = cast
        self._bodies = bodies
        self._names: dict[int, str] = {}
        self.mentions: list[tuple[Mention, Figure]] = []
        owned = dict(self._owned())
        for mention in cast.mentions:
            figure = owned.get(mention.first)
            if figure is None:
                figure = mention.figure
                if figure is None or figure.kind is FigureKind.PERSON or not self._can_speak(figure):
                    continue
            self.mentions.append((mention, figure))

    def name(self, figure: Figure) -> str:
        """What the article calls it at its fullest."""
        return self._names.get(id(figure)) or figure.name

    def _can_speak(self, figure: Figure) -> bool:
        key = id(figure)
        if key not in self._names:
            first = figure.mentions[0]
            heads = len(figure.words) == 1 and all(m.initial for m in figure.mentions)
            speaks = self._bodies.is_name(first) and (not heads or figure.words[0].isupper())
            self._names[key] = self._bodies.full_name(first) if speaks else ""
        return self._names[key] != ""

    def _owned(self) -> Iterator[tuple[int, Figure]]:
        """Bodies that are called by their owners, by the first tokens of those."""
        frame = self._cast.frame
        found: dict[tuple[str, str], Figure] = {}
        for mention in self._cast.mentions:
            after = mention.last + 1
            owns = frame.word(after, mention.first) in _OWNER_MARKS
            after += owns
            stop = after
            while stop - after < (_LONGEST if owns else 1) and frame.word(stop, mention.first)[:1].islower():
                word = frame.word(stop, mention.first)
                if word in PREPOSITIONS or is_role(word):
                    break
                stop += 1
                if word in _NOUNS:
                    owner = mention.words[-1] if mention.figure is None else mention.figure.name
                    plain = mention.words[-1].lower() in DEMONYMS and mention.figure is None
                    key = (mention.words[-1] if plain else owner, word)
                    figure = found.get(key)
                    if figure is None:
                        name = frame.span(mention.first, stop).of(frame.text)
                        figure = found[key] = Figure(
                            name=name, words=(*mention.words, word), kind=FigureKind.BODY
                        )
                    yield mention.first, figure
                    break
