"""Verdicts and counts in words, for every screen alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from index.answers.answer import Answer, Outcome
from index.answers.verdicts import Change, Count, Side, Spoke, Verdict
from index.questions.counting import Wanted

_WORDS = 10
"""Words of a run that is the same from which its middle is left out."""


def finding(answer: Answer) -> str | None:
    """What a check or a count came to, in one or two sentences; None for answers of other kinds, and for a
    count of nothing."""
    if answer.checked is not None:
        return _verdict(answer, answer.checked.verdict)
    if answer.count is not None and answer.outcome is Outcome.ANSWERED:
        return _count(answer, answer.count)
    return None


def difference(answer: Answer) -> tuple[Change, ...]:
    """The comparison that a reader should see beside a verdict: none where every word is the same.

    Long runs of words that are the same are shortened in the middle.
    """
    if answer.checked is None or all(change.side is Side.SAME for change in answer.checked.difference):
        return ()
    changes = answer.checked.difference
    return tuple(
        Change(side, _shortened(words, first=place == 0, last=place == len(changes) - 1))
        if side is Side.SAME
        else Change(side, words)
        for place, (side, words) in enumerate(changes)
    )


def _shortened(words: str, *, first: bool, last: bool) -> str:
    parts = words.split()
    if len(parts) <= _WORDS:
        return words
    half = _WORDS // 2
    head = [] if first else parts[:half]
    tail = [] if last else parts[-half:]
    return " ".join([*head, "…", *tail])


def _verdict(answer: Answer, verdict: Verdict) -> str:
    asked = " or ".join(answer.speakers)
    said = answer.answers[0].speaker if answer.answers else None
    match verdict:
        case Verdict.EXACT if said is None:
            return "Exact: these very words are quoted, but the article does not make clear who said them."
        case Verdict.EXACT:
            return f"Exact: {said} is quoted with these very words."
        case Verdict.ALTERED:
            return f"Altered: {said or 'somebody who is not named'} is quoted with words that differ."
        case Verdict.OTHER_SPEAKER:
            nearly = "nearly these" if difference(answer) else "these very"
            return f"Somebody else's words: {said} is quoted with {nearly} words, not {asked}."
        case Verdict.NOT_FOUND:
            return f"No quotation found{f' from {asked}' if asked else ''} with these words."


def _count(answer: Answer, count: Count) -> str:
    who, on = _listed(answer.speakers), f" on “{' '.join(answer.topic)}”" if answer.topic else ""
    number = _number(count)
    subject = f"{who}{on}" if who else (f"O{on[2:]}" if on else "In all")
    match count.wanted:
        case Wanted.FIRST | Wanted.LAST if count.first and count.last:
            when = day(count.first if count.wanted is Wanted.FIRST else count.last)
            somebody = f"{who} {'are' if len(answer.speakers) > 1 else 'is'}" if who else "Somebody is"
            return f"{somebody} {count.wanted} quoted{on} on {when}. In all: {number}."
        case Wanted.FIRST | Wanted.LAST:
            return f"None of the articles tells its date. In all: {number}."
        case Wanted.MOST:
            others = [spoke for spoke in count.ranking if spoke.speaker not in answer.speakers]
            return f"Quoted most{on}: {who}, {number}." + (f" Then {_ranked(others)}." if others else "")
        case Wanted.ELSE:
            return f"Quoted{on}: {_ranked(count.ranking)}. In all: {number}."
        case Wanted.EVER:
            return f"Yes. {subject}: {number}."
    return f"{subject}: {number}."


def _number(count: Count) -> str:
    """ "3 remarks, printed 4 times in 4 articles, 2 November 2026 to 14 November 2026"."""
    printed = f", printed {count.appearances:,} times" if count.appearances != count.remarks else ""
    number = f"{_many(count.remarks, 'remark')}{printed} in {_many(count.articles, 'article')}"
    if count.first is None or count.last is None:
        return number
    return f"{number}, {' to '.join(dict.fromkeys([day(count.first), day(count.last)]))}"


def _ranked(ranking: Iterable[Spoke]) -> str:
    return ", ".join(f"{speaker} ({remarks:,})" for speaker, remarks in ranking)


def day(iso: str) -> str:
    """A day as people write it: "24 October 2007"."""
    when = date.fromisoformat(iso)
    return f"{when.day} {when:%B} {when.year}"


def _many(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _listed(names: Iterable[str]) -> str:
    every: Sequence[str] = list(names)
    return " and ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)
