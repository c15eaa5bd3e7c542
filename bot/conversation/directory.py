"""`/people`: who is quoted, the most quoted first or by name with a jump to each letter."""

from collections.abc import Sequence

from bot.conversation.answer_cache import AnswerCache, Request
from bot.conversation.buttons import Action, choices, encode, paging
from bot.conversation.followups import said
from bot.conversation.markup import name
from bot.conversation.replies import Button, Reply
from bot.store.state import State, View
from index.names.name import parse_name
from index.people.people import Person

A_PAGE = 10

A_ROW = 8
"""Buttons that Telegram puts next to each other."""


class Directory:
    """Lists those who are quoted. May be used from several threads."""

    def __init__(self, finder: AnswerCache, state: State) -> None:
        self._finder = finder
        self._state = state

    def shown(self, view: View) -> Reply:
        """The page of the list that a view shows."""
        by_name = view.data.get("by") == "name"
        persons: Sequence[Person] = self._finder.archive.people.persons
        if by_name:
            persons = sorted(persons, key=sorted_by)
        page, count = page_of(view, len(persons))
        some = persons[page * A_PAGE : (page + 1) * A_PAGE]
        if not some:
            text = "Nobody is quoted yet; the archive is empty."
            return Reply(html=text, view=view.id, outcome="people")
        lines = [_line(at, person) for at, person in enumerate(some, page * A_PAGE + 1)]
        view.data["choices"] = [list(Request(said([person.name], ""))) for person in some]
        self._state.change_view(view.id, view.data)
        buttons = choices(view.id, [person.name for person in some], 2)
        if count > 1:
            buttons += (paging(view.id, page, count),)
            buttons += _letters(view.id, persons) if by_name and count > 2 else ()
            other = Button("The most quoted first" if by_name else "By name", encode(Action.SET, view.id, 0))
            buttons += ((other, Button("Search by name", inline="people ")),)
        order = "by name" if by_name else "the most quoted first"
        head = f"{len(persons):,} people and institutions are quoted, {order}:"
        return Reply(html="\n".join([head, "", *lines]), buttons=buttons, view=view.id, outcome="people")


def sorted_by(person: Person) -> tuple[str, str]:
    """The surname, or an institution's name without "the", then the whole name, for sorting."""
    first = (parse_name(person.name).surname if person.is_person else None) or person.name
    return first.casefold().removeprefix("the ").lstrip("“\"'‘ "), person.name.casefold()


def _line(at: int, person: Person) -> str:
    role = f", {name(person.roles[0], 80)}" if person.roles else ""
    return f"{at}. <b>{name(person.name, 80)}</b>{role}: {quoted(person.quotations, person.articles)}"


def _letters(view: str, persons: Sequence[Person]) -> tuple[tuple[Button, ...], ...]:
    """A button for each first letter, to the page on which it begins."""
    first: dict[str, int] = {}
    for at, person in enumerate(persons):
        letter = sorted_by(person)[0][:1].upper()
        first.setdefault(letter if letter.isalpha() else "#", at // A_PAGE)
    made = [Button(letter, encode(Action.PAGE, view, page)) for letter, page in first.items()][: 6 * A_ROW]
    return tuple(tuple(made[at : at + A_ROW]) for at in range(0, len(made), A_ROW))


def page_of(view: View, items: int) -> tuple[int, int]:
    """The page that a view of so many items shows, and how many there are."""
    count = max((items + A_PAGE - 1) // A_PAGE, 1)
    return min(int(view.data["page"]), count - 1), count


def quoted(quotations: int, articles: int) -> str:
    """How often, in how many articles."""
    times = f"{quotations:,} quotation{'s' if quotations != 1 else ''}"
    return f"{times} in {articles:,} article{'s' if articles != 1 else ''}"
