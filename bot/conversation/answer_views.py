"""Answers as messages with buttons: what a view of one shows, and what a press on it brings about."""

from collections.abc import Sequence
from typing import Any

from bot.conversation import render
from bot.conversation.answer_cache import AnswerCache, CachedAnswer, Request
from bot.conversation.buttons import Action, Press, answer_buttons, choices, encode
from bot.conversation.followups import said
from bot.conversation.markup import shortened
from bot.conversation.replies import Button, Notice, Reply, Who
from bot.conversation.screens import Screens
from bot.store.state import State, View
from index.answers.answer import Outcome
from index.answers.passage import Passage, PassageKind

USUAL = 3
"""Answers on a page."""

_BACK_STEPS = 8

TOO_OLD = Notice("The buttons of this message have expired. Please ask again.", True, "too_old")
GONE = "The archive has changed since this answer. Press “Ask again” to get the current answer."


def nobody_else(topic: str) -> str:
    """That only those asked about are quoted on a topic."""
    return f"Nobody else in this archive is quoted on {shortened(topic, 100)}."


def others_than(found: CachedAnswer) -> Request:
    """What others said on the topic of an answer than those asked about, or than whose words it shows."""
    shown = (passage.speaker for passage in found.answer.answers if passage.speaker)
    without = next(iter([*found.answer.speakers, *shown]), None)
    return Request(found.topic, without=without, direct=found.asked.direct)


