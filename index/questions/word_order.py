"""Questions whose words stand in another order than "what did X say about Y", put into that order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.lexicon.verbs import is_reporting_verb
from index.questions.person_linking import PersonMention
from index.questions.vocabulary import ASKING, AUXILIARIES, SOFT_VERBS, WHO
from index.questions.words import Word

_LONGEST_NAME = 6
"""Words of a name with its titles, where it comes last."""
_WHAT, _DID = Word("what", "what", False), Word("did", "did", False)
_SAY, _ABOUT = Word("say", "say", False), Word("about", "about", False)
Mentions = Callable[[Sequence[Word]], list[PersonMention]]


def name_first(words: list[Word], mentions: Mentions, is_title: Callable[[str], bool]) -> list[Word]:
    """ "How far ahead was he, says Gates?" and "How explains Gates that ...?" as what Gates says of it."""
    return _verb_last(_speaker_first(words, mentions, is_title), mentions, is_title)


def _speaker_first(words: list[Word], mentions: Mentions, is_title: Callable[[str], bool]) -> list[Word]:
    says = next((i for i in range(len(words) - 2, 1, -1) if words[i].folded in {"says", "said"}), 0)
    name = words[says + 1 :]
    named = mentions(name) if says and len(name) <= _LONGEST_NAME else []
    if len(named) != 1 or named[0].end != len(name) or words[says - 1].folded in WHO | AUXILIARIES:
        return words
    if not all(is_title(word.folded) or word.folded == "the" for word in name[: named[0].start]):
        return words
    rest = [word for word in words[:says] if word.folded not in ASKING | AUXILIARIES]
    return [_WHAT, _DID, *name, _SAY, _ABOUT, *rest]


def _verb_last(words: list[Word], mentions: Mentions, is_title: Callable[[str], bool]) -> list[Word]:
    if len(words) < 3 or words[0].folded not in ASKING:
        return words
    start = 1 + (words[1].folded in {"thing", *AUXILIARIES})
    verb = words[start] if start < len(words) - 1 else words[0]
    says = verb.folded in SOFT_VERBS or is_reporting_verb(verb.folded) or verb.folded.endswith("ing")
    after = words[start + 1 :]
    if not says or verb.folded in AUXILIARIES or after[0].folded in AUXILIARIES | {"always"}:
        return words
    named = mentions(after)
    if not named or not all(is_title(w.folded) or w.folded == "the" for w in after[: named[0].start]):
        return words
    name, rest = after[: named[0].end], after[named[0].end :]
    if rest and (rest[0].owner or rest[0].folded in AUXILIARIES or is_reporting_verb(rest[0].folded)):
        return words
    return [words[0], _DID, *name, _SAY if verb.folded in SOFT_VERBS else verb, *rest]
