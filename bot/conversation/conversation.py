"""The conversation: what is said to a question and to a press of a button. Knows nothing of Telegram.

Every reply with buttons has a stored view (`bot.store.state`), which says what was asked and what is shown,
so that buttons work after a restart and show nothing else than what they stood under.
"""

from collections.abc import Sequence
from typing import Any

from bot.conversation import render, screens
from bot.conversation.answer_cache import AnswerCache, CachedAnswer, Request
from bot.conversation.buttons import Action, Press, answer_buttons, choices, decode, encode
from bot.conversation.deep_links import read_link
from bot.conversation.followups import SECONDS, Same, asks_for_help, follow, is_courtesy, may_follow, said
from bot.conversation.markup import escape, shortened
from bot.conversation.replies import Button, Notice, Reply, Who
from bot.store.state import State, View
from index.answers.answer import Outcome
from index.answers.passage import Passage, PassageKind
from index.names.name import words_of
from index.people.people import People
from index.questions.person_linking import mentions

FEWEST, USUAL, MOST_ON_PAGE = 1, 3, 5

_BACK_STEPS = 8

TOO_OLD = Notice("The buttons of this message have expired. Please ask again.", True, "too_old")
NOT_YOURS = Notice(
    "These buttons belong to the person who asked. Ask me yourself to get your own.", True, "not_theirs"
)
GONE = "The archive has changed since this answer. Press “Ask again” to get the current answer."


WHERE = "<i>Under each quotation: who said it, in which article, and when that was published.</i>"


def _lead(text: str) -> str:
    return f"<i>{escape(shortened(text, 300))}</i>"


def _nobody_else(topic: str) -> str:
    return f"Nobody else is quoted on {shortened(topic, 100)} in this archive."


def _speakers(found: CachedAnswer, people: People) -> Sequence[str]:
    """Whom "he" can mean after an answer: those asked about, else the one named, or whose words it shows."""
    if found.answer.speakers:
        return found.answer.speakers
    shown = {passage.speaker for passage in found.answer.answers}
    named = {m.people for m in mentions(people, words_of(found.asked.question))}
    one = [some[0].name for some in named if len(some) == 1 and some[0].is_person]
    for names in (one, [name for name in shown if name]):
        if len(names) == 1:
            return names
    return []


def _others_than(found: CachedAnswer) -> Request:
    """What others than the speaker of an answer said on its topic."""
    without = next(iter(found.answer.speakers), None)
    return Request(found.topic, without=without, direct=found.asked.direct)