class AnswerViews:
    """Shows answers, each with a stored view (`bot.store.state`) of what was asked and what is shown."""

    def __init__(self, finder: AnswerCache, state: State, screens: Screens) -> None:
        self.finder = finder
        self.state = state
        self.screens = screens

    def answer(self, asked: Request, who: Who, *, lead: str | None = None, page: int = 0) -> Reply:
        """The first page of the answer to `asked`, as a message of its own."""
        return self.fresh(self.finder.find(asked), who, lead=lead, page=page)

    def fresh(self, found: CachedAnswer, who: Who, *, lead: str | None = None, page: int = 0) -> Reply:
        """The first page of an answer that is at hand, as a message of its own."""
        data = self._data(found, who)
        data |= {"lead": lead, "page": page}
        if found.answer.outcome is Outcome.EMPTY_QUESTION:
            data["aside"] = True  # "hello" takes nothing from what "he" means
        return self._shown(self.state.add_view(who.chat, who.user, data), data, found)

    def _data(self, found: CachedAnswer, who: Who) -> dict[str, Any]:
        size = int(self.state.settings(who.user).get("size", USUAL))
        offered = [list(asked) for _, asked in self.offered(found)]
        return {
            "kind": "answer",
            "asked": list(found.asked),
            "mark": found.mark,
            "page": 0,
            "size": size,
            "choices": offered,
            "back": [],
        }

    def offered(self, found: CachedAnswer) -> list[tuple[str, Request]]:
        """What to try instead of a question without an answer: names, or questions, as buttons."""
        answer = found.answer
        if answer.outcome is Outcome.ANSWERED:
            return []
        offered = []
        for suggestion in answer.suggestions[:6]:
            whole = suggestion if suggestion.rstrip().endswith("?") else said([suggestion], found.topic)
            offered.append((suggestion, Request(whole, direct=found.asked.direct)))
        if not offered and not found.passages:
            offered = [(question, Request(question)) for question in self.screens.examples()]
        return offered

    def with_page(self, found: CachedAnswer, data: dict[str, Any], page: int) -> CachedAnswer:
        """The answer with as much looked up as the page takes; as it is where there is no more."""
        while page >= len(self.pages(found, data)) and found.more and (deeper := found.asked.deeper):
            found = self.finder.find(deeper)
        return found

    def pages(self, found: CachedAnswer, data: dict[str, Any]) -> Sequence[Sequence[Passage]]:
        size = int(data["size"])
        pages: Sequence[Sequence[Passage]] | None = found.rendered.get(size)
        if pages is None:
            pages = found.rendered[size] = render.pages(found.passages, size)
        return pages

    def _shown(self, view: str, data: dict[str, Any], found: CachedAnswer) -> Reply:
        pages = self.pages(found, data)
        page = min(int(data["page"]), max(len(pages) - 1, 0))
        key = (int(data["size"]), page, data.get("lead"))
        html = found.rendered.get(key)
        if html is None:
            some = pages[page] if pages else ()
            html = render.page_html(found.answer, some, lead=data.get("lead"), topic=found.topic)
            found.rendered[key] = html
        offered = self.offered(found)
        if offered and not found.answer.suggestions:
            html += "\n\nYou could ask:"
        buttons = choices(view, [label for label, _ in offered])
        buttons += answer_buttons(view, found, pages, page, bool(data["back"]))
        return Reply(html=html, buttons=buttons, view=view, outcome=found.answer.outcome.value)

    def choose(self, press: Press, view: View) -> Reply | Notice:
        offered = view.data.get("choices", [])
        if press.number >= len(offered):
            return TOO_OLD
        chosen = offered[press.number]
        if isinstance(chosen, str):  # one of several namesakes in a comparison
            return self.screens.comparison.reply(chosen, Who(view.person, view.chat), view.id)
        return self._turn(view, self.finder.find(Request.from_list(chosen)))

    def _turn(self, view: View, found: CachedAnswer) -> Reply:
        """The view showing another answer, with a way back to what it showed."""
        who = Who(view.person, view.chat)
        data = self._data(found, who)
        before = {key: value for key, value in view.data.items() if key != "back"}
        data["back"] = [*view.data.get("back", []), before][-_BACK_STEPS:]
        self.state.change_view(view.id, data)
        return self._shown(view.id, data, found)

    def press(self, press: Press, view: View, who: Who) -> Reply | Notice:
        data = view.data
        asked = Request.from_list(data["asked"])
        found = self.finder.find(asked)
        if press.action is Action.AGAIN:
            fresh = self._data(found, who) | {"back": data["back"], "lead": data.get("lead")}
            self.state.change_view(view.id, fresh)
            return self._shown(view.id, fresh, found)
        if press.action is Action.BACK:
            return self._back(view, found)
        if found.mark != data["mark"]:
            return self._changed(view)
        match press.action:
            case Action.PAGE:
                found = self.with_page(found, data, press.number)
                data |= {"page": press.number, "asked": list(found.asked), "mark": found.mark}
                self.state.change_view(view.id, data)
                return self._shown(view.id, data, found)
            case Action.CHOOSE:
                return self.choose(press, view)
            case Action.OTHERS:
                return self._others(view, found)
            case Action.WRONG:
                return self._wrong(view, found)
        if press.number >= len(found.passages):
            return TOO_OLD
        passage = found.passages[press.number]
        if press.action is Action.CONTEXT:
            return self.context(view, data, passage)
        if press.action is Action.MORE_FROM and passage.speaker is not None:
            more = Request(said([passage.speaker], ""), direct=asked.direct)
            return self._turn(view, self.finder.find(more))
        if press.action is Action.REPORT:
            return self._report(view, found, passage, who)
        return TOO_OLD

    def _changed(self, view: View) -> Notice:
        again = ((Button("Ask again", encode(Action.AGAIN, view.id)),),)
        return Notice(GONE, True, "archive_changed", again)

    def _back(self, view: View, found: CachedAnswer) -> Reply | Notice:
        data = view.data
        if data.pop("open", None):
            self.state.change_view(view.id, data)
            if found.mark != data["mark"]:
                return self._changed(view)
            return self._shown(view.id, data, found)
        if not data["back"]:
            return self._shown(view.id, data, found)
        before = data["back"][-1] | {"back": data["back"][:-1]}
        if before["kind"] == "answer":
            earlier = self.finder.find(Request.from_list(before["asked"]))
            self.state.change_view(view.id, before)
            if earlier.mark != before["mark"]:
                return self._changed(view)
            return self._shown(view.id, before, earlier)
        self.state.change_view(view.id, before)
        return self.screens.shown(view._replace(data=before), Who(view.person, view.chat))

    def _others(self, view: View, found: CachedAnswer) -> Reply | Notice:
        topic = found.topic_in_passing
        others = self.finder.find(others_than(found))
        if not others.answer.answers:
            return Notice(nobody_else(topic), False, "no_others")
        return self._turn(view, others)

    def context(self, view: View, data: dict[str, Any], passage: Passage) -> Reply | Notice:
        around = self.screens.around(passage)
        if around is None:
            return Notice("That article is no longer in the archive.", True, "archive_changed")
        data["open"] = "context"
        self.state.change_view(view.id, data)
        back = ((Button("‹ Back", encode(Action.BACK, view.id)),),)
        html = render.context_html(passage, *around)
        return Reply(html=html, buttons=back, view=view.id, outcome="context")

    def _wrong(self, view: View, found: CachedAnswer) -> Notice:
        data = view.data
        pages = self.pages(found, data)
        shown = [
            p for p in pages[min(int(data["page"]), len(pages) - 1)] if p.kind is not PassageKind.NARRATION
        ]
        if len(shown) == 1:
            return self._report(view, found, shown[0], Who(view.person, view.chat))
        row = tuple(
            Button(str(p.rank), encode(Action.REPORT, view.id, found.passages.index(p))) for p in shown
        )
        back = (Button("‹ Back", encode(Action.BACK, view.id)),)
        data["open"] = "wrong"
        self.state.change_view(view.id, data)
        return Notice("Which one has the wrong speaker?", False, "which", (row, back))

    def _report(self, view: View, found: CachedAnswer, passage: Passage, who: Who) -> Notice:
        fresh = self.state.add_report(
            who.user, found.asked.question, passage.text, passage.speaker, passage.article.id, passage.passage
        )
        buttons = None
        if view.data.pop("open", None):
            self.state.change_view(view.id, view.data)
            buttons = self._shown(view.id, view.data, found).buttons
        text = (
            "Thank you. I have noted it for the operator of this bot."
            if fresh
            else "You have already reported that, thank you."
        )
        return Notice(text, False, "reported", buttons)
