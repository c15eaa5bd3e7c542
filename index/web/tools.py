"""The tools that assistants have: operations of the API, under names that tell what goes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.datastructures import QueryParams

from index.archive.addresses import speaker_id
from index.people.lookup import find_people, near_names
from index.web.addresses import ADDRESS
from index.web.operations import OPERATIONS, Values, article
from index.web.parameters import Parameter, text, values_of
from index.web.problems import Problem, nothing_there
from index.web.service import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool: `other_names` are what its parameters may be called, too, as the API calls them."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    schema: str
    answer: Callable[[View, Values], Any]
    other_names: Mapping[str, str] = field(default_factory=dict)

    def input_schema(self) -> dict[str, Any]:
        """The arguments, as JSON Schema."""
        properties = {}
        for one in self.parameters:
            described = one.described()
            properties[one.name] = {**described["schema"], "description": one.description}
        return {
            "type": "object",
            "properties": properties,
            "required": [one.name for one in self.parameters if one.required],
            "additionalProperties": False,
        }

    def call(self, view: View, arguments: Mapping[str, Any]) -> Any:
        """What the tool returns; a Problem that names the argument where one is unknown, missing or bad."""
        given: list[tuple[str, str]] = []
        for name, value in arguments.items():
            known = self.other_names.get(name, name)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, float) and one.is_integer():
                    one = int(one)  # as some models write whole numbers
                if isinstance(one, bool) or not isinstance(one, str | int | None):
                    raise Problem(400, f"{name} must be a text or a whole number", parameter=name)
                if one is not None:  # as models fill in what they leave open
                    given.append((known, str(one)))
        return self.answer(view, values_of(QueryParams(given), self.parameters))


def _operation(name: str) -> Any:
    return next(one for one in OPERATIONS if one.name == name)


def _asking(name: str, description: str) -> Tool:
    """An operation of the API whose `q` is called `question`."""
    operation = _operation(name)
    parameters = tuple(
        replace(one, name="question") if one.name == "q" else one for one in operation.parameters
    )

    def answer(view: View, values: Values) -> Any:
        return operation.answer(view, {**values, "q": values["question"]})

    return Tool(
        name=name,
        description=description,
        parameters=parameters,
        schema=operation.schema,
        answer=answer,
        other_names={"q": "question"},
    )


def _person(view: View, values: Values) -> Any:
    """Somebody by an id, or by a name or role that only one can be meant by."""
    written = values["name"]
    found = view.person(written) if ADDRESS.fullmatch(written) else None
    if found is None:
        people = find_people(view.archive.people, written)
        if len(people) > 1:
            each = "; ".join(f"{one.name} (speaker_id {speaker_id(one.name)})" for one in people[:20])
            raise Problem(404, f"several people called {written!r} are quoted, choose one: {each}")
        if not people:
            near = ", ".join(near_names(view.archive.people, written))
            hint = f"; did you mean {near}?" if near else ""
            raise Problem(404, f"nobody called {written!r} is quoted{hint}")
        found = view.person(speaker_id(people[0].name))
    if found is None:
        raise nothing_there("person")
    return found.to_dict()


TOOLS = (
    _asking(
        "ask",
        "Answers a question such as 'what did Kamynin say about Iran?' with quotations, best first. An"
        " outcome of no_quotation means that nothing of the kind is in the archive.",
    ),
    Tool(
        name="quotations",
        description="Lists quotations as records: who said what, word for word, where and when. `next` of the"
        " result, given as `after`, goes on with the list.",
        parameters=_operation("quotations").parameters,
        schema="Quotations",
        answer=_operation("quotations").answer,
    ),
    Tool(
        name="person",
        description="Shows one person who is quoted: all names and roles, and how often.",
        parameters=(text("name", "A name, a role, part of a name, or a speaker_id", required=True),),
        schema="Person",
        answer=_person,
        other_names={"speaker_id": "name", "q": "name", "speaker": "name"},
    ),
    Tool(
        name="article",
        description="Shows an article, as far as it may be shown, with the records of its quotations.",
        parameters=(text("article_key", "The key of an article, as records name it", required=True),),
        schema="Article",
        answer=article,
        other_names={"key": "article_key"},
    ),
    _asking("trends", "Counts in each period how often somebody is quoted, as in 'Putin on Iran'."),
)
"""Every tool; none changes anything."""
