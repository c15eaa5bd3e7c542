"""`/follow WHOM [on TOPIC]`, `/following` and `/unfollow`: being told when somebody says something new."""

import re

from bot.conversation.answer_cache import AnswerCache
from bot.conversation.buttons import Action, Press, called, encode
from bot.conversation.markup import escape, name
from bot.conversation.namesakes import some_people, which
from bot.conversation.replies import Button, Notice, Reply, Who
from bot.store.follows import Follow
from bot.store.state import State, View
from index.archive.addresses import remark_id
from index.people.lookup import find_people
from index.people.people import Person

MOST = 20
"""People that one person may follow in one chat."""

_DAILY = re.compile(r"[\s,]*\b(?:daily|once a day|every day)\s*$", re.IGNORECASE)
_TOPIC = re.compile(r"\s+(?:on|about)\s+", re.IGNORECASE)

HOW = (
    "Tell me whom, for example: /follow {person} or /follow {person} on taxes. "
    "Add “daily” for one message a day."
)


class Following:
    """The commands and buttons of following. May be used from several threads."""

    def __init__(self, finder: AnswerCache, state: State) -> None:
        self._finder = finder
        self._state = state

    def follow(self, argument: str, who: Who) -> Reply:
        """Begins to follow somebody, or asks whom of several is meant."""
        words, daily = _DAILY.subn("", argument.strip())
        asked, topic = _split(words)
        archive = self._finder.archive
        if not asked:
            person = some_people(archive.people, 1)[0]
            return Reply(html=escape(HOW.format(person=person)), outcome="no_name")
        found = find_people(archive.people, asked)
        if len(found) != 1:
            form = "{}" + (f" on {topic}" if topic else "") + (" daily" if daily else "")
            return which(self._state, who, "follow", asked, found, archive.people, form)
        return self._begin(found[0], topic, bool(daily), who)

    def _begin(self, person: Person, topic: str, daily: bool, who: Who) -> Reply:
        mine = self._state.follows(who.chat, who.user)
        again = any((one.whom, one.topic) == (person.name, topic) for one in mine)
        if len(mine) >= MOST and not again:
            return _said(f"You follow {MOST} already; /following shows whom, and ends it.", "too_many")
        archive = self._finder.archive
        remarks = archive.remarks(archive.quotations_by(person.name_ids)).values()
        follow = self._state.follow(
            who.chat, who.user, person.name, topic, daily=daily,
            known=set(map(remark_id, remarks)), newest=archive.newest(),
        )  # fmt: skip
        how = "once a day, if there is anything new" if daily else "as soon as there is something new"
        where = "you" if who.private else "this group"
        text = f"I will tell {where} {how}: {described(follow)}."
        view = self._state.add_view(who.chat, who.user, {"kind": "follow", "follow": follow.number})
        return Reply(html=text, buttons=self.buttons(view, follow), view=view, outcome="followed")

    def following(self, who: Who) -> Reply:
        """Whom the person follows, or the group whoever began it, each with a button that ends it."""
        mine = self._of(who)
        if not mine:
            whose = "You follow" if who.private else "This group follows"
            return _said(f"{whose} nobody yet. /follow and a name begins it.", "following")
        lines = [
            f"{at}. {described(one)}{', once a day' if one.daily else ''}" for at, one in enumerate(mine, 1)
        ]
        data = {"kind": "following", "follows": [one.number for one in mine]}
        view = self._state.add_view(who.chat, who.user, data)
        made = [Button(f"Stop {at}", encode(Action.STOP, view, at - 1)) for at in range(1, len(mine) + 1)]
        rows = tuple(tuple(made[at : at + 4]) for at in range(0, len(made), 4))
        whose = "You are" if who.private else "This group is"
        text = "\n".join([f"{whose} told what is new by:", "", *lines])
        return Reply(html=text, buttons=rows, view=view, outcome="following")

    def unfollow(self, argument: str, who: Who) -> Reply:
        """Ends following somebody, by a name."""
        asked, topic = _split(argument)
        if not asked:
            return self.following(who)
        meant = {person.name for person in find_people(self._finder.archive.people, asked)}
        mine = [
            one
            for one in self._of(who)
            if (one.whom in meant or one.whom.casefold() == asked.casefold()) and topic in ("", one.topic)
        ]
        if not mine:
            whose = "You do" if who.private else "This group does"
            return _said(f"{whose} not follow anybody called “{name(asked, 80)}”.", "not_followed")
        self._state.unfollow([one.number for one in mine])
        whose = "You are" if who.private else "This group is"
        return _said(f"{whose} no longer told what is new by " + _listed(mine) + ".", "unfollowed")

    def press(self, press: Press, view: View, *, private: bool) -> Reply | Notice:
        """Ends a follow, or changes how often it tells; `private`: in a private chat."""
        who = Who(view.person, view.chat, private)
        numbers = view.data.get("follows") or [view.data.get("follow")]
        if press.number >= len(numbers):
            return Notice("That button no longer works.", True, "too_old")
        mine = {one.number: one for one in self._of(who)}
        follow = mine.get(numbers[press.number])
        if follow is None:
            return Notice("That has ended already.", False, "not_followed")
        if press.action is Action.DAILY:
            self._state.set_daily(follow.number, not follow.daily)
            changed = follow._replace(daily=not follow.daily)
            text = "Once a day from now on." if changed.daily else "At once from now on."
            return Notice(text, False, "followed", self.buttons(view.id, changed))
        self._state.unfollow([follow.number])
        if "follows" not in view.data:
            return Notice(f"You no longer follow {called(follow.whom)}.", False, "unfollowed", ())
        return self.following(who)

    def _of(self, who: Who) -> list[Follow]:
        """A person's own in a private chat; in a group, where administrators decide, all of the group's."""
        return self._state.follows(who.chat, who.user if who.private else None)

    def buttons(self, view: str, follow: Follow) -> tuple[tuple[Button, ...], ...]:
        """What stands under a message about a follow."""
        stop = Button(f"Stop following {called(follow.whom)}", encode(Action.STOP, view))
        often = Button(
            "Tell me at once" if follow.daily else "Once a day instead", encode(Action.DAILY, view)
        )
        return ((stop, often),)


def described(follow: Follow) -> str:
    """Who is followed, and on what, as HTML."""
    return f"<b>{name(follow.whom, 80)}</b>" + (f" on “{name(follow.topic, 80)}”" if follow.topic else "")


def _split(words: str) -> tuple[str, str]:
    parts = _TOPIC.split(" ".join(words.split()), maxsplit=1)
    return parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""


def _listed(follows: list[Follow]) -> str:
    return " and ".join(map(described, follows))


def _said(html: str, outcome: str) -> Reply:
    return Reply(html=html, outcome=outcome)
