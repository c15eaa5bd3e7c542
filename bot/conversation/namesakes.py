"""Which of several people is meant, where a command names one: asked with a button for each."""

from collections.abc import Sequence

from bot.conversation.buttons import choices
from bot.conversation.markup import name
from bot.conversation.replies import Reply, Who
from bot.store.state import State
from index.people.lookup import near_names
from index.people.people import People, Person

MOST = 6


def some_people(people: People, count: int) -> list[str]:
    """The most quoted people, for examples of what can be asked; made-up ones where there are too few."""
    found = [person.name for person in people.persons if person.is_person][:count]
    return found if len(found) == count else ["Robert Gates", "Vladimir Putin"][:count]


def which(
    state: State, who: Who, kind: str, asked: str, found: Sequence[Person], people: People, form: str = "{}"
) -> Reply:
    """Asks it, of those found or else of names that are near; `form` is what each asks, "{}" the name."""
    names = (tuple(person.name for person in found) or near_names(people, asked))[:MOST]
    called = f"called “{name(asked, 80)}”"
    text = f"Several people {called} are quoted. Which one do you mean?"
    if not found:
        near = " Did you mean one of these?" if names else ""
        text = f"Nobody {called} is quoted in my articles.{near}"
    view = state.add_view(
        who.chat, who.user, {"kind": kind, "choices": [form.replace("{}", one, 1) for one in names]}
    )
    outcome = "ambiguous_speaker" if found else "unknown_speaker"
    return Reply(html=text, buttons=choices(view, names, 2), view=view, outcome=outcome)
