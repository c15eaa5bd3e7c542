"""The noun phrase around a name: where it begins, and the role that it gives."""

from index.quotations.figures import Cast
from index.quotations.mentions import Mention
from index.quotations.roles import role_after, role_apposed, role_before
from index.quotations.wordlists import COURTESY, HONORIFICS, TITLES

_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its"})
_LONGEST_NAME = 60
_LONGEST_PHRASE = 30


class Phrases:
    """Reads the words around the mentions of a cast."""

    def __init__(self, cast: Cast) -> None:
        self._frame = cast.frame
        self._starts: dict[int, int] = {}

    def start(self, mention: Mention) -> int:
        """Index of the first token of the article, titles and role words before a name, or of the name."""
        known = self._starts.get(mention.first)
        if known is None:
            known = self._starts[mention.first] = self._find_start(mention)
        return known

    def _find_start(self, mention: Mention) -> int:
        toks = self._frame.tokens
        role = role_before(toks, mention.first)
        start = mention.first if role is None else self._frame.token_at(role.start)
        while start > max(0, mention.first - _LONGEST_PHRASE) and (
            toks[start - 1].text.lower() in COURTESY or toks[start - 1].text.lower() in TITLES
        ):
            start -= 1
        return start - 1 if start > 0 and toks[start - 1].text.lower() in _ARTICLES else start

    def titled_start(self, mention: Mention) -> int:
        """Index of the first token of a name with its courtesy title ("Mrs. Clinton")."""
        before = mention.first - 1
        courtesy = before >= 0 and self._frame.tokens[before].text.lower() in COURTESY
        return before if courtesy else mention.first

    def role_at(self, mention: Mention) -> str | None:
        """The role that the words beside this one mention give, or None."""
        toks = self._frame.tokens
        role = role_before(toks, mention.first)
        if role is None or role.of(self._frame.text).lower() in HONORIFICS:
            role = role_after(toks, mention.last) or role or role_apposed(toks, mention.first)
        return None if role is None else role.of(self._frame.text)

    def body_start(self, mention: Mention) -> int:
        """Index of the first token of a body's name with its owner."""
        toks = self._frame.tokens
        start = mention.first
        owned = start >= 2 and toks[start - 1].text in {"'s", "’s"} and toks[start - 2].text[0].isupper()
        return start - 2 if owned else start

    def body_name(self, mention: Mention) -> str:
        """A body's name with the owner before it ("Russia's Foreign Ministry")."""
        name = self._frame.span(self.body_start(mention), mention.last + 1).of(self._frame.text)
        return name if len(name) <= _LONGEST_NAME else mention.span.of(self._frame.text)
