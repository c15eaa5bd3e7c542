"""The words of a question, and those of them that are searched for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.analysis.terms import terms
from index.lexicon.grammar import FILLERS
from index.lexicon.loading import listed
from index.names.name import folded
from index.questions.question import TopicWord
from index.questions.vocabulary import ABOUT, ASKING, AUXILIARIES, COMPARING, SOFT_VERBS, WHO

_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑.&,:](?=[^\W_])[^\W_]+)*\.?|[,;:&]")
_WHERE = frozenset({"in", "at", "during"})
_US = frozenset({"U.S.", "US"})


_AS_TYPED_FAST = {
    "wat": "what", "wot": "what", "wut": "what", "wht": "what", "waht": "what", "bout": "about",
    "sed": "said", "siad": "said", "sez": "says", "didd": "did", "hav": "have",
    "mister": "mr", "missus": "mrs",
    **{
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]: word
        for word in ("about", "think", "thinks", "thought", "who", "which")
        for place in range(len(word) - 1)
        if word[place] != word[place + 1]
    },
}  # fmt: skip
"""What people type for words that a question is read by, two letters in each other's place among them."""


class Word(NamedTuple):
    """A word of a question: folded, as typed, and whether it owns the next ("Putin's")."""

    folded: str
    typed: str
    owner: bool


def split_words(text: str) -> list[Word]:
    """The words of a question in order, commas and the like among them."""
    found = []
    for match in _WORD.finditer(text):
        typed = match.group()
        owner = re.search(r"['’]s?$", typed, re.IGNORECASE) is not None
        word = folded(typed)
        found.append(Word(_AS_TYPED_FAST.get(word, word), typed, owner))
    return found


def asks(text: str) -> bool:
    """Whether a text is put as a question ("why did ...", "is ..."), not as words to look for."""
    first = split_words(text)[:1]
    return bool(first) and first[0].folded in ASKING | AUXILIARIES | WHO


def for_oneself(text: str) -> bool:
    """Whether somebody asks for themselves, as of a helper: "how do I get a passport?", "reset my router"."""
    words = [word.folded for word in split_words(text)]
    asked = next((i for i, word in enumerate(words) if word in ASKING | AUXILIARIES), len(words))
    return "i" in words[asked + 1 : asked + 3] or "my" in words


_LATE = listed("ever even really actually exactly already publicly to each still both all")
"""What may stand between a name and its verb: "what did Gates and Rice each say"."""


def trimmed_words(words: list[Word]) -> list[Word]:
    """`words` without articles, commas and auxiliaries at their ends; a "the" in front stays."""
    light = {"the", "a", "an", ",", "of", "so", "that", "also", "then", "just"}
    late = light | {
        "ever",
        "even",
        "really",
        "actually",
        "exactly",
        "already",
        "publicly",
        "to",
        "each",
        "still",
        "both",
        "all",
    }
    start, end = 0, len(words)
    while start < end and words[start].folded in light - {"the"}:
        start += 1
    while end > start and (
        words[end - 1].folded in late or words[end - 1].folded in AUXILIARIES - {"may", "will"}
    ):
        end -= 1
    return words[start:end]


def as_typed(words: Sequence[Word]) -> str:
    """`words` as they were typed, without "the" in front and a possessive's ending."""
    text = " ".join(word.typed for word in words)
    return re.sub(r"['’]s$", "", text, flags=re.IGNORECASE).removeprefix("the ").removeprefix("The ")


def topic_of(text: str | None) -> tuple[TopicWord, ...]:
    """Every word of a phrase that is searched for; none for None."""
    return topic_words(split_words(text), everything=True) if text is not None else ()


def topic_words(
    words: Sequence[Word], *, verb: Word | None = None, everything: bool = False
) -> tuple[TopicWord, ...]:
    """The words that are searched for, each once; fillers only where nothing else follows "about"."""
    light = FILLERS | ASKING | WHO | AUXILIARIES | COMPARING if not everything else frozenset()
    about = next((i for i, w in enumerate(words) if w.folded in ABOUT), None)
    kept = [
        w
        for i, w in enumerate(words)
        if i != about and (w.folded not in light or w.typed in _US or w is verb)
    ]
    if not kept and about is not None:
        kept = list(words[about + 1 :])
    places = set() if everything else _places(words, kept)
    found: dict[tuple[str, ...], TopicWord] = {}
    for word in kept:
        own = tuple(terms(word.typed))
        if own and not (
            word.folded in SOFT_VERBS and about is None and not everything and word is not kept[-1]
        ):
            found.setdefault(own, TopicWord(word.folded, own, verb=word is verb, where=id(word) in places))
    return tuple(found.values())


def _places(words: Sequence[Word], topic: Sequence[Word]) -> set[int]:
    """The identities of a topic's last words that tell where the rest of it was said: "wages in Ohio"."""
    kept = {id(word) for word in topic}
    start = len(words)
    about = next((i for i, word in enumerate(words) if word.folded in ABOUT), None)
    if about is None:
        return set()  # "did X say the country is in decline?"
    for place in range(len(words) - 1, about, -1):
        word = words[place]
        if word.folded in _WHERE and any(id(before) in kept for before in words[:place]):
            start = place
        elif word.folded[0].isdigit() or (id(word) not in kept and word.folded not in {"the", "a", "an"}):
            break
    return {id(word) for word in words[start:]} & kept
