"""The bodies and places that "it" and "the company" can stand for, and where an article speaks of them."""

from collections.abc import Iterator, Sequence

from index.lexicon.common_words import COMMON, FUNCTION_WORDS
from index.lexicon.kinds import body_kind, name_kinds
from index.lexicon.organisations import BODIES, BODY_NOUNS, INSTITUTION
from index.lexicon.places import DEMONYMS
from index.names.given_names import is_given_name, surname
from index.names.roles import is_group, is_role
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.noun_phrases import Phrases
from index.quotations.speakers.organisations import Bodies

_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
_NOUNS = (BODIES | BODY_NOUNS) - {"house", "center", "centre", "times", "post", "school", "media", "group"}
_LONGEST = 4  # words from an owner to what it owns: "Ruiz's own mayoral campaign"
_CAMPAIGN = "campaign"
_CAMPAIGNS = frozenset({"camp", "campaign", "team"})  # what papers call somebody's campaign
_SURE, _TITLED = 1.0, 2.5
_TWICE = 2
_OF_FIRMS_TOO = frozenset({"backer", "competitor", "partner", "peer", "rival"})
"""Roles that a firm can have as well as a person: "Tesla rival Nuvio"."""
_MARK_AND_NOUN = 2  # tokens


class Things:
    """An article's bodies, places and other names that are nobody's, each with its fullest name.

    A campaign or government called by its owner ("the Ruiz campaign", "Ruiz's campaign") is one too; "the
    Ruiz camp" is the campaign, where the article calls it that somewhere.
    """

    def __init__(self, cast: Cast, phrases: Phrases, bodies: Bodies) -> None:
        self._cast = cast
        self._phrases = phrases
        self._bodies = bodies
        self._names: dict[int, str] = {}
        self._of: dict[tuple[str, str], Figure] = {}  # what somebody owns, by surname and noun
        self.mentions: list[tuple[Mention, Figure]] = []
        self._owned = self._find_owned()
        for mention in cast.mentions:
            figure = self._owned.get(mention.first)
            if figure is None:
                figure = mention.figure
                if figure is None or not self._can_speak(figure):
                    continue
            self.mentions.append((mention, figure))

    def name(self, figure: Figure) -> str:
        """What the article calls it at its fullest."""
        return self._names.get(id(figure)) or figure.name

    def campaign_at(self, token: int) -> Figure | None:
        """The campaign that is called by its owner, whose name begins at index `token`."""
        figure = self._owned.get(token)
        return figure if figure is not None and figure.words[-1] in _CAMPAIGNS else None

    def owned(self, owner: Figure, noun: str) -> Figure:
        """A person's campaign or office, by whatever name the article gives it, or else by the owner's."""
        key = (_key(owner.words), noun)
        figure = self._of.get(key)
        if figure is None:
            mark = "’" if "’" in self._cast.frame.text else "'"
            name = f"{owner.name}{mark}s {noun}"
            figure = self._of[key] = Figure(name=name, words=(*owner.words, noun), kind=FigureKind.BODY)
        return figure

    def _can_speak(self, figure: Figure) -> bool:
        if figure.kind is FigureKind.PERSON and not may_be_firm(figure):
            return False
        key = id(figure)
        if key not in self._names:
            first = figure.mentions[0]
            heads = len(figure.words) == 1 and all(m.initial for m in figure.mentions)
            often = len(figure.mentions) >= _TWICE and figure.words[0].lower() not in COMMON
            speaks = self._bodies.is_name(first) and (not heads or often or figure.words[0].isupper())
            self._names[key] = self._bodies.full_name(first) if speaks else ""
        return self._names[key] != ""

    def _find_owned(self) -> dict[int, Figure]:
        """Bodies that are called by their owners, by the first tokens of those."""
        places = list(self._owned_places())
        campaigns = {owner for _, _, owner, noun in places if noun == _CAMPAIGN}
        found = {}
        order = sorted(places, key=lambda p: _plainness(p[0], p[1], p[3]))
        for mention, stop, owner, noun in order:
            kind = _CAMPAIGN if noun in _CAMPAIGNS and owner in campaigns else noun
            figure = self._of.get((owner, kind))
            if figure is None:
                start = self._phrases.titled_start(mention)
                name = self._cast.frame.span(start, stop).of(self._cast.frame.text)
                figure = Figure(name=name, words=(*mention.words, noun), kind=FigureKind.BODY)
                self._of[owner, kind] = figure
            found[mention.first] = figure
        return found

    def _owned_places(self) -> Iterator[tuple[Mention, int, str, str]]:
        """The owners' mentions with the end of the phrase, the key of the owner, and what is owned."""
        frame = self._cast.frame
        for mention in self._cast.mentions:
            after = mention.last + 1
            owns = frame.word(after, mention.first) in _OWNER_MARKS
            after += owns
            stop = after
            while stop - after < (_LONGEST if owns else 1) and frame.word(stop, mention.first)[:1].islower():
                word = frame.word(stop, mention.first)
                if mention.words[-1].lower() in DEMONYMS and "firm" in (body_kind(word) or ()):
                    break  # "the Swedish company"
                if word in FUNCTION_WORDS - {"own"} or is_role(word):
                    break
                stop += 1
                if word in _NOUNS:
                    following = frame.word(stop, mention.first)
                    if not is_role(following) and not is_group(following):  # "Ruiz's campaign manager"
                        whole = mention.words if mention.figure is None else mention.figure.words
                        yield mention, stop, _key(whole), word
                    break


def may_be_firm(figure: Figure) -> bool:
    """Whether a name is a person's only because it stands before a word such as "said" or what a firm may be
    too ("the publisher"), or opens as people's names do: "Lumen", "Third Harbour", "Edison Research"."""
    if any(m.titled or m.surely >= _TITLED for m in figure.mentions):
        return False
    told = {word for role in figure.roles for word in role if is_role(word)}
    if any(body_kind(word) is None and word not in _OF_FIRMS_TOO for word in told):
        return False
    if len(figure.words) > 1 and _ends_as_firm(figure.words[-1]):
        return True
    return (
        figure.gender is None
        and not is_given_name(figure.words[0])
        and (len(figure.words) > 1 or figure.roles != [] or all(m.surely < _SURE for m in figure.mentions))
    )


def _ends_as_firm(word: str) -> bool:
    return word.lower() in INSTITUTION or bool(name_kinds((word,)))


def _plainness(mention: Mention, stop: int, noun: str) -> tuple[bool, bool, bool]:
    """Sorts to the front the name that a campaign is best given.

    "Ana Ruiz's campaign" comes before "the Ruiz campaign", that before "Ruiz's own campaign" and "the Ruiz
    camp"; what else is owned stays in reading order.
    """
    campaign = noun in _CAMPAIGNS
    between = stop - mention.last - 1 > _MARK_AND_NOUN
    return campaign and noun != _CAMPAIGN, campaign and between, campaign and not mention.full


def _key(words: Sequence[str]) -> str:
    return surname(words)
