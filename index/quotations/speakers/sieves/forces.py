"""The force that "police" is, where the article has named one: "Quillan police", "Harbour Police Service"."""

from collections.abc import Iterator
from functools import cached_property

from index.names.given_names import folded
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import FigureKind, Mention
from index.quotations.speakers.organisations import Bodies
from index.quotations.speakers.resolution import NOBODY, Reading, Way

_POLICE = "police"


class Forces:
    """Reads "police" as the one force named before it."""

    def __init__(self, cast: Cast, bodies: Bodies) -> None:
        self._cast = cast
        self._frame = cast.frame
        self._bodies = bodies

    def read(self, first: int, end: int) -> Reading | None:
        """The one force named before tokens `[first, end)`, nobody where there is none or there are two; None
        where these are not the police."""
        words = [word.lower() for word in self._frame.texts(first, end)]
        if words[-1:] != [_POLICE] or words[:-1] not in ([], ["the"]):
            return None
        before = [(key, name) for token, key, name in self._named if token < first]
        if len({key for key, _ in before}) != 1:
            return NOBODY
        return Reading((max((name for _, name in before), key=len),), None, Way.BODY)

    @cached_property
    def _named(self) -> list[tuple[int, str, str]]:
        """The forces that the article names, outside quotation marks: token, whose they are, and the name."""
        return [
            (mention.first, *found)
            for mention in self._cast.mentions
            if not mention.quoted
            for found in self._force(mention)
        ]

    def _force(self, mention: Mention) -> Iterator[tuple[str, str]]:
        words = [folded(word) for word in mention.words]
        if mention.figure is not None and mention.figure.kind is FigureKind.PERSON:
            return
        if _POLICE in words:
            whose = words[: words.index(_POLICE)] or words[1:]
            if whose:
                yield " ".join(whose), self._bodies.full_name(mention)
        elif self._frame.word(mention.last + 1, mention.first) == _POLICE:
            yield " ".join(words), self._frame.span(mention.first, mention.last + 2).of(self._frame.text)
