"""Subjects: the noun phrase that a cue's verb belongs to, without a parser."""

from collections.abc import Sequence

from index.lexicon.grammar import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIMES,
)
from index.lexicon.verbs import verb_forms
from index.quotations.rules.clause_tokens import Item

_DASHES = frozenset(["\u2014", "\u2013", "--", "-"])
_STOPS = _DASHES | {",", ";", ":", "(", ")", "...", "\u2026", "?", "!", "[", "]"}
_SENTENCE_ENDS = ",.?!\u2026\u2014-"
_LONG = 5
_FARTHEST = 60
"""So many words back a subject is looked for."""
_ALONE = PRONOUNS | {
    "which",
    "that",
    "both",
    "others",
    "neither",
    "everyone",
    "nobody",
    "everybody",
}
_Place = tuple[int, int]


def is_adverb(item: Item) -> bool:
    """Whether the word is an adverb that may stand beside a verb."""
    return item.quoted is None and (item.lower in ADVERBS or _ends_as_adverb(item))


def _ends_as_adverb(item: Item) -> bool:
    return item.lower.endswith("ly") and len(item.lower) > 4 and not item.capital


def subject_before(items: Sequence[Item], end: int) -> _Place | None:
    """The noun phrase that ends where the verb's words begin, appositions included; None where none does."""
    if end == 0:
        return None
    last = items[end - 1]
    if last.quoted is None and last.lower in _ALONE:
        if last.lower == "that" and end > 1 and items[end - 2].is_word:
            return _noun_phrase(items, _region_start(items, end - 1), end - 1) or (end - 1, end)
        return end - 1, end
    if last.text == ")":
        opened = next((n for n in range(end - 2, max(end - 8, 0), -1) if items[n].text == "("), None)
        return None if opened is None else subject_before(items, opened)
    if last.text == "," or last.text in _DASHES:
        return _over_apposition(items, end)
    start = _region_start(items, end)
    over = _over_relative(items, start, end)
    return over or _noun_phrase(items, start, end)


def _over_relative(items: Sequence[Item], start: int, end: int) -> _Place | None:
    """The subject with a relative clause in it: "officials who spoke to the weekly said"."""
    if start < 2 or items[start - 1].lower not in {"who", "that"} or not items[start - 2].is_word:
        return None
    if not any(is_finite(items, number) for number in range(start, end)):
        return None
    begin = _region_start(items, start - 1)
    phrase = _noun_phrase(items, begin, start - 1)
    if phrase is None or any(is_finite(items, number) for number in range(begin, start - 1)):
        return None
    return phrase[0], end


def is_finite(items: Sequence[Item], number: int) -> bool:
    """Whether the word looks like a finite verb."""
    item = items[number]
    if item.quoted is not None or item.capital:
        return False
    form = verb_forms().get(item.lower, ("", ""))[1]
    return item.lower in FINITE or is_past(items, number) or form in {"past", "s"}


def subject_after(items: Sequence[Item], start: int) -> _Place | None:
    """The noun phrase after an inverted verb ('"No," said Kim, a miller.'), apposition included."""
    if start >= len(items) or items[start].quoted is not None or not items[start].is_word:
        return None
    if items[start].lower in SUBORDINATORS | PREPOSITIONS | TIMES:
        return None
    if items[start].lower in PRONOUNS:
        return start, start + 1
    end = start
    while end < len(items) and not _ends_subject(items, start, end):
        end += 1
    while end > start and not items[end - 1].is_word and items[end - 1].quoted is None:
        end -= 1
    return (start, end) if end > start else None


def _ends_subject(items: Sequence[Item], start: int, at: int) -> bool:
    item = items[at]
    if item.quoted is not None:
        return item.text[-1] in ".!?," or len(item.text.split()) > _LONG
    if item.text == ",":
        return not _is_apposition(items, at + 1)
    if item.text in _STOPS and item.text not in {"(", ")"}:
        return True
    if at == start:
        return False
    if item.lower in SUBORDINATORS:
        return item.lower not in {"who", "whose", "that"}
    return item.lower in TIMES and item.lower not in {"last", "next", "this", "may"}


