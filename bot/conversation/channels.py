"""Channels whose posts are taken into the archive, where an administrator of the bot's says so."""

from collections.abc import Sequence

from bot.conversation.buttons import Action, Press, encode
from bot.conversation.markup import name
from bot.conversation.replies import Button, Notice, Reply, Who
from bot.conversation.uploads import Uploads
from bot.store.channels import Channel
from bot.store.state import State

MOST = 20
"""Channels that one message lists."""

NONE = (
    "I am in no channel that I know of. Make me an administrator of one, and I ask you here whether to take "
    "in its posts; if I am one already, remove me and add me again. Single posts you can forward to me."
)


class Channels:
    """Asks which channels' posts are wanted. May be used from several threads."""

    def __init__(self, state: State, uploads: Uploads) -> None:
        self._state = state
        self._uploads = uploads

    def offer(self, chat: int, title: str, who: Who) -> Reply:
        """Asks the administrator who let the bot into a channel whether its posts are wanted."""
        self._state.meet_channel(chat, title, who.user)
        return self._shown(who, [chat], alone=True)

    def listing(self, who: Who) -> Reply:
        """`/channels`: each with a button that begins or ends it."""
        return self._shown(who, [channel.chat for channel in self._state.channels()[:MOST]])

    def press(self, press: Press, who: Who) -> Reply | Notice:
        """Begins or ends taking in a channel's posts, where the view is that administrator's."""
        view = self._state.view(press.view)
        if view is None or view.person != who.user or press.number >= len(view.data.get("channels", [])):
            return Notice("That button no longer works. /channels shows them anew.", True, "too_old")
        chats = view.data["channels"]
        for channel in self._state.channels(chats[press.number]):
            if not channel.taken and (refusal := self._uploads.not_kept):
                return Notice(refusal, True, "not_kept")
            self._state.take_channel(channel.chat, not channel.taken)
        return self._shown(who, chats, alone=view.data["alone"], view=press.view)

    def _shown(
        self, who: Who, chats: Sequence[int], *, alone: bool = False, view: str | None = None
    ) -> Reply:
        held = {channel.chat: channel for channel in self._state.channels()}
        known = [held.get(chat) for chat in chats]
        if not any(known):
            return Reply(html=NONE, outcome="channels")
        if view is None:
            data = {"kind": "channels", "channels": list(chats), "alone": alone}
            view = self._state.add_view(who.chat, who.user, data)
        made = [
            Button(_label(channel, None if alone else at), encode(Action.TAKE, view, at - 1))
            for at, channel in enumerate(known, 1)
            if channel is not None
        ]
        rows = tuple(tuple(made[at : at + 3]) for at in range(0, len(made), 3))
        one = next(channel for channel in known if channel is not None)
        text = _alone(one) if alone else "\n".join(["Channels that I am in:", "", *_lines(known)])
        return Reply(html=text, buttons=rows, view=view, outcome="channels")


def _alone(channel: Channel) -> str:
    title = f"<b>{name(channel.title, 120)}</b>"
    if channel.taken:
        return (
            f"From now on, I take the posts of {title} into the archive, and their edits. "
            "Earlier posts you can forward to me."
        )
    return f"I am in the channel {title}. Shall I take its posts into the archive from now on?"


def _lines(channels: Sequence[Channel | None]) -> list[str]:
    return [
        f"{at}. <b>{name(channel.title, 120)}</b>: {'taken in' if channel.taken else 'not taken in'}"
        for at, channel in enumerate(channels, 1)
        if channel is not None
    ]


def _label(channel: Channel, number: int | None) -> str:
    if number is None:
        return "Stop taking them in" if channel.taken else "Take them in"
    return f"Stop {number}" if channel.taken else f"Take in {number}"
