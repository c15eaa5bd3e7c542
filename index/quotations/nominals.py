"""Sources without a person's name: bodies ("Russia's Foreign Ministry"), groups, and "the senator"."""

from collections.abc import Sequence

from index.quotations.figures import Cast
from index.quotations.mentions import Figure, Mention
from index.quotations.phrases import Phrases
from index.quotations.readings import NOBODY, Reading, Way
from index.quotations.roles import is_role, role_words
from index.quotations.runs import FigureKind, is_capital
from index.quotations.wordlists import (
    BODIES,
    BODY_NOUNS,
    CALENDAR,
    DEMONYMS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    SEVERAL,
)

_CLAUSES = frozenset({"who", "whose", "that", "which"})
_JOINERS = frozenset({"of", "for", "and", "the", "de", "la", "on", "&"})
_GROUP_ENDINGS = ("an", "ese", "crat", "ive", "al", "ist", "er", "or")

_LONG_TITLES = {
    "sen": "senator",
    "rep": "representative congressman congresswoman lawmaker",
    "gov": "governor",
    "gen": "general",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "senator": "lawmaker",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
}


class Nominals:
    """Reads sources that no person's name heads."""

    def __init__(self, cast: Cast, phrases: Phrases) -> None:
        self._cast = cast
        self._frame = cast.frame
        self._phrases = phrases
        self._bodies = [m for m in cast.mentions if m.figure is not None and m.figure.kind is FigureKind.BODY]

    def read(self, first: int, end: int) -> Reading:
        """Who the tokens `[first, end)` are: a body under its own name, or the one person with that role."""
        frame = self._frame
        stop = next((k for k in range(first + 1, end) if frame.tokens[k].text in {",", "(", "—", "–"}), end)
        if frame.tokens[stop - 1].text in {"'s", "’s"}:
            stop -= 1
        words = frame.texts(first, stop)
        if not words or words[0].lower() in SEVERAL or words[0][0].isdigit():
            return NOBODY
        definite = words[0].lower() == "the" and len(words) > 1
        start = first + definite
        name = self._body(start, stop)
        if name is not None:
            return Reading((self._fullest(name),), None, Way.BODY)
        return self._nominal(start, stop) if definite else NOBODY

    # ------------------------------------------------------------ bodies

    def _body(self, start: int, end: int) -> str | None:
        """The name of a body or place that fills tokens `[start, end)`, or None."""
        words = self._frame.texts(start, end)
        cut = next((k for k, w in enumerate(words) if k and w in _CLAUSES | {"in", "at"}), len(words))
        words = words[:cut]
        if not any(is_capital(w) for w in words) or words[0].lower() in CALENDAR or "\n" in words:
            return None
        head = words[-1]
        if any(w in PREPOSITIONS | {"of", "and"} for w in words) and not is_capital(words[0]):
            return None
        if is_capital(head):
            fits = self._is_name(words)
        else:
            fits = head.lower() in BODIES | BODY_NOUNS and not any(
                is_role(w) for w in words if w[0].islower()
            )
        return self._frame.span(start, start + cut).of(self._frame.text) if fits else None

    def _is_name(self, words: Sequence[str]) -> bool:
        head = words[-1]
        small = [w for w in words if w[0].islower() and w not in _JOINERS]
        if (small and not is_capital(words[0])) or head.lower() in FUNCTION_WORDS:
            return False
        if _is_group(head) or (is_role(head) and not _has_body_word(words)):
            return False
        return not (len(words) == 1 and head.lower() in DEMONYMS)

    def _fullest(self, name: str) -> str:
        """The longest name in the article that ends with `name`, if it is a body's and the only one."""
        short = name.lower()
        longer = {self._phrases.body_name(m) for m in self._bodies}
        ends = {n for n in longer if n.lower().endswith(" " + short)}
        if len(name.split()) < 2 or not ends:
            return self._spelt_out(name)
        longest = max(ends, key=lambda n: (len(n), n))
        return longest if all(longest.lower().endswith(n.lower()) for n in ends) else name

    def _spelt_out(self, name: str) -> str:
        """The name before "(EPA)", for a source that is written "EPA"."""
        if not name.isupper() or len(name) < 2:
            return name
        toks = self._frame.tokens
        for mention in self._bodies:
            after = self._frame.texts(mention.last + 1, mention.last + 4)
            if (
                len(after) == 3
                and after[0] == "("
                and after[2] == ")"
                and after[1].replace(".", "") == name.replace(".", "")
            ):
                return self._phrases.body_name(mention)
            if mention.last + 1 >= len(toks):
                break
        return name

    # ------------------------------------------------------------ nominals

    def _nominal(self, start: int, end: int) -> Reading:
        """The one figure before this place whose role has these words ("the senator"), or nobody."""
        words: list[str] = []
        for word in self._frame.texts(start, end):
            if word.lower() in (PREPOSITIONS - {"of"}) | _CLAUSES:
                break
            words.append(word)
        if not words:
            return NOBODY
        before = [m for m in self._cast.mentions if m.first < start and m.figure is not None]
        if is_role(words[-1]) or (len(words) > 2 and is_role(words[0])):
            return self._with_role(role_words(" ".join(words)), before)
        if len(words) == 1 and words[0].lower() in BODIES:
            names = {
                f.name: f
                for f in (m.figure for m in before)
                if f is not None and f.kind is FigureKind.BODY and f.words[-1].lower() == words[0].lower()
            }
            if len(names) == 1:
                return Reading((next(iter(names)),), None, Way.NOMINAL)
        return NOBODY

    def _with_role(self, wanted: frozenset[str], before: Sequence[Mention]) -> Reading:
        found: dict[int, Figure] = {}
        for mention in before:
            figure = mention.figure
            if figure is not None and figure.kind is FigureKind.PERSON and wanted <= _widened(figure.roles):
                found[id(figure)] = figure
        if len(found) != 1:
            return NOBODY
        figure = next(iter(found.values()))
        role = None if figure.role is None else figure.role.of(self._frame.text)
        return Reading((figure.name,), role, Way.NOMINAL)


def _widened(roles: set[str]) -> set[str]:
    return roles | {long for role in roles for long in _LONG_TITLES.get(role, "").split()}


def _has_body_word(words: Sequence[str]) -> bool:
    return any(w.lower() in BODIES for w in words)


def _is_group(word: str) -> bool:
    """Whether `word` is a plural of people ("Republicans", "Officials"), not a name that ends in s."""
    lower = word.lower()
    return (
        lower.endswith("s")
        and len(lower) > 4
        and (is_role(lower[:-1]) or lower[:-1].endswith(_GROUP_ENDINGS))
    )
