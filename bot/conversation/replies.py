"""What the bot says, whoever carries it: Telegram or a terminal."""

from dataclasses import dataclass
from typing import NamedTuple


class Button(NamedTuple):
    """Something to press: `data` comes back to the bot, `url` opens, `copies` goes to the clipboard."""

    label: str
    data: str | None = None
    url: str | None = None
    copies: str | None = None
    inline: str | None = None
    """What is put behind the bot's name in the field where people write."""


class Attachment(NamedTuple):
    """A file that a message carries; a picture is shown, anything else is to be opened."""

    name: str
    data: bytes
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message: Telegram's HTML within its limits, and rows of buttons.

    With an `attachment` the text is its caption, of at most 1,024 characters. `view` is the stored view that
    the buttons belong to. `outcome` is a word for the log line; it never
    holds anything a person wrote.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    view: str | None = None
    outcome: str = "answered"
    attachment: Attachment | None = None


class Notice(NamedTuple):
    """A short notice over the chat that answers a press; `alert` has to be closed by hand.

    `buttons` take the place of those under the message, where not None.
    """

    text: str
    alert: bool = False
    outcome: str = "notice"
    buttons: tuple[tuple[Button, ...], ...] | None = None


class Who(NamedTuple):
    """Who is asking, where. In a private chat `chat` is the person's own id."""

    user: int
    chat: int
    private: bool = True
    admin: bool = False
    language: str | None = None
    """The language of the person's app, as Telegram tells it: "de", "pt-br"."""