def _is_apposition(items: Sequence[Item], start: int) -> bool:
    """Whether what stands behind a comma tells more of the name before it: "Kim, who is 40"."""
    if start >= len(items) or items[start].quoted is not None or items[start].lower.endswith("ing"):
        return False
    item = items[start]
    if (
        item.lower in DETERMINERS
        or item.lower in {"who", "whose", "of"}
        or item.text.isdigit()
        or item.capital
    ):
        return True
    return item.lower.endswith(("man", "er", "or", "ist", "ent"))


def clause_subject(items: Sequence[Item], before: int) -> _Place | None:
    """The subject of the clause that the verb at `before` goes on with, by its finite verb."""
    if before > 2 and items[before - 1].text == "," and is_finite(items, before - 2):
        told = subject_before(items, before - 2)  # "Kim said, adding ..."
        if told is not None:
            return told
    fallback: _Place | None = None
    found: _Place | None = None
    for number in range(max(before - _FARTHEST, 1), before):
        if items[number - 1].lower in DETERMINERS or not is_finite(items, number):
            continue
        first = number
        while first > 0 and is_adverb(items[first - 1]):
            first -= 1
        subject = subject_before(items, first)
        if subject is None or items[subject[1] - 1].lower in {"who", "which", "that"}:
            continue
        left = items[subject[0] - 1] if subject[0] > 0 else None
        fallback = fallback or subject
        main = left is None or left.lower not in SUBORDINATORS
        if main and (found is None or _begins_clause(items, subject[0])):
            found = subject
    return found or fallback


def _begins_clause(items: Sequence[Item], start: int) -> bool:
    """Whether a clause beside the one before begins here: ", and she", "; she"."""
    if start == 0:
        return False
    left = items[start - 1]
    if left.text == ";":
        return True
    return left.lower in {"and", "but"} and start > 1 and items[start - 2].text == ","


def is_past(items: Sequence[Item], number: int) -> bool:
    """Whether the word looks like a past tense: "visited" in "He visited", not in "the visited town"."""
    item = items[number]
    if item.quoted is not None or item.capital or not item.lower.endswith("ed") or len(item.lower) < 5:
        return False
    return (
        number > 0 and items[number - 1].is_word and items[number - 1].lower not in DETERMINERS | PREPOSITIONS
    )


def _is_boundary(items: Sequence[Item], number: int) -> bool:
    item = items[number]
    if item.quoted is not None:
        return item.text[-1] in _SENTENCE_ENDS or len(item.text.split()) > _LONG
    if item.is_word:
        return item.lower in SUBORDINATORS or item.lower in CONJUNCTIONS
    return item.text in _STOPS


def _region_start(items: Sequence[Item], end: int) -> int:
    """Where the words begin that no mark and no conjunction parts from `end`."""
    start = end
    while start > max(end - _FARTHEST, 0) and not _is_boundary(items, start - 1):
        start -= 1
    if start > 0 and items[start - 1].lower in {"and", "or"} and items[start - 1].quoted is None:
        # "Gates and Rice said" has one subject, "He left and Rice said" another: is there a verb before?
        other = start - 1
        while other > max(end - _FARTHEST, 0) and not _is_boundary(items, other - 1):
            other -= 1
        verbs = any(items[n].lower in FINITE or is_past(items, n) for n in range(other, start - 1))
        if not verbs and other < start - 1 and (other == 0 or items[other - 1].text != ","):
            return other
    return start


def _noun_phrase(items: Sequence[Item], start: int, end: int) -> _Place | None:
    """The noun phrase at the end of a region, without what leads up to it."""
    for number in range(end - 1, start - 1, -1):
        if items[number].quoted is None and items[number].lower in FINITE and not items[number].capital:
            start = number + 1
            break
    while start < end and _leads_up(items[start]):
        start += 1
    if start < end and items[start].lower in PREPOSITIONS and items[start].quoted is None:
        start = _behind_adverbial(items, start, end)
    end = _without_time(items, start, end)
    words = items[start:end]
    if all(not item.is_word or item.lower in PREPOSITIONS for item in words):
        return (start, end) if words and words[0].quoted is not None else None
    return start, end


