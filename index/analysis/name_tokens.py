"""A text as the words and marks that names are found among: "Sen." and "U.S." are one, a possessive two."""

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A word or a mark of the text, in characters `[start, end)`."""

    text: str
    start: int
    end: int


# Abbreviations keep their full stop, so that "Sen. Rand" is one run; a possessive's ending stands alone.
_ABBREVIATED = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Lt|Gen|Maj|Col|Cmdr|Cpl|Capt|Sgt|Adm|Pvt|Rev|Fr|Msgr|Adv|Atty|Engr|Ven|Revd|Brig|"
    "Hon|Pres|"
    "Supt|Det|Insp|Amb|Barr|Alh|Evang|Lic|Ing|Del|Jr|Sr|St|Ste|Bros|Inc|Corp|Co|Ltd"
)
_TOKEN = re.compile(
    rf"(?:(?:{_ABBREVIATED})\.)(?=\s|,|$)"  # "Sen."
    r"|(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|PROF|REV|LT)\.(?=[ \t]+[A-Z]{2})"  # a transcript's "MS. RUIZ:"
    r"|Dato['’](?=\s)"
    r"|[A-Z][a-z]+ng['’](?=[ ][A-Z])"  # "Anyang' Nyong'o"
    r"|(?:[^\W\d_]\.)+(?:[^\W\d_](?![^\W_]))?"  # "U.S.", "J.", "E.J"
    r"|[^\W\d_]+(?=['’‘][sS](?![^\W_]))"  # the owner in "Clinton's"
    r"|['’][sS](?![^\W_])|(?<=[^\W_])‘[sS](?![^\W_])"
    r"|[^\W_]+(?:(?:[\-‐‑&.]|[’'](?![sS](?![^\W_])))(?=[^\W_])[^\W_]+)*"
    r"|''|``|--+|\.\.\.|\n|[^\w\s]|_",
)

_ENDINGS = {"'S": "'s", "\u2019S": "\u2019s", "\u2018s": "\u2019s", "\u2018S": "\u2019s"}


def tokens(text: str) -> list[Token]:
    """The words, marks and line ends of `text`, in order; nothing but other white space is left out.

    A possessive's ending is told in lower case, as in a headline's "RUIZ'S".
    """
    found = ((m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))
    return [Token(_ENDINGS.get(word, word), start, end) for word, start, end in found]


def is_word(token: Token) -> bool:
    """Whether the token is a word or a number, not a mark."""
    return token.text[0].isalnum()
