"""`/compare A, B on C`: what several people said on one topic, under each other."""

from bot.conversation import render
from bot.conversation.answer_cache import AnswerCache, CachedAnswer, Request
from bot.conversation.buttons import called, choices
from bot.conversation.followups import said
from bot.conversation.markup import escape, fits, name
from bot.conversation.namesakes import some_people
from bot.conversation.replies import Reply, Who
from bot.store.state import State
from index.answers.answer import Outcome

MOST_SIDES = 4
MOST_NAMESAKES = 5


class Comparison:
    """Sets people side by side. May be used from several threads."""

    def __init__(self, finder: AnswerCache, state: State) -> None:
        self._finder = finder
        self._state = state

    def reply(self, argument: str, who: Who, view: str | None = None) -> Reply:
        """What the people of an argument said; `view` is the view that shows it, None makes one.

        A name that several people bear is no absence: the reply asks which of them is meant.
        """
        names, topic = sides(argument)
        if len(names) < 2:
            pair = ", ".join(some_people(self._finder.archive.people, 2))
            text = f"Tell me whom to compare, for example: /compare {pair}. “on” and a topic narrows it."
            return Reply(html=escape(text), outcome="no_sides")
        direct = bool(self._state.settings(who.user).get("direct", False))
        asked = [Request(said([person], topic), direct=direct) for person in names]
        found = [self._finder.find(question) for question in asked]
        labels: list[str] = []
        offered: list[object] = []
        for at, (person, side) in enumerate(zip(names, found, strict=True)):
            for namesake in _namesakes(side):
                labels.append(namesake)
                offered.append(_argument([*names[:at], namesake, *names[at + 1 :]], topic))
            if len(side.answer.answers) > 1:
                speaker = side.answer.speakers[0] if side.answer.speakers else person
                labels.append(f"All of {called(speaker)}")
                offered.append(list(asked[at]))
        data = {"kind": "compare", "argument": argument, "choices": offered}
        if view is None:
            view = self._state.add_view(who.chat, who.user, data)
        else:
            self._state.change_view(view, data)
        for each in (2, 1):
            html = "\n\n".join(_side(p, s, each, topic) for p, s in zip(names, found, strict=True))
            if fits(html):
                break
        return Reply(html=html, buttons=choices(view, labels, 2), view=view, outcome=_outcome(found))


def _outcome(found: list[CachedAnswer]) -> str:
    outcomes = {side.answer.outcome for side in found}
    first = (Outcome.ANSWERED, Outcome.AMBIGUOUS_SPEAKER, Outcome.NO_QUOTATION, Outcome.UNKNOWN_SPEAKER)
    return next((outcome.value for outcome in first if outcome in outcomes), Outcome.NO_QUOTATION.value)


def _namesakes(side: CachedAnswer) -> tuple[str, ...]:
    if side.answer.outcome is not Outcome.AMBIGUOUS_SPEAKER:
        return ()
    return (side.answer.suggestions or tuple(side.answer.speakers))[:MOST_NAMESAKES]


def _side(person: str, side: CachedAnswer, each: int, topic: str) -> str:
    answer = side.answer
    if answer.answers:
        read = [f"<i>{escape(note)}</i>" for note in answer.notes]
        return "\n\n".join([*read, render.passages_html(side.passages[:each], numbered=False)])
    who = f"<b>{name(person, 80)}</b>"
    match answer.outcome:
        case Outcome.AMBIGUOUS_SPEAKER:
            return f"{who}: several people of that name are quoted. Which one do you mean?"
        case Outcome.UNKNOWN_SPEAKER:
            near = [name(suggestion, 80) for suggestion in answer.suggestions[:3]]
            meant = f" Did you mean {' or '.join(near)}?" if near else ""
            return f"{who}: nobody of that name is quoted in this archive.{meant}"
        case _:
            on = f" on “{name(topic, 80)}”" if topic else ""
            return f"{who}: no quotation{on} in this archive."


def sides(argument: str) -> tuple[list[str], str]:
    """Names and topic of "A, B and C on D"."""
    words = " ".join(argument.split()).rstrip("?")
    names, topic = words, ""
    for between in (" on ", " about "):
        if between in words:
            names, _, topic = words.partition(between)
            break
    for joint in (" and ", " vs. ", " vs ", " versus ", " with "):
        names = names.replace(joint, ", ")
    return [part.strip() for part in names.split(",") if part.strip()][:MOST_SIDES], topic.strip()


def _argument(names: list[str], topic: str) -> str:
    return ", ".join(names) + (f" on {topic}" if topic else "")