def _leads_up(item: Item) -> bool:
    if item.quoted is not None:
        return False
    if not item.is_word:
        return item.text not in "@#$"
    return (
        item.lower in CONJUNCTIONS
        or item.lower in {"meanwhile", "then"}
        or (is_adverb(item) and item.lower not in {"both", "all"})
    )


def _trails(item: Item, *, alone: bool) -> bool:
    return item.quoted is None and (not item.is_word or (item.lower in TIMES and not alone))


def _without_time(items: Sequence[Item], start: int, end: int) -> int:
    """The end without a time that stands between subject and verb: "Putin in the past has"."""
    while start < end and _trails(items[end - 1], alone=end - start == 1):
        timed = items[end - 1].lower in TIMES
        end -= 1
        while timed and start < end - 1 and items[end - 1].lower in PREPOSITIONS | DETERMINERS:
            end -= 1
    return end


def _behind_adverbial(items: Sequence[Item], start: int, end: int) -> int:
    """Where the subject starts in a region that begins with a preposition: "On Tuesday the board"."""
    for number in range(end - 1, start, -1):
        if items[number].lower in TIMES or items[number].text.isdigit():
            return number + 1
    for number in range(end - 1, start + 1, -1):
        if items[number].lower in DETERMINERS and items[number - 1].lower not in PREPOSITIONS:
            return number
    return end


_MOST_APPOSITIONS = 6
_ASIDES = frozenset(["however", "though", "meanwhile", "too", "nonetheless", "nevertheless"])


def _over_apposition(items: Sequence[Item], end: int) -> _Place | None:
    """The subject before one or more appositions: "Cory James, 22, of Flint, Mich., said"."""
    if end > 3 and items[end - 2].lower in _ASIDES and items[end - 3].text == ",":
        return subject_before(items, end - 3)
    stop = end
    best: _Place | None = None
    for _ in range(_MOST_APPOSITIONS):
        stop -= 1  # the mark itself
        start = _segment_start(items, stop)
        if start == stop or (start == 0 and items[start].lower in PREPOSITIONS):
            break
        relative = any(item.lower in SUBORDINATORS for item in items[start : min(start + 3, stop)])
        finite = [n for n in range(start, stop) if items[n].lower in FINITE or is_past(items, n)]
        if finite and not relative:
            phrase = _noun_phrase(items, _region_start(items, stop), stop)
            if phrase is not None and phrase[0] > finite[0]:
                best = (phrase[0], end - 1)
            break
        if not relative and items[start].lower not in PREPOSITIONS:
            best = _headed(items, start, stop, end, best)
        if start == 0 or (items[start - 1].text not in {",", "("} and items[start - 1].text not in _DASHES):
            break
        stop = start
    return best


def _segment_start(items: Sequence[Item], stop: int) -> int:
    start = stop
    while start > 0:
        left = items[start - 1]
        if left.text in {",", ";", ":", "("} or left.text in _DASHES:
            break
        if left.quoted is not None and left.text[-1] in ",.?!":
            break
        start -= 1
    return start


def _headed(items: Sequence[Item], start: int, stop: int, end: int, best: _Place | None) -> _Place | None:
    """The subject with this segment as its head, where it can be one; else the one found so far."""
    while start < stop and (items[start].lower in CONJUNCTIONS or is_adverb(items[start])):
        start += 1
    if start == stop:
        return best
    head = items[start]
    fits = head.capital or head.lower in DETERMINERS or head.lower in PRONOUNS or head.text[0].isalpha()
    if head.lower.endswith("ing") and best is not None:
        return best
    return (start, end - 1) if fits or best is None else best
