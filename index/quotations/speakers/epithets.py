"""Who "the 43-year-old" and "the mother-of-two" are, by which papers speak again of somebody named."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from index.lexicon.gender import Gender
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.unnamed import brought_in

_AGE = re.compile(r"(?P<years>\d+)-year-old")
_PARENT = re.compile(r"(?:great-)?(?:grand)?(?:(?P<mother>ma|mother|mom|mum|gran|nan)|father|dad|pa)-of-\w+")


class Epithets:
    """The ages of an article's people, and its women and men, with and without names.

    An age is that of the name beside it; a mother is the only woman named so far, unless another without a
    name has come after her. Where that tells nobody, they are the one person whom the paragraph has named, or
    else the one before it: of 19 such sources in marked articles 15 are told, all rightly. Where the article
    says "a mother-of-two", too, the two may be different people.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._frame = frame = cast.frame
        self._with_age: set[int] = set()  # figures whose age is told
        self._aged: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
        self._named: dict[Gender, list[Figure]] = {gender: [] for gender in Gender}
        self._unnamed: dict[Gender, list[int]] = {gender: [] for gender in Gender}
        self._introduced: dict[str, int] = {}
        for figure in cast.figures:
            if figure.kind is not FigureKind.PERSON:
                continue
            for gender in (figure.gender,) if figure.gender else Gender:
                self._named[gender].append(figure)
            for mention in figure.mentions:
                years = _years(frame, mention)
                if years is not None:
                    self._aged[years].append((mention.first, figure))
                    self._with_age.add(id(figure))
        for token, stranger in brought_in(frame):
            for gender in (stranger.gender,) if stranger.gender else Gender:
                self._unnamed[gender].append(token)
        for i in range(1, len(frame.tokens)):
            word = frame.tokens[i].text
            if self.tells(word) and frame.tokens[i - 1].text.lower() in {"a", "an"}:
                self._introduced.setdefault(word.lower(), i)

    @staticmethod
    def tells(word: str) -> bool:
        """Whether the word is an epithet of age or children."""
        return _AGE.fullmatch(word.lower()) is not None or _PARENT.fullmatch(word.lower()) is not None

    def person(self, token: int) -> Figure | None:
        """Whom the epithet at index `token` means, or None where that is not settled."""
        word = self._frame.tokens[token].text.lower()
        if self._introduced.get(word, token) < token:
            return None
        age, parent = _AGE.fullmatch(word), _PARENT.fullmatch(word)
        if age is not None:
            aged = {id(figure): figure for first, figure in self._aged[age["years"]] if first < token}
            return (
                next(iter(aged.values())) if len(aged) == 1 else None if aged else self._told_of(token, None)
            )
        if parent is None:
            return None
        gender = Gender.FEMALE if parent["mother"] else Gender.MALE
        return self._parent(token, gender) or self._told_of(token, gender)

    def _told_of(self, token: int, gender: Gender | None) -> Figure | None:
        """The one person whom the paragraph has named so far, or else the one whom the paragraph before has,
        where no age is told of them and nobody without a name has come in since."""
        strangers = [place for places in self._unnamed.values() for place in places]
        end = token
        for start, stop in self._paragraphs_before(token):
            named = self._named_in(start, stop)
            if any(start <= place < end for place in strangers):
                return None
            if named:
                figure = named[0]
                known = len(named) > 1 or id(figure) in self._with_age
                return None if known or figure.gender not in {None, gender or figure.gender} else figure
        return None

    def _paragraphs_before(self, token: int) -> Iterator[tuple[int, int]]:
        """The tokens `[start, end)` of the paragraph up to `token`, and of the one before it."""
        toks = self._frame.tokens
        end = token
        for _ in range(2):
            start = end
            while start > 0 and toks[start - 1].text != "\n":
                start -= 1
            yield start, end
            end = start
            while end > 0 and toks[end - 1].text == "\n":
                end -= 1

    def _named_in(self, start: int, end: int) -> list[Figure]:
        """The people whom tokens `[start, end)` name, outside quotation marks and headlines."""
        found: dict[int, Figure] = {}
        for mention in self._cast.mentions_in(self._frame.span(start, end)) if start < end else ():
            figure = mention.figure
            told = not (mention.quoted or mention.headline)
            if told and figure is not None and figure.kind is FigureKind.PERSON:
                found[id(figure)] = figure
        return list(found.values())

    def _parent(self, token: int, gender: Gender) -> Figure | None:
        named = self._named[gender]
        if not named or named[0].gender is not gender or named[0].mentions[0].first > token:
            return None
        if len(named) > 1 and named[1].mentions[0].first < token:
            return None
        strangers = self._unnamed[gender]
        after = bisect_right(strangers, named[0].mentions[0].first)
        return None if after < bisect_right(strangers, token) else named[0]


def _years(frame: Frame, mention: Mention) -> str | None:
    """The age beside a name: "Ruiz, 43,", "Ruiz (43)" and "43-year-old pilot Ruiz"."""
    after = frame.texts(mention.last + 1, mention.last + 4)
    if len(after) == 3 and after[0] + after[2] in {",,", "()", ",."} and after[1].isdigit():
        return after[1]
    before = frame.texts(max(0, mention.first - 4), mention.first)
    ages = [found["years"] for word in before if (found := _AGE.fullmatch(word))]
    return ages[-1] if ages else None
