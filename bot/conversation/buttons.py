"""The buttons under an answer, and what a press sends back: an action, the view it belongs to and a number.

What is sent back has at most 64 bytes. The view's name is random and bound to a person and a chat in the
bot's memory, so that forged data, or data from somebody else's message, finds nothing that its sender
could not see anyway.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.conversation.answer_cache import CachedAnswer
from bot.conversation.markup import one_line, shortened
from bot.conversation.replies import Button
from index.answers.answer import Outcome
from index.answers.passage import Passage, PassageKind
from index.names.name import parse_name

MOST_BYTES = 64

MOST_COPIED = 256
"""Characters that a button can copy."""
_FEWEST = 60
"""Characters of a quotation that have to fit before its page's address is copied, too."""

_FORM = re.compile(r"([a-z]):([A-Za-z0-9_-]{8,24}):([0-9]{1,5})")


class Action(StrEnum):
    """What a press asks for; the number is a page, a passage or a choice, counted from 0."""

    PAGE = "p"
    CONTEXT = "c"
    BACK = "b"
    MORE_FROM = "m"
    OTHERS = "o"
    WRONG = "w"
    REPORT = "r"
    CHOOSE = "s"
    AGAIN = "g"
    SET = "z"
    DELETE = "x"
    UNDO = "u"
    ADD = "a"
    STOP = "e"
    DAILY = "d"
    TAKE = "t"


class Press(NamedTuple):
    """A button that was pressed."""

    action: Action
    view: str
    number: int


def encode(action: Action, view: str, number: int = 0) -> str:
    """The data of a button."""
    return f"{action.value}:{view}:{number}"


def decode(data: str) -> Press | None:
    """The press that data stands for; None for data that no button of this bot holds."""
    found = _FORM.fullmatch(data)
    if found is None or found[1] not in {action.value for action in Action}:
        return None
    return Press(Action(found[1]), found[2], int(found[3]))


Rows = tuple[tuple[Button, ...], ...]


def answer_buttons(
    view: str, found: CachedAnswer, pages: Sequence[Sequence[Passage]], page: int, back: bool
) -> Rows:
    """Pages, context, more of the same speaker, others on the topic, and the report of a wrong speaker."""
    rows: list[tuple[Button, ...]] = []
    if len(pages) > 1:
        rows.append(paging(view, page, len(pages), more=found.more))
    shown = pages[page] if pages else ()
    first = found.passages.index(shown[0]) if shown else 0
    if shown:
        labels = [f"{p.rank} in context" for p in shown] if len(shown) > 1 else ["In context"]
        numbered = enumerate(labels, first)
        rows.append(tuple(Button(label, encode(Action.CONTEXT, view, at)) for at, label in numbered))
        copied = found.rendered.get(("copied", first, len(shown)))
        if copied is None:
            copied = found.rendered["copied", first, len(shown)] = [(p.rank, citation(p)) for p in shown]
        label = "Copy" if len(shown) == 1 else "Copy {}"
        rows.append(tuple(Button(label.format(rank), copies=text) for rank, text in copied if text))
    rows.append(_onward(view, found, shown, first))
    if any(passage.speaker for passage in shown):
        rows.append((Button("Wrong speaker?", encode(Action.WRONG, view)),))
    if back:
        rows.append((Button("‹ Back", encode(Action.BACK, view)),))
    return tuple(row for row in rows if row)


def citation(passage: Passage) -> str | None:
    """A quotation and where it is from, for the clipboard, which takes 256 characters; None where it is not
    somebody's. Words that do not fit are left out at the end, with an ellipsis. Where there is room for it,
    its page's address comes last."""
    if passage.speaker is None or passage.kind is PassageKind.NARRATION:
        return None
    article = passage.article
    where = ", ".join(filter(None, (article.publisher, (article.published or "")[:10])))
    source = (
        f"{one_line(article.title, 70)} ({one_line(where, 50)})" if where else one_line(article.title, 90)
    )
    said_by = one_line(passage.speaker, 50)
    reported = ", as reported" if passage.kind is PassageKind.INDIRECT else ""
    end = f" — {said_by}{reported}, {source}"
    if passage.page is not None and len(end) + len(passage.page) + _FEWEST <= MOST_COPIED:
        end += f" {passage.page}"
    words = shortened(" ".join(passage.text.split()), MOST_COPIED - len(end) - 2)
    marks = ("", "") if passage.kind is PassageKind.INDIRECT else ("“", "”")
    return f"{marks[0]}{words}{marks[1]}{end}"


def _onward(view: str, found: CachedAnswer, shown: Sequence[Passage], first: int) -> tuple[Button, ...]:
    buttons = []
    answer = found.answer
    speaker = next((p.speaker for p in shown if p.speaker), None)
    everything = len(answer.speakers) == 1 and not answer.topic and answer.outcome is Outcome.ANSWERED
    if speaker is not None and not everything and answer.outcome is Outcome.ANSWERED:
        at = first + next(i for i, p in enumerate(shown) if p.speaker == speaker)
        buttons.append(Button(f"More from {called(speaker)}", encode(Action.MORE_FROM, view, at)))
    if answer.topic and answer.speakers and found.asked.without is None:
        topic = one_line(found.topic_in_passing, 24)
        buttons.append(Button(f"Others on {topic}", encode(Action.OTHERS, view)))
    return tuple(buttons)


def paging(view: str, page: int, count: int, *, more: bool = False) -> tuple[Button, ...]:
    """Buttons to the pages before and after, which say where they lead; `more`: there may be more pages."""
    row = []
    of = f"{count}+" if more else f"{count}"
    if page > 0:
        row.append(Button(f"‹ {page} of {of}", encode(Action.PAGE, view, page - 1)))
    if page < count - 1:
        row.append(Button(f"{page + 2} of {of} ›", encode(Action.PAGE, view, page + 1)))
    elif more:
        row.append(Button("More ›", encode(Action.PAGE, view, page + 1)))
    return tuple(row)


def choices(view: str, labels: Sequence[str], a_row: int = 1) -> Rows:
    """A button for each label, in rows of `a_row`."""
    made = [
        Button(one_line(label, 60) or "?", encode(Action.CHOOSE, view, at)) for at, label in enumerate(labels)
    ]
    return tuple(tuple(made[at : at + a_row]) for at in range(0, len(made), a_row))


def called(speaker: str) -> str:
    """How a speaker is called in passing: the last word of a person's name, all of an institution's."""
    flat = one_line(speaker, 60)
    return one_line(flat.split()[-1] if parse_name(flat).surname is not None else flat, 24)
