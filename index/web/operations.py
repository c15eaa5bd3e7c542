"""What programs may ask: operations with their parameters and what they answer, for API and MCP alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from index.errors import EmptyQuestion
from index.people.lookup import near_names
from index.quotations.quotation import QuotationKind
from index.records.trends import By, Trend
from index.web.cursor import Listed
from index.web.parameters import Parameter, choice, cursor, day, number, text
from index.web.problems import Problem, nothing_there
from index.web.service import MOST, Narrowing, View, person_entry

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing to ask: `answer` makes the JSON of its parameters' values, those of the path among them.

    `path` holds at most one name in braces, which is a short name as `index.archive.addresses` makes them.
    `schema` names what comes back.
    """

    name: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...] = ()
    schema: str
    answer: Callable[[View, Values], Any]
    slow: bool = False
    """Whether it may take long: what is quick does not wait for it."""


def ask(view: View, values: Values) -> Any:
    """The answer to a question, in the form of `ask --json`."""
    return view.ask(values["q"], limit=values["limit"]).to_dict()


def quotations(view: View, values: Values) -> Any:
    """Records, so many at a time."""
    kinds = values["kind"]
    wanted = Narrowing(
        **{name: values[name] for name in ("speaker", "topic", "since", "until", "publisher")},
        kinds=frozenset(map(QuotationKind, kinds)) if kinds else None,
    )
    found = view.quotations(wanted, limit=values["limit"], after=values["after"] or (0, 0))
    return _listed(found, lambda record: record.to_dict())


def people(view: View, values: Values) -> Any:
    """Who is quoted, so many at a time."""
    after = values["after"] or (0,)
    return _listed(view.people(values["q"], limit=values["limit"], after=after[0]), person_entry)


def person(view: View, values: Values) -> Any:
    """Somebody with all names and roles."""
    found = view.person(values["speaker_id"])
    if found is None:
        raise nothing_there("person")
    return found.to_dict()


def article(view: View, values: Values) -> Any:
    """What is shown of an article, with the records of its quotations."""
    found = view.article(values["article_key"])
    if found is None:
        raise nothing_there("article")
    return found.to_dict()


def trends(view: View, values: Values) -> Any:
    """How often somebody is quoted over time, in the form of `trends --json`."""
    return trend_of(view, values["q"], By(values["by"])).to_dict()


MOST_PERIODS = 5000
"""Periods of one answer: a single article with a date of long ago would make it endless."""


def trend_of(view: View, question: str, by: By) -> Trend:
    """The counts of what a question is about; a Problem where it names nobody who is quoted, or several."""
    first, last = view.archive.days
    if first is not None and last is not None:
        count = by.periods_in(first.toordinal(), last.toordinal())
        if count > MOST_PERIODS:
            detail = f"about {count:,} periods by {by}, of {MOST_PERIODS:,} at most; ask by a longer one"
            raise Problem(400, detail, parameter="by")
    try:
        found = view.trends(question, by)
    except EmptyQuestion:
        raise Problem(404, "the question names no person and no topic", parameter="q") from None
    for asked in found.unsettled:
        if asked.people:
            names = "; ".join(one.name for one in asked.people)
            detail = f"several people called {asked.written!r} are quoted, choose one: {names}"
        else:
            near = near_names(view.archive.people, asked.written)
            detail = f"nobody called {asked.written!r} is quoted" + (
                f"; did you mean {', '.join(near)}?" if near else ""
            )
        raise Problem(404, detail, parameter="q")
    return found


def _listed(found: Listed[Any], form: Callable[[Any], object]) -> dict[str, object]:
    return {"items": [form(one) for one in found.items], "next": found.next}


LIMIT = number("limit", "How many to show, at most", most=MOST, default=20)

OPERATIONS = (
    Operation(
        name="ask",
        path="/api/ask",
        summary="Answer a question with the quotations that are relevant to it, best first",
        parameters=(
            text("q", "The question, as you would ask it: what did Kamynin say about Iran?", required=True),
            number("limit", "How many answers to show, at most", most=MOST, default=5),
        ),
        schema="Answer",
        answer=ask,
    ),
    Operation(
        name="quotations",
        path="/api/quotations",
        summary="List quotations as records, in the order in which their articles were added",
        parameters=(
            text("speaker", "Only what this person said: a name, a role, part of a name, or a speaker_id"),
            text("topic", "Only quotations whose sentences, or headline, hold every word of it"),
            day("since", "Only articles published on that day or later"),
            day("until", "Only articles published on that day or earlier"),
            text("publisher", "Only articles of this publisher"),
            choice("kind", "Only this kind; may be given again", [*QuotationKind], repeated=True),
            LIMIT,
            cursor(2),
        ),
        schema="Quotations",
        answer=quotations,
        slow=True,
    ),
    Operation(
        name="people",
        path="/api/people",
        summary="List who is quoted, the most quoted first",
        parameters=(text("q", "Whom a name, a role or part of a name can mean"), LIMIT, cursor(1)),
        schema="People",
        answer=people,
        slow=True,
    ),
    Operation(
        name="person",
        path="/api/people/{speaker_id}",
        summary="Show one person with all names and roles, and what joined them",
        schema="Person",
        answer=person,
    ),
    Operation(
        name="article",
        path="/api/articles/{article_key}",
        summary="Show what may be shown of an article, and the records of its quotations",
        schema="Article",
        answer=article,
    ),
    Operation(
        name="trends",
        path="/api/trends",
        summary="Count how often somebody is quoted (on a topic) over time",
        parameters=(
            text("q", 'Whom and what to count, as in "Putin on Iran"', required=True),
            choice("by", "How long a period is", [*By], default="month"),
        ),
        schema="Trend",
        answer=trends,
        slow=True,
    ),
)
"""Everything that the API answers."""
