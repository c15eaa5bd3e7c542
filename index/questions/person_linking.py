"""Whom a question names: the archive's own names and roles, found among a question's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.lexicon.grammar import FILLERS
from index.people.lookup import MatchedBy, match
from index.people.people import People, Person
from index.questions.vocabulary import AUXILIARIES, WHO


@dataclass(frozen=True, slots=True)
class Asked:
    """One of those whom a question asks about: `people` is empty where nobody of that name is quoted.

    More than one are namesakes, among whom the question does not choose, unless `together` says that all
    of them are meant. `near` are names to try instead.
    """

    written: str
    people: tuple[Person, ...]
    how: MatchedBy = MatchedBy.FULL
    together: bool = False
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A run of a question's words, `[start, end)`, that names somebody."""

    start: int
    end: int
    people: tuple[Person, ...]
    how: MatchedBy
    together: bool = False


_LONGEST = 7  # words
_WEAK = AUXILIARIES | FILLERS | WHO


def mentions(people: People, words: Sequence[str], *, weak: bool = False) -> list[PersonMention]:
    """Names among folded `words`, left to right, the longest first, none overlapping.

    A name that is nothing but a word such as "may" or "who" counts only with `weak`.
    """
    found: list[PersonMention] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            mention = _mention(people, words, start, end, weak=weak)
            if mention is not None:
                found.append(mention)
                start = end
                break
        else:
            start += 1
    return found


def _mention(
    people: People, words: Sequence[str], start: int, end: int, *, weak: bool
) -> PersonMention | None:
    run = words[start:end]
    if (len(run) == 1 and run[0] in _WEAK and not weak) or not all(word[0].isalnum() for word in run):
        return None
    found, how, together = match(people, run)
    if not found:
        return None
    return PersonMention(start, end, found, how, together)
