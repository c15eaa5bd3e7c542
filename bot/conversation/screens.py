"""The screens behind the commands: start, people, articles, guess, settings, privacy."""

import random
import re
import threading
from typing import Any

from bot.conversation import render
from bot.conversation.answer_cache import AnswerCache, Request
from bot.conversation.buttons import Action, Press, choices, encode, paging
from bot.conversation.comparison import Comparison
from bot.conversation.directory import A_PAGE, Directory, page_of
from bot.conversation.followups import said
from bot.conversation.markup import escape, link, name, one_line
from bot.conversation.replies import Button, Notice, Reply, Who
from bot.store.state import State, View
from index.answers import browsing as shelves
from index.answers.answer import Outcome
from index.answers.excerpts import reference
from index.answers.passage import Passage
from index.lexicon.stop_words import STOP_WORDS

_NAMED = re.compile(
    r"(?<=[a-z,] )([A-Z][^\W\d_]{3,})(?=(?:['’]s)?(?:[.,;:!?\"”]|$|\s(?:"
    + "|".join(sorted(STOP_WORDS))
    + r")\b))"
)
"""A capitalised word after a lower-case one, before a punctuation mark or a stop word."""

HELP = """\
Ask in your own words. I answer with what was said, word for word, and say which article it is from{examples}

Then go on with “and about taxes?”, “what about her?”, “2” or “more”. If you edit a question, I edit the \
answer. Quotation marks are the article's own; “as reported” marks what the article puts in its own words.

/people – who is quoted, and how often
/articles – what I have read
/compare A, B on C – two or more people side by side
/follow A on C – be told when there is something new, /following to end it
/export A – all quotations of somebody as a table
/trends A on C – how often over time, as a picture
/random – guess who said it
/settings – answers per page, direct quotations only
/privacy – what is stored about you"""

IN_GROUPS = "In a group, write /ask and your question, or reply to one of my messages."

SMALL_TALK = (
    "I only read text. Ask me what somebody said, for example “{example}”, and I answer with the quotation."
)
ONLY_TEXT = "I cannot read that. Please write your question as text."


