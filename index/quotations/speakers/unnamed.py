"""People without a name whom an article brings in ("a neighbour said", "A man was held"), and no one else."""

from collections.abc import Iterator, Sequence

from index.analysis.name_tokens import is_word
from index.lexicon.common_words import PREPOSITIONS
from index.names.roles import is_group, is_role, role_gender
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import Figure, FigureKind

_CLAUSES = frozenset({"who", "whose", "that", "which"})
_OWNER_MARKS = frozenset({"'s", "’s", "'", "’"})
# No role of anybody's, so that an article that names others speaks of somebody else by these.
_PERSONS = frozenset(
    {"boy", "bystander", "caller", "child", "commuter", "dad", "girl", "gran", "insider", "man", "motorist"}
    | {"mum", "observer", "onlooker", "passenger", "passer-by", "passerby", "pedestrian", "pensioner"}
    | {"person", "pupil", "relative", "shopper", "source", "spectator", "teen", "tourist", "villager"}
    | {"woman", "youth"}
)
# Roles that "the" gives to somebody whom no name goes with, where "the senator" is somebody named before.
_STRANGERS = _PERSONS | frozenset(
    {"aide", "eyewitness", "neighbor", "neighbour", "official", "resident", "spokesman", "spokesperson"}
    | {"spokeswoman", "survivor", "victim", "witness"}
)
_INDEFINITE = frozenset({"A", "An", "One", "Another"})
_GOES_ON = frozenset({"a", "an", "who", "whose", "aged", "from", "believed", "described", "named", "thought"})
_TURNS_TO = frozenset({"to", "told", "asked", "called"})
_LISTENERS = frozenset({"correspondent", "interviewer", "journalist", "reporter"})
_OWNERS = 5  # tokens up to a possessive: "The president's aide"
_LONGEST = 8  # tokens from "A" to the noun


def head_words(words: Sequence[str]) -> list[str]:
    """The words before a preposition, relative or mark."""
    for i, word in enumerate(words):
        if word in PREPOSITIONS | _CLAUSES or not word[0].isalnum():
            return list(words[:i])
    return list(words)


def described(words: Sequence[str]) -> Figure | None:
    """Somebody new, of the gender the words tell, where a source's `words` describe one person; else None.

    "A neighbour", "the victim, 54" and "her lawyer" do; "two neighbours" and "the company" do not, nor does
    "the senator", who may be one that the article names.
    """
    head = head_words([word for word in words if word not in _OWNER_MARKS])
    if not head or not _is_person(head[-1]):
        return None
    definite = head[0].lower() == "the" and _OWNER_MARKS.isdisjoint(words[: len(head)])
    return None if definite and head[-1].lower() not in _STRANGERS else somebody(head[-1])


def brought_in(frame: Frame) -> Iterator[tuple[int, Figure]]:
    """Those whom a sentence opens with ("A man of 43 was held", "Ruiz's nurse ran") or turns to ("When I put
    it to an aide, he ..."), by first tokens.

    "A baker, Ruiz said" and "A neighbour, Bo Lind," are about somebody with a name, and after "A reporter
    asked" it is the other who speaks.
    """
    for i, token in enumerate(frame.tokens):
        if frame.quoted[i] or frame.sentence_of[i] in frame.headlines:
            continue
        if i and frame.sentence_of[i - 1] == frame.sentence_of[i]:
            if token.text in {"a", "an"} and frame.tokens[i - 1].text in _TURNS_TO:
                noun = _noun(frame, i)
                if noun is not None and frame.tokens[noun].text not in _LISTENERS:
                    yield i, somebody(frame.tokens[noun].text)
            continue
        owner = next((k for k in range(i + 1, i + _OWNERS) if frame.word(k, i) in _OWNER_MARKS), None)
        if owner is not None and all(is_word(frame.tokens[k]) for k in range(i, owner)):
            noun = _noun(frame, owner)
        else:
            noun = _noun(frame, i) if token.text in _INDEFINITE else None
        if noun is not None:
            yield i, somebody(frame.tokens[noun].text)


def opening_roles(frame: Frame) -> Iterator[tuple[int, int]]:
    """Where a sentence of the article's own opens with "The senator" or the like: first token and role."""
    for i, token in enumerate(frame.tokens):
        opens = i == 0 or frame.sentence_of[i - 1] != frame.sentence_of[i]
        if not opens or token.text != "The" or frame.quoted[i] or frame.sentence_of[i] in frame.headlines:
            continue
        for k in range(i + 1, i + _LONGEST):
            word, after = frame.word(k, i), frame.word(k + 1, i)
            if not word or not word[0].islower() or word in PREPOSITIONS | _CLAUSES:
                break
            if is_role(word) and not is_group(word) and not is_role(after):
                if after[:1].islower() and after not in PREPOSITIONS:
                    yield i, k
                break


def _noun(frame: Frame, first: int) -> int | None:
    """Index of the noun that a phrase opened at token `first` is about, if it is one person's, unnamed."""
    for k in range(first + 1, first + _LONGEST):
        word = frame.word(k, first)
        if not word or not is_word(frame.tokens[k]) or word in PREPOSITIONS | _CLAUSES:
            return None
        after, second = frame.word(k + 1, first), frame.word(k + 2, first)
        if word[0].islower() and "who" in {after, second if after == "," else ""}:
            return k  # "another landscaper, who"
        if not _is_person(word) or word[0].isupper() or not after or _is_person(after):
            continue
        if after == ",":
            return k if second in _GOES_ON or second[:1].isdigit() else None
        return k if after[0].islower() and not after.startswith("ask") else None
    return None


def _is_person(word: str) -> bool:
    return not is_group(word) and (is_role(word) or word.lower() in _STRANGERS)


def is_stranger(noun: str) -> bool:
    """Whether `noun` is what papers call somebody without a name ("witness", "neighbour")."""
    return noun.lower() in _STRANGERS


def somebody(noun: str) -> Figure:
    """A person without a name, of the gender that the noun tells."""
    return Figure(name="", words=(noun,), kind=FigureKind.PERSON, gender=role_gender(noun))
