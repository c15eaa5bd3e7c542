"""Commands in plain words: "delete my data", "how many articles do you have?", "stop"."""

import re

_ASKED = r"(?:(?:please|can you|could you|i want to|i would like to|show me|give me|tell me|list)[ ,]*)*"
_MINE = r"(?:(?:all )?(?:my|the) |all |everything )?"
_HELD = r"(?: (?:do you (?:have|know|read|quote)|have you read|are there|are quoted))"
_COMMANDS = {
    "privacy": (
        rf"(?:delete|erase|remove|forget) (?:{_MINE}(?:data|history|account|questions)"
        r"|me|everything(?: about me)?)"
        r"|what (?:do|have) you (?:know|stored?|saved?|keep|kept) about me"
    ),
    "articles": (
        rf"(?:how many|which|what) (?:articles|(?:news)?papers|sources|publications)(?:{_HELD})?"
        r"|(?:(?:the|any|your) )?(?:latest|newest|recent|today'?s) (?:news|articles?|stories)"
        r"|what(?:'?s| is) (?:new|the news|the latest)"
    ),
    "people": (
        rf"(?:how many|which|what) (?:people|persons|speakers|politicians){_HELD}"
        r"|who(?: all)? (?:(?:is|are) quoted|do you (?:have|quote|know)|can i ask about)(?: here)?"
    ),
    "random": (
        r"(?:an? |another |any |some |the )?(?:random|best|good|nice|funny|famous) (?:quote|quotation)s?"
        r"|surprise me|(?:a|another) quote"
    ),
    "settings": r"change (?:my |the )?settings|my settings",
    "unfollow": (
        r"stop(?: it| this)?|unsubscribe|unfollow"
        r"|stop (?:following|sending|(?:the |these )?messages)(?: .{0,30})?"
    ),
}
_PLAIN = {command: re.compile(f"{_ASKED}(?:{form})", re.IGNORECASE) for command, form in _COMMANDS.items()}


def plain_command(text: str) -> str | None:
    """The command that a text asks for in its own words; None where it asks something else.

    A word that can be a topic, such as "privacy" or "news", is none by itself.
    """
    words = " ".join(text.split()).rstrip(" ?!.…")
    return next((command for command, form in _PLAIN.items() if form.fullmatch(words)), None)
