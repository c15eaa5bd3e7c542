"""How a question was understood, in lines of text."""

from __future__ import annotations

from index.people.people import Person
from index.questions.person_linking import Asked
from index.questions.question import Question


def reading_of(question: Question) -> tuple[str, ...]:
    """How a question was read, a line for each part that was understood."""
    lines = [f"read as: {question.kind.value}"]
    lines += [_asked_line(asked) for asked in question.asked]
    lines += [f"named: {asked.written} ({asked.how.value})" for asked in question.leaning]
    if question.phrase is not None:
        lines.append(f"exact phrase: “{question.phrase}”")
    verbs = [word.word for word in question.topic if word.verb]
    if verbs:
        lines.append(f"verbs: {', '.join(verbs)}")
    since, until = question.period
    if since or until:
        lines.append(f"from {since or 'the first day'} to {until or 'the last'}, by the articles' dates")
    if question.publishers:
        lines.append(f"published by: {', '.join(question.publishers)}")
    if question.counting is not None:
        lines.append(f"to be counted: {question.counting.wanted}")
    if question.narrative:
        lines.append("the article's own words may answer, too")
    return tuple(lines)


def _asked_line(asked: Asked) -> str:
    if not asked.people:
        return f"asked about: {asked.written} (not quoted in any article)"
    people = " or ".join(map(_with_other_names, asked.people))
    return f"asked about: {asked.written}, by {asked.how.value}: {people}"


def _with_other_names(person: Person) -> str:
    others = [name for name in person.names if name != person.name][:4]
    return f"{person.name} (also {', '.join(others)})" if others else person.name
