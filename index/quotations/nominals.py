"""Sources that say what somebody is: "the senator", "the former secretary of state", "the ministry"."""

from collections.abc import Sequence

from index.quotations.figures import Cast
from index.quotations.mentions import Figure, Mention
from index.quotations.readings import NOBODY, Reading, Way
from index.quotations.roles import is_role, role_words
from index.quotations.runs import FigureKind
from index.quotations.wordlists import BODIES, PREPOSITIONS, UTTERANCES

_CLAUSES = frozenset({"who", "whose", "that", "which"})

_LONG_TITLES = {
    "sen": "senator lawmaker",
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
    """Finds whom a role names in an article."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._frame = cast.frame

    def read(self, first: int, end: int) -> Reading:
        """The one figure before this place whose role has the words of tokens `[first, end)`, or nobody."""
        words: list[str] = []
        for word in self._frame.texts(first, end):
            if word.lower() in (PREPOSITIONS - {"of"}) | _CLAUSES or not word[0].isalnum():
                break
            words.append(word)
        following = self._frame.texts(first + len(words), end)
        owns = following[:1] in (["'s"], ["’s"])
        if not words or (owns and len(following) > 1 and following[-1].lower() not in UTTERANCES):
            return NOBODY  # "the congressman's spokesman" is not the congressman
        before = [m for m in self._cast.mentions if m.first < first and m.figure is not None]
        if is_role(words[-1]) or (len(words) > 2 and is_role(words[0])):
            return self._with_role(role_words(" ".join(words)), before)
        if len(words) == 1 and words[0].lower() in BODIES:
            kind = words[0].lower()
            bodies = (m.figure for m in before if m.figure is not None and m.figure.kind is FigureKind.BODY)
            names = sorted(
                {
                    f.name
                    for f in bodies
                    if f.words[-1].lower() == kind and len(f.words) > 1 and not f.name.isupper()
                }
            )
            if len(names) == 1:
                return Reading((names[0],), None, Way.NOMINAL)
        return NOBODY

    def _with_role(self, wanted: frozenset[str], before: Sequence[Mention]) -> Reading:
        found: dict[int, Figure] = {}
        for mention in before:
            figure = mention.figure
            if figure is None or figure.kind is not FigureKind.PERSON:
                continue
            if any(_fills(role, wanted) for role in figure.roles):
                found[id(figure)] = figure
        if len(found) != 1:
            return NOBODY
        figure = next(iter(found.values()))
        role = None if figure.role is None else figure.role.of(self._frame.text)
        return Reading((figure.name,), role, Way.NOMINAL)


def _fills(role: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether a role has all the words wanted, and is as former."""
    return wanted <= _widened(role) and ("former" in role) is ("former" in wanted)


def _widened(role: frozenset[str]) -> frozenset[str]:
    return role | {long for word in role for long in _LONG_TITLES.get(word, "").split()}
