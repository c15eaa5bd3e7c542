"""The conversation: what is said to a question and to a press of a button. Knows nothing of Telegram.

Every reply with buttons has a stored view (`bot.store.state`), which says what was asked and what is shown,
so that buttons work after a restart and show nothing else than what they stood under.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation import screens
from bot.conversation.answer_cache import AnswerCache, CachedAnswer, Request
from bot.conversation.answer_views import TOO_OLD, AnswerViews, nobody_else, others_than
from bot.conversation.asides import address_in, aside, chosen, spellings
from bot.conversation.buttons import Action, Press, decode, encode
from bot.conversation.claims import asks_about, question_about
from bot.conversation.deep_links import read_link
from bot.conversation.following import Following
from bot.conversation.followups import (
    SECONDS,
    Same,
    asks_around,
    asks_for_help,
    asks_where,
    follow,
    may_follow,
    said,
)
from bot.conversation.markup import escape, fits, shortened
from bot.conversation.plain_commands import plain_command
from bot.conversation.replies import Button, Notice, Reply, Who
from bot.conversation.takeaway import TakeAway
from bot.store.state import State, View
from index.answers.answer import Outcome
from index.answers.passage import Passage
from index.archive.selection import Selection
from index.names.name import words_of
from index.people.lookup import find_people
from index.people.people import People
from index.questions.person_linking import mentions

NOT_YOURS = Notice(
    "These buttons belong to the person who asked. Ask me yourself to get your own.", True, "not_theirs"
)

AROUND = "I know no more than the articles tell."

NOTHING_AROUND = Reply(html=f"{AROUND} Ask me what somebody said.", outcome="no_answer_before")

WHERE = "<i>With each quotation: who said it, in which article, and when that was published.</i>"


def _lead(text: str) -> str:
    return f"<i>{escape(shortened(text, 300))}</i>"


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


class Conversation:
    """Turns what people write and press into replies. May be used from several threads."""

    def __init__(self, finder: AnswerCache, state: State, *, seeds: bool = False) -> None:
        self.finder = finder
        self.state = state
        self._seeds = seeds
        self.screens = screens.Screens(finder, state, seeds=seeds)
        self.following = Following(finder, state)
        self.takeaway = TakeAway(finder, state)
        self.answers = AnswerViews(finder, state, self.screens)
        pages = self.screens
        self._commands: dict[str, Callable[[str, Who], Reply]] = {
            "start": self._start,
            "people": self._people,
            "compare": pages.comparison.reply,
            "follow": self.following.follow,
            "unfollow": self.following.unfollow,
            "export": self.takeaway.export,
            "trends": self.takeaway.trends,
            "following": lambda _, who: self.following.following(who),
            "ask": lambda _, who: pages.help(who),
            "help": lambda _, who: pages.help(who),
            "articles": lambda _, who: pages.articles(who),
            "random": lambda _, who: pages.random(who),
            "settings": lambda _, who: pages.settings(who),
            "privacy": lambda _, who: pages.privacy(who),
        }

    def reply(
        self,
        command: str | None,
        text: str,
        who: Who,
        *,
        replied: int | None = None,
        claim: str | None = None,
    ) -> Reply:
        """The reply to a command and its argument, or to a question where there is no command.

        `replied` is the message of the bot's that it replies to, `claim` the text of somebody else's.
        """
        if claim is not None and command in (None, "ask"):
            if (address := address_in(claim)) is not None and asks_about(text):
                return self._article_at(address, who)
            about = question_about(text, claim, self.finder.archive.people)
            if about is not None:
                return self.answers.answer(self._asked(about, who), who, lead=_lead(about))
        if command in (None, "ask") and text:
            return self.question(text, who, replied=replied)
        does = self._commands.get(command or "help")
        if does is None:
            return Reply(html="I do not know that command. /help shows what I can do.", outcome="no_command")
        return does(text, who)

    def _people(self, text: str, who: Who) -> Reply:
        return self.question(said([text], ""), who) if text else self.screens.people(who)

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
        return self.answers.answer(Request("", article=row.id), who)

    # -- questions

    def at_hand(self, text: str, who: Who) -> Reply | None:
        """The reply to a question of its own that was answered a moment ago; None where it takes work."""
        if may_follow(text):
            return None
        found = self.finder.kept(self._asked(text, who))
        # What was shown was read as a question before; what inline mode alone has looked up was not.
        return self.answers.fresh(found, who) if found is not None and found.rendered else None

    def question(self, text: str, who: Who, *, replied: int | None = None) -> Reply:
        """The reply to what a person wrote, read with their last question where it is a follow-up.

        `replied` is the bot's message that it replies to, whoever had asked for that.
        """
        if asks_for_help(text):
            return self.screens.help(who)
        people = self.finder.archive.people
        command = plain_command(text)
        if command is not None and asks_where(text) and self._last(who, replied) is not None:
            command = None  # the sources of the answer, not the archive's
        if command is not None and not find_people(people, " ".join(text.split()).rstrip(" ?!.…")):
            return self._commands[command]("", who)
        if (said_aside := aside(text, people, who, self.screens.examples)) is not None:
            return said_aside
        if (address := address_in(text)) is not None:
            return self._article_at(address, who)
        last = self._last(who, replied) if may_follow(text) or chosen(text) is not None else None
        if last is not None:
            followed = self._followed(text, last, who)
            if followed is not None:
                return followed
        if last is None and asks_around(text):
            return NOTHING_AROUND
        return self.answers.answer(self._asked(text, who), who)

    def _followed(self, text: str, last: View, who: Who) -> Reply | None:
        """The reply to a text as a follow-up of what a view shows; None where it is none."""
        before = self.finder.find(Request.from_list(last.data["asked"]))
        if (number := chosen(text)) is not None and (reply := self._chosen(number, last, before, who)):
            return reply
        people = self.finder.archive.people
        whole = follow(
            text, _speakers(before, people), before.topic, people,
            namesakes=before.answer.outcome is Outcome.AMBIGUOUS_SPEAKER,
        )  # fmt: skip
        if whole is Same.MORE:
            return self._more(last, who)
        if whole is Same.AGAIN:
            return self.answers.answer(before.asked, who, lead=WHERE, page=int(last.data["page"]))
        if whole is Same.CONTEXT:
            return self._around(last, before, who)
        if whole is Same.OTHERS:
            return self._by_others(before, who)
        return None if whole is None else self.answers.answer(self._asked(whole, who), who, lead=_lead(whole))

    def _chosen(self, number: int, last: View, found: CachedAnswer, who: Who) -> Reply | None:
        """What "2" means after a list: the choice of that number, else the passage in its context."""
        offered = self.answers.offered(found)
        things = len(offered) or len(found.passages)
        at = things - 1 if number < 0 else number - 1
        if things < 2:
            return None
        if at >= things:
            return Reply(html=f"There is no number {number} above.", outcome="no_such_number")
        if offered:
            return self.answers.answer(offered[at][1], who)
        return self._in_context(last, found.passages[at], who)

    def _in_context(self, last: View, passage: Passage, who: Who) -> Reply | None:
        """A passage of the last answer in its context, as a message of its own; None where it is gone."""
        data = last.data | {"back": [], "open": "context"}
        view = self.state.add_view(who.chat, who.user, data)
        shown = self.answers.context(View(view, who.chat, who.user, None, data, 0.0), data, passage)
        return shown if isinstance(shown, Reply) else None

    def _around(self, last: View, found: CachedAnswer, who: Who) -> Reply | None:
        """What "why?" and "is that true?" can be answered with: the one passage shown, where it stands."""
        if not found.passages:
            return NOTHING_AROUND
        if len(found.passages) > 1:
            how = f"<i>{AROUND} Write a number to see where that quotation stands.</i>"
            return self.answers.answer(found.asked, who, lead=how, page=int(last.data["page"]))
        shown = self._in_context(last, found.passages[0], who)
        if shown is None or not fits(html := f"<i>{AROUND} It stands here:</i>\n\n{shown.html}"):
            return shown
        return replace(shown, html=html)

    def _article_at(self, address: str, who: Who) -> Reply:
        archive = self.finder.archive
        for spelling in spellings(address):
            for article in archive.ids_of(Selection(), url=spelling):
                return self.answers.answer(
                    Request("", article=article), who, lead=_lead("From that article:")
                )
        unread = "I have not read that article."
        if not (who.admin and who.private and not self._seeds):
            return Reply(html=unread, outcome="no_article")
        view = self.state.add_view(who.chat, who.user, {"kind": "link", "address": address})
        button = Button("Add it", encode(Action.ADD, view))
        return Reply(html=f"{unread} Shall I?", buttons=((button,),), view=view, outcome="no_article")

    def _asked(self, text: str, who: Who) -> Request:
        return Request(text.strip(), direct=bool(self.state.settings(who.user).get("direct", False)))

    def _last(self, who: Who, replied: int | None) -> View | None:
        """The answer that a text goes on from: the one it replies to, else the person's own last one."""
        shown = self.state.view_of(who.chat, replied) if replied is not None else None
        return shown or self.state.last_view(who.chat, who.user, SECONDS)

    def _more(self, last: View, who: Who) -> Reply:
        page = int(last.data["page"]) + 1
        found = self.finder.find(Request.from_list(last.data["asked"]))
        found = self.answers.with_page(found, last.data, page)
        if page >= len(self.answers.pages(found, last.data)):
            return Reply(html="That is all I have on it.", outcome="no_more")
        return self.answers.answer(found.asked, who, page=page)

    def _by_others(self, found: CachedAnswer, who: Who) -> Reply:
        """What others said on the topic of the last answer."""
        others = others_than(found)
        if not self.finder.find(others).answer.answers:
            return Reply(html=escape(nobody_else(found.topic_in_passing)), outcome="no_others")
        return self.answers.answer(others, who, lead=_lead(f"Others on {found.topic_in_passing}"))

    # -- buttons

    def press(self, sent: str, who: Who, message: int | None = None) -> Reply | Notice:
        """What comes of a button: a reply that takes the message's place, or a notice.

        Only the person who was answered can press, and only on the message that was the answer. After
        the archive has changed what a view would show, it says so and offers to ask again.
        """
        press = decode(sent)
        if press is None:
            return TOO_OLD
        if press.action in (Action.UNDO, Action.ADD, Action.TAKE):  # of administrators, and for uploads
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
        return self.answers.press(press, view, who)

    def _press_screen(self, press: Press, view: View, who: Who) -> Reply | Notice:
        if press.action in (Action.STOP, Action.DAILY):
            return self.following.press(press, view, private=who.private)
        if press.action is Action.CHOOSE and view.data["kind"] in ("follow", "export", "trends"):
            offered = view.data.get("choices", [])
            does = self._commands[view.data["kind"]]
            return does(offered[press.number], who) if offered[press.number :] else TOO_OLD
        if press.action is Action.CHOOSE:
            return self.answers.choose(press, view)
        return self.screens.press(press, view, who)
