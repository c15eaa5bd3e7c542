"""Shorter forms of a body's name: "the Times" of "The New York Times", "Lumen" of "Lumen Energy", "EPA"."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.lexicon.common_words import CALENDAR, COMMON, PREPOSITIONS
from index.lexicon.kinds import name_kinds
from index.lexicon.organisations import BODIES
from index.lexicon.places import DEMONYMS, PLACES
from index.names.given_names import folded, is_given_name
from index.names.roles import is_role
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import Figure, FigureKind

_AT = frozenset({"in", "at", "near", "from", "of", "to", "across", "around", "outside", "through", "into"})
_FORMS = frozenset(
    {"ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "holdings", "inc"}
    | {"incorporated", "limited", "llc", "llp", "ltd", "nv", "oy", "plc", "sa", "sl", "spa", "srl"}
)
"""Legal forms at the end of a firm's name."""
_SMALL = frozenset({"of", "for", "the", "and", "&", "on", "in", "to", "de", "du", "des", "del"})
_SHORTEST = 2
_SURE = 1.0


def join_aliases(frame: Frame, figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that are shorter forms of one other body; their mentions are that one's.

    A form that two bodies of the article share stays by itself.
    """
    long = [f for f in figures if f.kind is not FigureKind.PERSON and len(f.words) > 1]
    short: dict[str, list[Figure]] = defaultdict(list)
    for figure in long:
        for form in _short_forms(frame, figure):
            short[form].append(figure)
    people = {folded(w) for f in figures if f.kind is FigureKind.PERSON and _is_sure(f) for w in f.words}
    joined: set[int] = set()
    for figure in figures:
        if not _may_be_short(frame, figure, people):
            continue
        wholes = [f for f in short.get(_key(figure.words), ()) if f is not figure and id(f) not in joined]
        if len(wholes) == 1:
            whole = wholes[0]
            for mention in figure.mentions:
                mention.figure = whole
                whole.mentions.append(mention)
            whole.kind = FigureKind.BODY
            joined.add(id(figure))
    return [figure for figure in figures if id(figure) not in joined]


def _key(words: Iterable[str]) -> str:
    return " ".join(folded(word).replace(".", "") for word in words)


def _short_forms(frame: Frame, figure: Figure) -> set[str]:
    """The keys of what else a body of several words may be called."""
    words = list(figure.words)
    bare = [w for w in words if w.lower().rstrip(".") not in _FORMS]
    found = {_key(bare)} if 0 < len(bare) < len(words) else set()
    initials = "".join(w[0] for w in words if w[0].isupper() and w.lower() not in _SMALL)
    if len(initials) > _SHORTEST:
        found.add(initials.lower())
    for mention in figure.mentions:
        after = frame.texts(mention.last + 1, mention.last + 4)
        if len(after) == 3 and after[0] == "(" and after[2] == ")" and after[1][:2].isupper():
            found.add(_key([after[1]]))
    if figure.kind is FigureKind.BODY or name_kinds(tuple(words)):
        found.add(_key(words[-1:]) if words[-1].lower() in BODIES else "")
        if len(words) > 2 and words[1].lower() in _SMALL:
            found.add(_key(words[:1]))  # "the Guild" of "the Guild of Roman Cooks"
    if all(name_kinds((w,)) or w.lower() in BODIES or w.lower().rstrip(".") in _FORMS for w in words[1:]):
        found.add(_key(words[:1]))  # "Lumen" of "Lumen Energy"
    return found - {""}


def _may_be_short(frame: Frame, figure: Figure, people: set[str]) -> bool:
    """Whether a name is no person's, place's or common word's, so that it can be short for a body's."""
    if figure.kind is FigureKind.PERSON and _is_sure(figure):
        return False
    if len(figure.words) > 1:
        return True
    word = figure.words[0]
    lower = word.lower()
    definite = sum(_before(frame, m.first) == "the" for m in figure.mentions)
    if lower in BODIES:
        return 2 * definite >= len(figure.mentions)
    if lower in PLACES | DEMONYMS | CALENDAR | COMMON or folded(word) in people or is_role(word):
        return False
    if word.isupper():
        return True
    return not any(_before(frame, m.first) in _AT & PREPOSITIONS for m in figure.mentions)


def _is_sure(figure: Figure) -> bool:
    """Whether more shows a person than that the name stands before a word such as "said"."""
    return any(m.titled or m.surely >= _SURE or is_given_name(m.words[0]) for m in figure.mentions)


def _before(frame: Frame, first: int) -> str:
    return frame.tokens[first - 1].text.lower() if first else ""