class Screens:
    """Replies to the commands. May be used from several threads."""

    def __init__(
        self, finder: AnswerCache, state: State, *, seeds: bool = False, dice: random.Random | None = None
    ) -> None:
        self._finder = finder
        self._state = state
        self._seeds = seeds
        self.comparison = Comparison(finder, state)
        self.directory = Directory(finder, state)
        self._dice = dice or random.Random()
        self._lock = threading.Lock()
        self._examples: tuple[int, list[str]] = (-1, [])

    # -- what the archive offers

    def examples(self) -> list[str]:
        """Up to three questions that this archive answers."""
        archive = self._finder.archive
        with self._lock:
            if self._examples[0] != archive.version:
                self._examples = (archive.version, self._find_examples())
            return list(self._examples[1])

    def _find_examples(self) -> list[str]:
        questions: list[str] = []
        persons = self._finder.archive.people.persons[:12]
        people = [person for person in persons if person.is_person][:6] or list(persons[:3])
        for person in people:
            question = said([one_line(person.name, 40)], "")
            found = self._finder.find(Request(question))
            if found.answer.outcome is not Outcome.ANSWERED:
                continue
            if questions and (topic := self._topic(person.name, found.passages)):
                question = said([one_line(person.name, 40)], topic)
            questions.append(question)
            if len(questions) == 3:
                break
        return questions

    def _topic(self, speaker: str, passages: tuple[Passage, ...]) -> str | None:
        """A name inside what was said, with which the speaker is found; no adjective before a noun."""
        words: list[str] = [word for passage in passages[:5] for word in _NAMED.findall(passage.text)]
        for word in dict.fromkeys(words):
            if word not in speaker and not word.endswith(("ian", "ans", "ish", "ese")):
                found = self._finder.find(Request(said([speaker], word)))
                if found.answer.outcome is Outcome.ANSWERED and found.answer.topic:
                    return word
        return None

    def around(self, passage: Passage) -> tuple[str, str] | None:
        """The article's text before and after a passage; None if the article is gone."""
        return shelves.around(self._finder.archive, passage)

    # -- commands

    def start(self, who: Who) -> Reply:
        """What the archive holds, and questions to try."""
        stats = self._finder.archive.stats()
        articles = f"{stats.articles:,} article{'s' if stats.articles != 1 else ''}"
        held = f"{stats.quotations:,} quotations from {articles}" if stats.quotations else "no articles yet"
        lines = [
            f"I answer with what people said, word for word, and say which article it is from. I have {held}."
        ]
        if self._seeds:
            lines.append("That is the small archive I come with, so that you can try me out.")
        examples = self.examples()
        lines.append("Ask me in your own words, for example:" if examples else "/help shows how to ask.")
        view = self._view(who, "start", choices=[list(Request(question)) for question in examples])
        buttons = choices(view, examples)
        return Reply(html="\n\n".join(lines), buttons=buttons, view=view, outcome="start")

    def greeting(self) -> Reply:
        """What a group is told when the bot comes in."""
        example = (self.examples() or ["What did Gates say?"])[0]
        text = (
            "Hello! I answer with what people said, word for word, and say which article it is from. Ask me "
            f"with /ask, for example “/ask {example}”, or reply to somebody's claim with my name to check "
            "it. "
            "I read nothing else that is written here."
        )
        return Reply(html=escape(text), outcome="greeted")

    def help(self, who: Who) -> Reply:
        """How to ask."""
        examples = "".join(f"\n• {question}" for question in self.examples())
        text = HELP.format(examples=f":\n{examples}" if examples else ".")
        text = escape(text if who.private else f"{text}\n\n{IN_GROUPS}")
        return Reply(html=text, outcome="help")

    def what_is_read(self, first: bool) -> Reply:
        """One line for a message without text, with an example where it is the `first`."""
        if not first:
            return Reply(html=ONLY_TEXT, outcome="no_text")
        example = (self.examples() or ["What did Kamynin say?"])[0]
        return Reply(html=escape(SMALL_TALK.format(example=example)), outcome="no_text")

    def people(self, who: Who) -> Reply:
        """Who is quoted, the most quoted first."""
        return self.shown(self._new(who, {"kind": "people", "page": 0}), who)

    def articles(self, who: Who) -> Reply:
        """What the archive holds, the newest first."""
        return self.shown(self._new(who, {"kind": "articles", "page": 0}), who)

    def random(self, who: Who) -> Reply:
        """A quotation whose speaker is to be guessed."""
        return self.shown(self._new(who, {"kind": "guess"}), who)

    def settings(self, who: Who) -> Reply:
        """What a person can set."""
        return self.shown(self._new(who, {"kind": "settings"}), who)

    def privacy(self, who: Who) -> Reply:
        """What is stored about a person, and a way to delete it."""
        return self.shown(self._new(who, {"kind": "privacy"}), who)

    # -- views

    def _view(self, who: Who, kind: str, **data: Any) -> str:
        return self._state.add_view(who.chat, who.user, {"kind": kind, **data})

    def _new(self, who: Who, data: dict[str, Any]) -> View:
        return View(self._state.add_view(who.chat, who.user, data), who.chat, who.user, None, data, 0.0)

    def shown(self, view: View, who: Who) -> Reply:
        """What a view shows."""
        match view.data["kind"]:
            case "people":
                return self.directory.shown(view)
            case "articles":
                return self._articles(view)
            case "guess":
                return self._guess(view)
            case "settings":
                return self._settings(view, who)
            case "compare":
                return self.comparison.reply(view.data["argument"], who, view.id)
            case "privacy":
                return self._privacy(view, who)
            case _:
                return self.start(who)

    def press(self, press: Press, view: View, who: Who) -> Reply | Notice:
        """The result of a button on one of these screens."""
        kind = view.data["kind"]
        if press.action is Action.PAGE and kind in ("people", "articles"):
            view.data["page"] = press.number
            return self.shown(view, who)
        if press.action is Action.SET and kind == "people":
            view.data.update({"page": 0, "by": "times" if view.data.get("by") == "name" else "name"})
            return self.shown(view, who)
        if press.action is Action.AGAIN and kind == "guess":
            return self._guess(view)
        if press.action is Action.SET and kind == "settings":
            held = self._state.settings(who.user)
            if press.number == 0:
                held["direct"] = not held.get("direct", False)
            else:
                held["size"] = min(press.number, 5)
            self._state.set_settings(who.user, held)
            return self._settings(view, who)
        if press.action is Action.DELETE and kind == "privacy":
            return self._delete(press, view, who)
        return Notice("That button no longer works. Please ask again.", True, "too_old")

    def _articles(self, view: View) -> Reply:
        archive = self._finder.archive
        rows = sorted(archive.articles(), key=lambda row: (row.day or 0, row.key), reverse=True)
        page, count = page_of(view, len(rows))
        some = rows[page * A_PAGE : (page + 1) * A_PAGE]
        lines = []
        for at, row in enumerate(some, page * A_PAGE + 1):
            number = counted(row.quotations, "quotation")
            lines.append(f"{at}. {render.article_line(reference(row))}: {number}")
        view.data["choices"] = [list(Request("", article=row.id)) for row in some]
        self._state.change_view(view.id, view.data)
        labels = [str(at) for at in range(page * A_PAGE + 1, page * A_PAGE + 1 + len(some))]
        buttons = choices(view.id, labels, 5)
        if count > 1:
            buttons += (paging(view.id, page, count),)
        head = f"{len(rows):,} articles, the newest first. Press a number to see an article's quotations:"
        if len(rows) == 1:
            head = "One article. Press the number to see its quotations:"
        html = "\n".join([head, "", *lines]) if lines else "The archive is empty."
        return Reply(html=html, buttons=buttons, view=view.id, outcome="articles")

    def _guess(self, view: View) -> Reply:
        passage = shelves.random_direct(self._finder.archive, self._dice)
        if passage is None:
            return Reply(html="There is no quotation to guess yet.", outcome="no_quotation")
        words = shelves.own_words(self._finder.archive, passage)
        role = f", {name(passage.role)}" if passage.role else ""
        answer = f"<b>{name(passage.speaker or '')}</b>{role}, in “{name(passage.article.title, 160)}”"
        html = f"Who said this?\n<blockquote>{escape(words)}</blockquote>\n<tg-spoiler>{answer}</tg-spoiler>"
        button = Button("Another one", encode(Action.AGAIN, view.id))
        where = Button("Read the article", url=passage.article.url) if _opens(passage.article.url) else None
        row = (button, where) if where else (button,)
        return Reply(html=html, buttons=(row,), view=view.id, outcome="guess")

    def _settings(self, view: View, who: Who) -> Reply:
        held = self._state.settings(who.user)
        size, direct = int(held.get("size", 3)), bool(held.get("direct", False))
        sizes = tuple(
            Button(f"• {number} •" if number == size else str(number), encode(Action.SET, view.id, number))
            for number in range(1, 6)
        )
        label = "Show reported speech too" if direct else "Direct quotations only"
        kinds = "direct quotations only" if direct else "direct quotations and reported speech"
        html = f"You get {size} answer{'s' if size > 1 else ''} per page, {kinds}.\n\nAnswers per page:"
        rows = (sizes, (Button(label, encode(Action.SET, view.id, 0)),))
        return Reply(html=html, buttons=rows, view=view.id, outcome="settings")

    def _privacy(self, view: View, who: Who) -> Reply:
        held = self._state.held(who.user)
        let_in = bool(held["channels"])
        html = (
            "Stored about you: your Telegram id, what you asked (for 30 days, so that the buttons under "
            f"answers work), your settings, whom you follow, {'the channels you let me into, ' * let_in}and "
            "passages you reported. Nothing else is stored, and only the operator of this bot can see it."
            "\n\n"
            f"At the moment: {counted(held['questions'], 'answer')} with buttons, "
            f"{counted(held['reports'], 'report')}, {held['follows']} followed"
            f"{', ' + counted(held['channels'], 'channel') if let_in else ''}"
            f"{', and your settings' if held['settings'] else ''}."
        )
        rows = ((Button("Delete everything", encode(Action.DELETE, view.id, 0)),),)
        return Reply(html=html, buttons=rows, view=view.id, outcome="privacy")

    def _delete(self, press: Press, view: View, who: Who) -> Reply:
        if press.number == 0:
            sure = Button("Yes, delete it", encode(Action.DELETE, view.id, 1))
            let_in = bool(self._state.held(who.user)["channels"])
            html = (
                "The buttons under earlier answers will stop working, you will follow nobody, "
                f"{'posts of the channels you let me into will be taken in no more, ' * let_in}"
                "and your reports and settings will be gone. Sure?"
            )
            keep = Button("Keep it", encode(Action.DELETE, view.id, 2))
            return Reply(html=html, buttons=((sure, keep),), view=view.id, outcome="privacy")
        if press.number == 2:
            return self._privacy(view, who)
        self._state.forget(who.user)
        return Reply(html="Done. Nothing about you is stored any more.", outcome="deleted")


def counted(number: int, thing: str) -> str:
    """A number of things, as "1 answer" or "2 answers"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _opens(url: str | None) -> bool:
    return url is not None and link(url, "") != ""
