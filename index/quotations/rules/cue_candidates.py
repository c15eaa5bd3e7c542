"""Words that may be cues, each with its subject, what stands before it and what follows it."""

from collections.abc import Sequence
from typing import NamedTuple

from index.lexicon.grammar import (
    ADDRESSED,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    HAVE,
    MODALS,
    NEGATIONS,
    OBJECTS,
    PLAINLY_SAID,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
)
from index.lexicon.verbs import verb_forms
from index.quotations.rules.clause_tokens import Item
from index.quotations.rules.complements import what_follows
from index.quotations.rules.subjects import clause_subject, is_adverb, is_past, subject_after, subject_before

DASHES = frozenset(["\u2014", "\u2013", "--", "-"])
_KEPT = frozenset(["also", "then", "later", "once", "again", "first"])


class Cue(NamedTuple):
    """A verb that may be a cue: its words `[first, last)`, its subject, and where content may start after it.

    `before` and `after` name what stands there; they are what its weight is taken by.
    """

    first: int
    last: int
    verb: int
    lemma: str
    form: str
    before: str
    after: str
    subject: tuple[int, int] | None
    content: int


def find_candidates(items: Sequence[Item]) -> list[Cue]:
    """All words of the unit that may be cues, in order."""
    forms = verb_forms()
    found: list[Cue] = []
    for number, item in enumerate(items):
        form = forms.get(item.lower) if item.quoted is None else None
        if form is not None and not _is_noun(items, number, form[1]):
            cue = _candidate(items, number, *form)
            if not _is_quoted_as(items, cue):
                found.append(cue)
    return found


def _is_noun(items: Sequence[Item], number: int, form: str) -> bool:
    """Whether the word follows an article, so that it is a noun: "the claim", "his plans"."""
    if number == 0 or form not in {"base", "s"}:
        return False
    left = items[number - 1]
    return left.quoted is None and left.lower in DETERMINERS - {
        "all",
        "both",
        "that",
        "this",
        "some",
        "many",
        "most",
    }


def _is_quoted_as(items: Sequence[Item], cue: Cue) -> bool:
    """Whether the cue proper follows: "was quoted as saying"."""
    at = cue.content + 1
    return cue.before == "passive" and cue.after == "as" and at < len(items) and items[at].lower == "saying"


def _candidate(items: Sequence[Item], verb: int, lemma: str, form: str) -> Cue:
    first, helpers = _verb_group(items, verb)
    before = _what_precedes(items, first, form, helpers)
    left = items[first - 1] if first > 0 else None
    if (
        before == "ing0"
        and left is not None
        and left.is_word
        and left.lower not in PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS
    ):
        subject = subject_before(items, first)
    elif before == "to" and left is not None and left.lower in OBJECTS:
        subject = (first - 1, first)  # "led her to declare"
    elif before in {"to", "ing", "ing0"}:
        subject = clause_subject(items, first)
    elif before in {"passive", "part"}:
        subject = subject_before(items, first)
    else:
        subject = subject_before(items, first)
        if subject is None and left is not None and left.quoted is not None:
            before = "inverted"
        elif subject is None and left is not None and left.lower in {"and", "but", "or", "then"}:
            before = "and"
            subject = clause_subject(items, first)
        elif subject is None:
            before = "none"
    follow = what_follows(items, verb, lemma)
    if before == "inverted":
        subject = subject_after(items, verb + 1)
    elif _is_inverted(items, first, verb, lemma, follow.name):
        before, subject = "inverted", subject_after(items, verb + 1)
    return Cue(first, follow.last, verb, lemma, form, before, follow.name, subject, follow.content)


def _is_inverted(items: Sequence[Item], first: int, verb: int, lemma: str, follows: str) -> bool:
    """Whether the subject follows the verb: "The contrast, said Doyle and others, is clear"."""
    if first == 0 or verb != first or items[first - 1].text not in {",", "\u2014", "--"}:
        return False
    if lemma not in PLAINLY_SAID or lemma in ADDRESSED or follows not in {"name", "the"}:
        return False
    for number in range(verb + 1, len(items)):
        item = items[number]
        if item.quoted is not None:
            return False
        if item.text == "," or item.lower == "who" or not (item.is_word or item.text == "."):
            return number > verb + 1
        small = item.capital or item.lower in DETERMINERS or item.lower in {"and", "of", "for"}
        if number > verb + 6 or not (small or items[verb + 1].lower in DETERMINERS):
            return False
        if item.lower in FINITE or item.lower in SUBJECTS or item.lower == "to" or is_past(items, number):
            return False
    return True


def _verb_group(items: Sequence[Item], verb: int) -> tuple[int, set[str]]:
    """Where the verb's auxiliaries and adverbs begin, and which auxiliaries and "to" it has."""
    first = verb
    helpers: set[str] = set()
    while first > 0:
        item = items[first - 1]
        if item.quoted is not None:
            break
        if item.lower in BE or item.lower in MODALS or item.lower in HAVE or item.lower == "to":
            helpers.add(item.lower)
        elif not is_adverb(item):
            break
        first -= 1
    while (
        first < verb
        and not helpers
        and is_adverb(items[first])
        and items[first].lower not in NEGATIONS | _KEPT
    ):
        first += 1
    return first, helpers


def _what_precedes(items: Sequence[Item], first: int, form: str, helpers: set[str]) -> str:
    left = items[first - 1].text if first > 0 else ""
    if "to" in helpers:
        return "to"
    if helpers & BE and form in {"past", "part"}:
        return "passive"
    if form == "ing" and not helpers & BE:
        return "ing" if left in DASHES or left == "," else "ing0"
    if form == "part" and not helpers & HAVE:
        return "part"
    if helpers & MODALS:
        return "modal"
    return "not" if helpers & NEGATIONS else "plain"
