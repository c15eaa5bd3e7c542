"""The noun phrase around a name: where it begins, and the role that it gives."""

from collections.abc import Sequence

from index.lexicon.common_words import PREPOSITIONS, UTTERANCES
from index.lexicon.organisations import BODIES
from index.lexicon.titles import COURTESY, HONORIFICS
from index.names.given_names import is_given_name
from index.names.roles import is_group, is_role, is_title, role_after, role_before, role_gender
from index.quotations.speakers.entities import Cast
from index.quotations.speakers.entity import Mention
from index.quotations.speakers.mentions import apposed_role
from index.quotations.speakers.offices import before_bracket

_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its"})
_DETERMINERS = _ARTICLES | {"my", "our", "your", "one", "another"}
_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
_SHORT = 6  # words before a comma that may stand for one person
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
        before = before_bracket(toks, mention.first - 1)
        if before < mention.first - 1:  # "Col (ret.) Ana Ruiz"
            while before > 0 and toks[before - 1].text[0].isupper():
                before -= 1
            return before
        role = role_before(toks, mention.first)
        start = mention.first if role is None else self._frame.token_at(role.start)
        while start > max(0, mention.first - _LONGEST_PHRASE) and (
            toks[start - 1].text.lower() in COURTESY or is_title(toks[start - 1].text.lower())
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
        if role is None or role.of(self._frame.text).lower().rstrip(".") in HONORIFICS:
            role = role_after(toks, mention.last) or role or apposed_role(self._frame, mention)
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

    def join_roles(self, first: int, mention: Mention) -> bool:
        """Whether "and" joins two roles of one bearer: "party chairman and former mayor Ana Ruiz".

        With an article ("the mayor and councillor Ana Ruiz") or a mere title in front they may be two people.
        """
        words = self._frame.texts(first, mention.first)
        cut = words.index("and")
        left, right = words[:cut], words[cut + 1 :]
        if left and right[-1:] == [","] and right[0].lower() not in _DETERMINERS:
            return True  # "her co-author and husband, Bo Lind"
        if "of" in left and is_role(left[left.index("of") - 1]) and not any(is_role(w) for w in right):
            return True  # "minister of mines and energy Ana Ruiz"
        one = left and len(right) > 1 and left[-1].istitle() and right[0].istitle() and is_role(right[-1])
        if one and not any(is_role(w) or is_group(w) for w in (*left, right[0])):
            return True  # "Police and Crime Commissioner Ana Ruiz"
        return (
            len(left) > 1
            and words[0].lower() not in _DETERMINERS
            and is_role(left[-1] if "of" not in left else left[left.index("of") - 1])
            and bool(right)
            and is_role(right[-1])
        )

    def _follows(self, mention: Mention, comma: int) -> bool:
        """Whether a name stands directly after a comma, or after what else its bearer is: "the man beside
        me, a driver called Ruiz"."""
        start = self.start(mention)
        if start == comma + 1:
            return True
        lead = self._frame.texts(comma + 1, start)
        return (
            lead[0].lower() in _DETERMINERS | {"one"}
            and all(word[0].isalnum() and (word.islower() or "-" in word) for word in lead)
            and PREPOSITIONS.isdisjoint(lead)
            and (lead[-1] in {"called", "named", "one"} or is_role(lead[-1]))
        )

    def fill_nominal(self, mention: Mention, first: int, comma: int, end: int) -> bool:
        """Whether the name after the comma fills the noun before it: "the F.B.I. director, James Comey", "her
        main rival, Bo Lind"; a noun that is no role has to stand for one person and the name to end there,
        with a given name where the noun is "a customer" or "one of them"."""
        words = self._frame.texts(first, comma)
        if words[0].lower() in {"some", "many", "several"} or not self._follows(mention, comma):
            return False
        if words == ["Another"] or words == ["another"]:
            return mention.full
        one_of = words[0].lower() == "one"
        if any(is_role(w) or role_gender(w) or (one_of and is_role(w[:-1])) for w in words):
            return True
        ends = mention.last + 1 >= end or self._frame.tokens[mention.last + 1].text in {",", "of", "("}
        if not mention.full or not ends or not 1 < len(words) <= _SHORT:
            return False
        named = is_given_name(mention.words[0])
        if one_of and words[1] == "of":
            return named
        last = words[-1].lower()
        definite = words[0].lower() in _DETERMINERS - {"a", "an"} or not _OWNER_MARKS.isdisjoint(words)
        return (
            (definite or (named and words[0].lower() in _DETERMINERS))
            and PREPOSITIONS.isdisjoint(words)
            and not last.endswith("s")
            and last not in BODIES | UTTERANCES
        )


def without_brackets(words: Sequence[str]) -> list[str]:
    """`words` without what stands in brackets: "Ruiz (D-Ohio) and Lind"."""
    kept: list[str] = []
    inside = False
    for word in words:
        inside = inside or word == "("
        if not inside:
            kept.append(word)
        inside = inside and word != ")"
    return kept


def without_age(between: list[str]) -> list[str]:
    """`between` without an age: "Ruiz, 88, who"."""
    return (
        between[2:]
        if len(between) == 3 and between[0] == between[2] == "," and between[1].isdigit()
        else between
    )
