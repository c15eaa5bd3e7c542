"""The commands and buttons of administrators: /add, /remove, /channels, /reports and /accept."""

from collections.abc import Callable

from bot.conversation.answer_cache import AnswerCache
from bot.conversation.asides import address_in, spellings
from bot.conversation.buttons import Action, Press
from bot.conversation.channels import Channels
from bot.conversation.markup import escape, fits, name, shortened
from bot.conversation.replies import Notice, Reply, Who
from bot.conversation.uploads import WAIT, Uploads
from bot.store.accepting import reported, take_off
from bot.store.state import Report, State
from index.archive.corrections import Verdict
from index.archive.database import waiting
from index.archive.selection import Selection
from index.people.lookup import find_people
from index.records.archive import Archive

MOST_REPORTS = 8
"""Reports that one message lists."""


class Desk:
    """Does what administrators ask for. May be used from several threads."""

    def __init__(self, finder: AnswerCache, state: State, uploads: Uploads) -> None:
        self._finder = finder
        self._state = state
        self._uploads = uploads
        self.channels = Channels(state, uploads)
        self.presses: dict[Action, Callable[[Press, Who], Reply | Notice]] = {
            Action.UNDO: lambda press, who: uploads.undo(press.view, who),
            Action.ADD: lambda press, who: uploads.add_address(press.view, who),
            Action.TAKE: self.channels.press,
        }
        self.commands: dict[str, Callable[[str, Who], Reply]] = {
            "add": self.add,
            "remove": self.remove,
            "channels": lambda _, who: self.channels.listing(who),
            "reports": lambda _, __: self.reports(),
            "accept": lambda argument, _: self.accept(argument),
        }

    def add(self, argument: str, who: Who) -> Reply:
        """Adds what is at a web address."""
        address = address_in(argument)
        if address is None:
            text = "Tell me the address, for example: /add https://example.org/news. Files you can just send."
            return _said(text, "no_address")
        return self._uploads.add_from(address, who)

    def remove(self, argument: str, who: Who) -> Reply:
        """Takes an article out, which can be undone."""
        asked = argument.strip()
        if not asked:
            return _said("Tell me the article's id or address, for example: /remove chat/news.txt", "no_id")
        archive = self._finder.archive
        ids = [asked] if archive.key_of(asked) is not None else []
        if address := address_in(asked):
            ids = ids or [id_ for one in spellings(address) for id_ in archive.ids_of(Selection(), url=one)]
        if not ids:
            return _said(f"There is no article {shortened(asked, 200)}.", "no_article")
        return self._uploads.take_out(list(dict.fromkeys(ids)), who)

    def reports(self) -> Reply:
        """The wrong speakers that people reported, the oldest first."""
        every = self._state.reports()
        if not every:
            return _said("Nobody has reported anything.", "reports")
        shown = every[:MOST_REPORTS]
        while not fits(text := self._listed(shown, len(every))) and len(shown) > 1:
            shown.pop()
        return Reply(html=text, outcome="reports")

    def _listed(self, shown: list[Report], count: int) -> str:
        lines = [
            f"{one.number}. <b>{name(one.speaker or 'unnamed speaker', 80)}</b> [{name(one.article, 80)}]\n"
            f"<blockquote>{escape(shortened(one.passage, 300))}</blockquote>"
            for one in shown
        ]
        left = [f"… and {count - len(shown)} more."] if count > len(shown) else []
        how = "/accept and a number says that nobody named said it; with a name behind it, that they did."
        return "\n".join([f"{count} reported:", "", *lines, *left, "", how])

    def accept(self, argument: str) -> Reply:
        """Makes a report a correction: somebody else's words, or nobody's who is named."""
        number, _, typed = argument.strip().partition(" ")
        if not number:
            text = "Tell me the number of a report, for example: /accept 1. /reports lists them."
            return _said(text, "no_number")
        report = next((one for one in self._state.reports() if str(one.number) == number), None)
        if report is None:
            return _said("There is no report of that number; /reports lists them.", "no_report")
        speaker = " ".join(typed.split()) or None
        if speaker is not None:
            found = find_people(self._finder.archive.people, speaker)
            if len(found) > 1:
                names = ", ".join(person.name for person in found[:6])
                return _said(f"Several people are called that; write which one: {names}", "ambiguous_speaker")
            speaker = found[0].name if found else speaker
        with Archive.open(self._finder.archive.folder) as archive, waiting(WAIT):
            ids = reported(archive, report)
            verdict = Verdict.NOBODY if speaker is None else Verdict.SPEAKER
            done = [id_ for id_ in ids if archive.correct(id_, verdict, speaker)]
        take_off(self._state, report)
        if not done:
            text = (
                "The article is gone or was edited, or nothing in it is theirs any more. The report is off."
            )
            return _said(text, "unchanged")
        whose = "nobody who is named" if speaker is None else speaker
        return _said(f"Corrected: these are the words of {whose}.", "corrected")


def _said(text: str, outcome: str) -> Reply:
    return Reply(html=escape(text), outcome=outcome)
