"""From a question as typed to a Question: who is asked about, on what, and when.

There is no grammar of patterns. A question's words are told apart by the archive's own names and roles
(`index.people.lookup`) and by a few classes of words (`index.questions.vocabulary`): what comes before the
verb, or before "about", is whom it asks about; what is left is the topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.analysis.dates import OPEN, Dated, Period, find_date
from index.errors import EmptyQuestion
from index.names.name import words_of
from index.people.lookup import find_people
from index.people.people import People
from index.questions.checking import claim_of, loose_claim
from index.questions.counting import CountForm, Counting, Wanted, count_form
from index.questions.interpretation import Reader
from index.questions.question import Question, QuestionKind
from index.questions.vocabulary import NOBODY, POLITE, SAYING_NOUNS
from index.questions.words import topic_of


def parse_question(
    text: str,
    people: People,
    *,
    today: date | None = None,
    is_word: Callable[[str], bool] = lambda _: False,
    publishers: Sequence[str] = (),
    speaker: str | None = None,
    days: Callable[[], Period] | None = None,
) -> Question:
    """The question that `text` asks of an archive that quotes `people`.

    `today` is what "last week" counts from. `is_word` tells whether some article holds a word, so that
    a name in the news is not taken for a misspelt one. `speaker` is a name that overrides whom the text
    asks about. `days` tells from when to when there are articles, or
    that none tells its date; without it any day counts. Raises EmptyQuestion where no word is
    left to ask about.
    """

    def read(typed: str, *, checks: bool = True) -> Question:
        return _read(typed, people, today, is_word, publishers, speaker, days, checks=checks)

    question = read(text)
    line = " ".join(text.split())
    try:
        if question.kind is QuestionKind.CHECK and _cut_phrase(line)[0] is None:
            return replace(question, plain=read(text, checks=False))
        loose = loose_claim(line) if question.kind is QuestionKind.SAID and question.phrase is None else None
        if loose is not None:
            claim = read(f"did {loose.rest} say “{loose.words}”")
            return replace(question, claim=replace(claim, text=text))
    except EmptyQuestion:
        pass
    return question


def _read(
    text: str,
    people: People,
    today: date | None,
    is_word: Callable[[str], bool],
    publishers: Sequence[str],
    speaker: str | None,
    days: Callable[[], Period] | None,
    *,
    checks: bool,
) -> Question:
    """`parse_question` of one reading: `checks` tells whether it may be a check of words."""
    rest = " ".join(text.split())
    phrase, rest = _cut_phrase(_as_one(rest))
    claim = claim_of(rest, phrase) if checks else None
    if claim is not None:
        phrase, rest = claim
    form = count_form(rest) if claim is None else None
    rest = form.plain if form is not None else rest
    publisher, rest = _cut_publisher(rest, publishers)  # before the day: "in USA Today"
    dated = _dated(rest, today, days)
    if dated is not None:
        rest = rest[: dated.start] + " " + rest[dated.end :]
    reader = Reader(people, is_word)
    bounded = dated is not None or bool(publisher)
    if not words_of(rest) and phrase is None and speaker is None and not bounded:
        raise EmptyQuestion(
            "the question contains no words; ask, for example, who said something about a topic"
        )
    question = reader.read(text, rest, phrase)
    civil = not (question.asked or question.phrase or bounded)
    if civil and all(word.word in POLITE for word in question.topic):
        question = replace(question, topic=(), leaning=())
    if bounded and not question.asked and all(w.word in _ANYTHING for w in question.topic):
        question = replace(question, kind=QuestionKind.WHO_SAID, topic=(), narrative=False)
    question = _on_days(question, text, dated, days)
    if speaker is not None:
        if not words_of(speaker):
            raise EmptyQuestion(
                f"the speaker's name contains no words: {speaker!r}; give a name, or leave it out"
            )
        question = reader.with_speaker(question, speaker)
    whole = form is not None and form.wanted is Wanted.MOST  # "who is quoted most?"
    if not (question.asked or question.topic or question.phrase or question.leaning or bounded or whole):
        raise EmptyQuestion(f"{text!r} names nobody and no topic")
    question = replace(question, publishers=publisher)
    if claim is not None:
        return replace(question, kind=QuestionKind.CHECK, topic=topic_of(phrase), narrative=False)
    return question if form is None else _counting(question, form, people)


def _counting(question: Question, form: CountForm, people: People) -> Question:
    """`question`, of which it is asked how often, first, last or who most."""
    kind = QuestionKind.WHO_SAID if not question.asked else question.kind
    named = re.split(r",| and | or ", form.besides or "")
    besides = tuple(person for name in named for person in find_people(people, name.strip()))
    return replace(question, kind=kind, narrative=False, leaning=(), counting=Counting(form.wanted, besides))


def _on_days(
    question: Question, text: str, dated: Dated | None, days: Callable[[], Period] | None
) -> Question:
    """`question` of the days that it names, or with a note where no article tells its day."""
    if dated is None:
        return question
    if days is None or days() != OPEN:
        return replace(question, period=dated.period)
    told = " ".join(text.split())[dated.start : dated.end].strip() if question.phrase is None else "the day"
    note = f"No article here tells its date, so “{told}” could not be used."
    return replace(question, notes=(*question.notes, note))


def _dated(text: str, today: date | None, days: Callable[[], Period] | None) -> Dated | None:
    """The period that a question names; a year that no article is from is a word like others."""
    dated = find_date(text, today)
    if dated is None or days is None:
        return dated
    first, last = days()
    dated = find_date(text, today, last)
    if dated is None:
        return None
    since, until = dated.period
    if first is None or last is None:
        return None if since and until and (until - since).days > _A_MONTH else dated
    year = since.year if since is not None else 0
    if (since, until) != (date(year or 1, 1, 1), date(year or 1, 12, 31)) or find_date(text, None) is None:
        return dated
    return dated if first.year <= year <= last.year else None


def _as_one(text: str) -> str:
    """`text` with what stands before its question as what the question is on: "Can they leave? What did Gates
    say?"; two questions stay two."""

    def joint(match: re.Match[str]) -> str:
        asked = match[1] == "?" and _ASKS.search(text[: match.start()])
        return " ; " if asked else " : "

    return _NEXT_QUESTION.sub(joint, text)


