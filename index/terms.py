"""Terms: what a sentence or a question is searched by, one analysis for both."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

from index.spans import Span

STOP_WORDS = frozenset(
    word
    for line in """
    a an the this that these those
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    he him his himself she her hers herself it its itself they them their theirs themselves
    who whom whose which what when where why how
    am is are was were be been being have has had having do does did doing done
    can could may might must shall should will would
    and or but nor if then than so as of at by for from in into on onto to with about between through
    during before after above below up down out off over under again further once
    here there all any both each few more most other some such no not only own same too very just
    said say says saying tell tells told telling speak speaks spoke spoken speaking talk talks talked talking
    s t d ll m re ve don doesn didn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn
    """.splitlines()
    for word in line.split()
)

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|\w+(?:['’]\w+)*", re.UNICODE)
_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=200_000)
def _term(word: str) -> str | None:
    folded = unicodedata.normalize("NFKD", word).casefold().replace("’", "'")
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    if word.isupper() and "." in word:
        folded = folded.replace(".", "")
    elif folded == "us" and word == "US":
        pass
    elif folded in STOP_WORDS:
        return None
    folded = folded.removesuffix("'s").replace("'", "")
    return (
        str(_stemmer.stemWord(folded))
        if (folded and folded not in STOP_WORDS and folded != "us") or word in {"US", "U.S."}
        else None
    )


def terms(text: str) -> list[str]:
    """The terms of `text` in order, repeated where it repeats; stop words and reporting verbs left out."""
    return [term for word in _WORD.findall(text) if (term := _term(word))]


def term_spans(text: str) -> list[tuple[str, Span]]:
    """The terms of `text` with the place of the word that each comes from."""
    return [(term, Span(*m.span())) for m in _WORD.finditer(text) if (term := _term(m.group()))]