class Conversation:
    """Turns what people write and press into replies. May be used from several threads."""

    def __init__(self, finder: AnswerCache, state: State, *, seeds: bool = False) -> None:
        self.finder = finder
        self.state = state
        self.screens = screens.Screens(finder, state, seeds=seeds)

    def reply(self, command: str | None, text: str, who: Who) -> Reply:
        """The reply to a command and its argument, or to a question where there is no command."""
        screens = self.screens
        match command:
            case None | "ask":
                return self.question(text, who) if text else screens.help(who)
            case "start":
                return self._start(text, who)
            case "people":
                return self.question(said([text], ""), who) if text else screens.people(who)
            case "articles":
                return screens.articles(who)
            case "compare":
                return screens.comparison.reply(text, who)
            case "random":
                return screens.random(who)
            case "settings":
                return screens.settings(who)
            case "privacy":
                return screens.privacy(who)
            case "help":
                return screens.help(who)
            case _:
                return Reply(
                    html="I do not know that command. /help shows what I can do.", outcome="no_command"
                )

    def _start(self, payload: str, who: Who) -> Reply:
        link = read_link(payload)
        if link is None:
            return self.screens.start(who)
        if link.question is not None:
            return self.question(link.question, who)
        try:
            row = self.finder.archive.article_row(link.article or 0)
        except KeyError:
            return Reply(html="That article is no longer in the archive.", outcome="no_article")
        return self.answer(Request("", article=row.id), who)

    # -- questions

    def at_hand(self, text: str, who: Who) -> Reply | None:
        """The reply to a question of its own that was answered a moment ago; None where it takes work."""
        if may_follow(text):
            return None
        asked = self._asked(text, who)
        return None if self.finder.kept(asked) is None else self.question(text, who)

    def question(self, text: str, who: Who) -> Reply:
        """The reply to what a person wrote, read with their last question where it is a follow-up."""
        if is_courtesy(text, self.finder.archive.people):
            return Reply(html="You are welcome. Ask on whenever you like.", outcome="courtesy")
        if asks_for_help(text):
            return self.screens.help(who)
        last = self._last(who) if may_follow(text) else None
        if last is not None:
            before = self.finder.find(Request.from_list(last.data["asked"]))
            people = self.finder.archive.people
            whole = follow(
                text, _speakers(before, people), before.topic, people,
                namesakes=before.answer.outcome is Outcome.AMBIGUOUS_SPEAKER,
            )  # fmt: skip
            if whole is Same.MORE:
                return self._more(last, who)
            if whole is Same.AGAIN:
                return self.answer(before.asked, who, lead=WHERE, page=int(last.data["page"]))
            if whole is Same.OTHERS:
                return self._by_others(before, who)
            if whole is not None:
                return self.answer(self._asked(whole, who), who, lead=_lead(whole))
        return self.answer(self._asked(text, who), who)

    def answer(self, asked: Request, who: Who, *, lead: str | None = None, page: int = 0) -> Reply:
        """The first page of the answer to `asked`, as a message of its own."""
        found = self.finder.find(asked)
        data = self._data(found, who)
        data |= {"lead": lead, "page": page}
        if found.answer.outcome is Outcome.EMPTY_QUESTION:
            data["aside"] = True  # "hello" takes nothing from what "he" means
        return self._shown(self.state.add_view(who.chat, who.user, data), data, found)

    def _asked(self, text: str, who: Who) -> Request:
        return Request(text.strip(), direct=bool(self.state.settings(who.user).get("direct", False)))

    def _last(self, who: Who) -> View | None:
        return self.state.last_view(who.chat, who.user, SECONDS)

    def _more(self, last: View, who: Who) -> Reply:
        found = self.finder.find(Request.from_list(last.data["asked"]))
        page = int(last.data["page"]) + 1
        if page >= len(self._pages(found, last.data)):
            return Reply(html="That is all I have on it.", outcome="no_more")
        return self.answer(found.asked, who, page=page)

    def _data(self, found: CachedAnswer, who: Who) -> dict[str, Any]:
        size = int(self.state.settings(who.user).get("size", USUAL))
        offered = [list(asked) for _, asked in self._offered(found)]
        return {
            "kind": "answer",
            "asked": list(found.asked),
            "mark": found.mark,
            "page": 0,
            "size": size,
            "choices": offered,
            "back": [],
        }

    def _offered(self, found: CachedAnswer) -> list[tuple[str, Request]]:
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

    def _pages(self, found: CachedAnswer, data: dict[str, Any]) -> Sequence[Sequence[Passage]]:
        size = int(data["size"])
        pages: Sequence[Sequence[Passage]] | None = found.rendered.get(size)
        if pages is None:
            pages = found.rendered[size] = render.pages(found.passages, size)
        return pages

    def _shown(self, view: str, data: dict[str, Any], found: CachedAnswer) -> Reply:
        pages = self._pages(found, data)
        page = min(int(data["page"]), max(len(pages) - 1, 0))
        key = (int(data["size"]), page, data.get("lead"))
        html = found.rendered.get(key)
        if html is None:
            some = pages[page] if pages else ()
            html = render.page_html(found.answer, some, lead=data.get("lead"), topic=found.topic)
            found.rendered[key] = html
        offered = self._offered(found)
        if offered and not found.answer.suggestions:
            html += "\n\nYou could ask:"
        buttons = choices(view, [label for label, _ in offered])
        buttons += answer_buttons(view, found, pages, page, bool(data["back"]))
        return Reply(html=html, buttons=buttons, view=view, outcome=found.answer.outcome.value)

    # -- buttons

    def press(self, sent: str, who: Who, message: int | None = None) -> Reply | Notice:
        """What comes of a button: a reply that takes the message's place, or a notice.

        Only the person who was answered can press, and only on the message that was the answer. After
        the archive has changed what a view would show, it says so and offers to ask again.
        """
        press = decode(sent)
        if press is None:
            return TOO_OLD
        if press.action is Action.UNDO:
            return Notice("There is nothing to undo.", True, "no_undo")
        view = self.state.view(press.view)
        if view is None:
            return TOO_OLD
        # What a group's anonymous administrator asked is the group's.
        if view.chat != who.chat or view.person not in (who.user, view.chat):
            return NOT_YOURS
        if None not in (view.message, message) and view.message != message and not view.twin:
            return TOO_OLD
        if view.data["kind"] != "answer":
            return self._press_screen(press, view, who)
        return self._press_answer(press, view, who)

    def _press_screen(self, press: Press, view: View, who: Who) -> Reply | Notice:
        if press.action is Action.CHOOSE:
            return self._choose(press, view)
        return self.screens.press(press, view, who)

    def _choose(self, press: Press, view: View) -> Reply | Notice:
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

    def _press_answer(self, press: Press, view: View, who: Who) -> Reply | Notice:
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
                data["page"] = press.number
                self.state.change_view(view.id, data)
                return self._shown(view.id, data, found)
            case Action.CHOOSE:
                return self._choose(press, view)
            case Action.OTHERS:
                return self._others(view, found)
            case Action.WRONG:
                return self._wrong(view, found)
        if press.number >= len(found.passages):
            return TOO_OLD
        passage = found.passages[press.number]
        if press.action is Action.CONTEXT:
            return self._context(view, data, passage)
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

    def _by_others(self, found: CachedAnswer, who: Who) -> Reply:
        """What others said on the topic of the last answer."""
        others = _others_than(found)
        if not self.finder.find(others).answer.answers:
            return Reply(html=escape(_nobody_else(found.topic)), outcome="no_others")
        return self.answer(others, who, lead=_lead(f"Others on {found.topic}"))

    def _others(self, view: View, found: CachedAnswer) -> Reply | Notice:
        topic = found.topic
        others = self.finder.find(_others_than(found))
        if not others.answer.answers:
            return Notice(_nobody_else(topic), False, "no_others")
        return self._turn(view, others)

    def _context(self, view: View, data: dict[str, Any], passage: Passage) -> Reply | Notice:
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
        pages = self._pages(found, data)
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