_ASKS = re.compile(r"\b(?:what|which|how|why|where|when|who|whom)\b", re.IGNORECASE)
_NEXT_QUESTION = re.compile(
    r"(?<=\w\w)([.?!])\s+"
    r"(?=(?:so |and |but )?(?:what|wat|which|how|why|where|when|who|did|does|do|has|have|is)\b)",
    re.IGNORECASE,
)
_A_MONTH = 31  # days; a year, in an archive without dates, is a word like others
_ANYTHING = SAYING_NOUNS | NOBODY
"""What is left of a question for everything that was said on some days, or in some paper."""
_QUOTED = re.compile(r"[\"“”„«»‟](.+)[\"“”‟»]|[\"“„«](.+?)\s*\??\s*$|(?<!\w)['‘](.{3,})['’](?!\w)")


def _cut_phrase(text: str) -> tuple[str | None, str]:
    """What stands between the first and the last quotation mark, and the question without it."""
    match = _QUOTED.search(text)
    if match is None:
        return None, text
    phrase = next(group for group in match.groups() if group is not None)
    if not words_of(phrase):
        return None, text
    return phrase, text[: match.start()] + " " + text[match.end() :]


def _cut_publisher(text: str, publishers: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The publishers that "in the Times" can mean, and the question without it."""
    known = {publisher: words_of(publisher) for publisher in publishers}
    for lead in re.finditer(r"\b(?:in|from|by|via|on|to|per)\s+(?:the\s+)?", text, re.IGNORECASE):
        rest = [(m.group(), m.end()) for m in re.finditer(r"[\w.&'’-]+", text[lead.end() :])][:5]
        for count in range(len(rest), 0, -1):
            words = words_of(" ".join(word for word, _ in rest[:count]))
            found = [name for name, own in known.items() if words and _names_publisher(words, own)]
            if found:
                return tuple(found), text[: lead.start()] + " " + text[lead.end() + rest[count - 1][1] :]
    return (), text


def _names_publisher(words: list[str], publisher: list[str]) -> bool:
    own = [word for word in publisher if word not in {"the", "com"}]
    return bool(own) and (words == own or words == own[-len(words) :])
