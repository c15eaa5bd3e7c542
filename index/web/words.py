"""What a page says of an answer, of a quotation and of a day, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from index.answers.answer import Answer, Outcome
from index.answers.findings import day, finding
from index.answers.passage import Matched

KINDS = {
    "direct": "word for word",
    "mixed": "partly word for word",
    "indirect": "as reported",
    "narration": "the article’s own words",
}
"""How much of a passage is somebody's own words, by its kind."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How a question ended, as a page tells it: in a word or two, in a sentence, and what stands above the
    passages and above what to try instead; None where nothing does. `notes` are what a reader should know
    besides."""

    kicker: str
    sentence: str
    notes: tuple[str, ...] = ()
    above: str | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """A question to try instead: what its link says, and the query that asks it."""

    text: str
    query: str

    @classmethod
    def of(cls, question: str, *, speaker: str | None = None) -> Other:
        """A question as typed; with a speaker chosen, whose name its link says."""
        if speaker is None:
            return cls(question, urlencode({"q": question}))
        return cls(speaker, urlencode({"q": question, "speaker": speaker}))


def told(answer: Answer, *, limit: int) -> Told:
    """The outcome of a question in honest words: what was found, or that nothing was and where.

    `limit` is how many passages were asked for.
    """
    where, notes, again = _where(answer), answer.notes, bool(answer.suggestions)
    match answer.outcome:
        case Outcome.ANSWERED:
            kicker, sentence = _answered(answer, where, limit)
            return Told(
                kicker=kicker,
                sentence=sentence,
                notes=notes,
                instead="Others you may mean" if again else None,
            )
        case Outcome.NO_QUOTATION:
            other_topics = answer.speakers and answer.topic and answer.checked is None
            other = "On other topics" if other_topics else "What was found instead"
            return Told(
                kicker="No quotation found",
                sentence=finding(answer) or f"No quotation found{_by(answer)}{_on(answer)} {where}.",
                notes=notes,
                above=other if answer.related else None,
                instead="Try instead" if again else None,
            )
        case Outcome.UNKNOWN_SPEAKER:
            return Told(
                kicker="Unknown speaker",
                sentence=f"No quotation found {where}.",
                notes=notes,
                above=f"What others said{_on(answer)}" if answer.related else None,
                instead="Did you mean one of these?" if again else None,
            )
        case Outcome.AMBIGUOUS_SPEAKER:
            return Told(
                kicker="More than one person",
                sentence=" ".join([*notes, "Which one do you mean?"]),
                above=f"Quotations{_on(answer)}" if answer.related else None,
                instead="Choose one" if again else None,
            )
        case Outcome.EMPTY_QUESTION:
            return Told(
                kicker="Nothing asked",
                sentence="The question names no person and no topic. Ask about a person, a topic or both.",
                instead="For example" if again else None,
            )


def _answered(answer: Answer, where: str, limit: int) -> tuple[str, str]:
    if (found := finding(answer)) is not None:
        return ("Counted" if answer.checked is None else "Checked"), found
    if all(passage.matched is Matched.MEANING for passage in answer.answers):
        nearest = "This comes" if len(answer.answers) == 1 else "These come"
        words = f"Nothing quoted{_by(answer)} has these words {where}."
        return "Nearest in meaning", f"{words} {nearest} nearest in meaning."
    count = len(answer.answers)
    if count == limit > 1:
        return "Answered", f"The {count} best of the passages found {where}."
    return "Answered", f"{many(count, 'passage')} found {where}."


def _where(answer: Answer) -> str:
    """What was searched: "in 84 articles from 8 September 2016 to 7 November 2016"."""
    days = days_in_words(answer.searched.since, answer.searched.until)
    return f"in {many(answer.searched.articles, 'article')}" + (f" from {days}" if days else "")


def _by(answer: Answer) -> str:
    return f" from {listed(answer.speakers)}" if answer.speakers else ""


def _on(answer: Answer) -> str:
    return f" on “{' '.join(answer.topic)}”" if answer.topic else ""


def many(count: int, one: str) -> str:
    """A number with its word: "1 article", "1,200 articles"."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """Names as people list them: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def day_in_words(published: str) -> str:
    """A date as people write it, "24 October 2007"; anything else unchanged."""
    try:
        return day(published[:10])
    except ValueError:
        return published


def days_in_words(first: date | None, last: date | None) -> str | None:
    """From when to when, as people write it; None where either is not told."""
    if first is None or last is None:
        return None
    return " to ".join(dict.fromkeys([day(first.isoformat()), day(last.isoformat())]))


def machine_day(published: str) -> str | None:
    """The day as `<time datetime>` holds it; None where it is none."""
    try:
        return date.fromisoformat(published[:10]).isoformat()
    except ValueError:
        return None


def language_tag(language: str | None) -> str | None:
    """A language as the attribute `lang` holds it; None for what cannot be one."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def web_address(url: str | None) -> str | None:
    """An address that may be linked; None for none, and for any that is not of the web (`javascript:`)."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


FILTERS: Mapping[str, Callable[..., object]] = {
    "day": day_in_words,
    "how": KINDS.__getitem__,
    "language_tag": language_tag,
    "listed": listed,
    "machine_day": machine_day,
    "many": many,
    "web_address": web_address,
}
"""What templates put values into words with, by the names that they use."""
