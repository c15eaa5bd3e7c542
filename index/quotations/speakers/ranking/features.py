"""What speaks for a candidate as an antecedent, and for there being none: pure views."""

import math
from typing import NamedTuple

from index.lexicon.gender import Gender
from index.lexicon.kinds import body_kind, name_kinds
from index.lexicon.places import PLACES
from index.lexicon.roles import KIN
from index.names.roles import is_role
from index.quotations.quotation import QuotationKind
from index.quotations.speakers.entity import Figure, FigureKind
from index.quotations.speakers.ranking.anaphors import Anaphor, AnaphorKind
from index.quotations.speakers.unnamed import is_stranger

Feature = tuple[str, float]
_TIE, _FAR_AHEAD = 0.3, 3.0
_FAINT = -7.0  # log of a salience that is as good as forgotten


class Candidate(NamedTuple):
    """A figure at the place of an anaphor, as far as the article has spoken of it.

    `salience` is how far it is in mind, `best` what the figure most in mind has, `ahead` the logarithm of how
    many times that outweighs the next. `apart` counts sentences since its last mention, `within` tells the
    same paragraph, `leads` how many sentences ago it was a subject (None: never), `sources` how many sources
    ago it spoke last (0 the last one; None: never), `spoken` how often it spoke, `mentions` how often it was
    named, `most` that nobody was oftener. `named` is the kind of the anaphor's own quotation where that names
    it. `roles` are the words that say what it is; `described` stand beside its name. `owner` tells that its
    last mention owns something, `behind_stranger` that somebody without a name has come since, `stranger` how
    far the foremost of those is in mind. `wrote` tells what the candidate has to do with the document that
    the anaphor takes up, `implied` that it is a campaign that the article has not named, only whose it is;
    `headed` tells that the headline or the first line names it.
    """

    figure: Figure
    salience: float
    best: float
    rank: int
    ahead: float
    apart: int
    within: bool
    leads: int | None
    sources: int | None
    spoken: int
    mentions: int
    most: bool
    named: QuotationKind | None
    gender: Gender | None
    roles: frozenset[str]
    described: frozenset[str]
    owner: bool
    behind_stranger: bool
    stranger: float
    name_words: tuple[str, ...]
    wrote: str | None
    implied: bool
    headed: bool


class Setting(NamedTuple):
    """What is so of an anaphor whatever its candidates.

    That is `opens_paragraph`, `people`, how many of its gender are in mind, `document`: whether the one that
    it takes up is somebody's ("owned"), nobody's ("stray") or "missing", and `spoken`, whether one of the
    people has spoken.
    """

    opens_paragraph: bool
    people: int
    document: str | None
    spoken: bool


def features(anaphor: Anaphor, setting: Setting, candidate: Candidate) -> list[Feature]:
    """What speaks for the candidate, with how much of it there is."""
    group = _GROUP[anaphor.kind]
    found = [(f"{group} {name}", much) for name, much in _of_salience(candidate)]
    found += [(f"{group} {name}", 1.0) for name in _of_course(setting, candidate)]
    if group == "he":
        found += [(f"he {name}", 1.0) for name in _of_telling(anaphor, setting, candidate)]
    if group in {"he", "role"}:
        found.append((f"{group} gender" if candidate.gender is not None else f"{group} gender?", 1.0))
    if candidate.headed and anaphor.head:
        found.append((f"{group} headed", 1.0))
    if group == "role":
        found += _of_role(anaphor, candidate)
    elif group == "body":
        found += _of_body(anaphor, candidate)
    elif group != "he":
        found.append((f"{group} is-{_nature(candidate)}", 1.0))
    if candidate.implied:
        found.append((f"{group} implied", 1.0))
    if candidate.wrote is not None:
        found.append((f"{group} wrote-{candidate.wrote}", 1.0))
    return found


def _of_salience(candidate: Candidate) -> list[Feature]:
    """How far a candidate is in mind, by itself and beside the others."""
    salience = max(_FAINT, math.log(candidate.salience)) if candidate.salience > 0 else _FAINT
    found = [("salience", salience), ("mentions", math.log(candidate.mentions + 1))]
    if candidate.rank == 0:
        found.append(("ahead", candidate.ahead))
        if candidate.ahead < _TIE:
            found.append(("tie", 1.0))
    elif candidate.best > 0:
        found.append(("behind", max(_FAINT, salience - math.log(candidate.best))))
    if candidate.spoken:
        found.append(("spoken", math.log(candidate.spoken + 1)))
    return found


def _of_course(setting: Setting, candidate: Candidate) -> list[str]:
    """Where the article has last spoken of a candidate, and how."""
    found = [
        f"rank{min(candidate.rank, 3)}",
        f"apart{min(candidate.apart, 4)}{'p' if candidate.within else ''}",
        f"leads{'-' if candidate.leads is None else min(candidate.leads, 3)}",
        f"source{'-' if candidate.sources is None else min(candidate.sources, 3)}",
    ]
    if candidate.sources == 0:
        found.append(f"again{'' if setting.opens_paragraph else 'p' if candidate.within else '-'}")
    if candidate.most:
        found.append("most")
    if candidate.named is not None:
        found.append(f"named-{candidate.named}")
    if candidate.owner:
        found.append("owner")
    if not candidate.figure.name:
        found.append("stranger")
    elif candidate.behind_stranger:
        found.append("behind-stranger")
    return found


def _of_telling(anaphor: Anaphor, setting: Setting, candidate: Candidate) -> list[str]:
    """Who has the word: how the last to speak and the last to be told of stand to a quotation's kind."""
    kind = "direct" if anaphor.attribution.kind is QuotationKind.DIRECT else "other"
    leads = "-" if candidate.leads is None else str(min(candidate.leads, 2))
    spoke = "-" if candidate.sources is None else str(min(candidate.sources, 2))
    found = [f"{kind}-source{spoke}", f"leads{leads}-source{spoke}"]
    if candidate.apart == 0 and candidate.leads != 0:
        found.append("aside-here")  # "Campaigning against Reed, he"
    if candidate.sources is None and setting.spoken:
        found.append(f"{kind}-told-of")
    return found


def null_features(anaphor: Anaphor, setting: Setting) -> list[Feature]:
    """What speaks for an anaphor's standing for nobody who is settled."""
    group = _GROUP[anaphor.kind]
    found = [(f"{group} nobody", 1.0)]
    if setting.opens_paragraph:
        found.append((f"{group} nobody-opens", 1.0))
    if group == "he":
        found.append((f"{group} nobody-of{min(setting.people, 3)}", 1.0))
    if setting.document is not None:
        found.append((f"{group} nobody-{setting.document}", 1.0))
    if anaphor.head:
        found.append((f"{group} nobody={anaphor.head}", 1.0))
        found.append((f"{group} nobody-{_noun(anaphor.head)}", 1.0))
        found.append((f"{group} nobody-{anaphor.determiner}", 1.0))
        if anaphor.words:
            found.append((f"{group} nobody-more", 1.0))
        if anaphor.tail:
            found.append((f"{group} nobody-tail", 1.0))
            found.append((f"{group} nobody-tail-{_tail(anaphor.tail)}", 1.0))
        if setting.people == 1:
            found.append((f"{group} nobody-of1", 1.0))
    return found


_GROUP = {
    AnaphorKind.PERSON: "he",
    AnaphorKind.THING: "it",
    AnaphorKind.THEY: "they",
    AnaphorKind.ROLE: "role",
    AnaphorKind.BODY: "body",
    AnaphorKind.WORDS: "words",
    AnaphorKind.OWNED: "he",
}


def _tail(word: str) -> str:
    """What kind of word goes on after a noun: "the head of the union", "the man who ran it"."""
    if word in {"of", "for"}:
        return word
    if word in {"who", "whose", "that", "which"}:
        return "clause"
    return "comma" if word == "," else "other"


def _noun(head: str) -> str:
    if head in KIN:
        return "kin"
    if is_stranger(head):
        return "stranger"
    if is_role(head):
        return "role"
    return "-".join(sorted(body_kind(head) or ())) or "other"


_ALIKE = {
    "gop": "republican",
    "democrat": "democratic",
    "tory": "conservative",
    "front-runner": "frontrunner",
}
_PARTIES = frozenset(
    {"republican", "democratic", "conservative", "labour", "liberal", "libertarian", "green"}
)


def _plain(word: str) -> str:
    """A word as its like are written: "GOP" as "republican"."""
    return _ALIKE.get(word, word)


def _of_role(anaphor: Anaphor, candidate: Candidate) -> list[Feature]:
    wanted = {_plain(word) for word in anaphor.words - {"former"} | {anaphor.head}}
    held = {_plain(word) for word in candidate.roles | candidate.described}
    found = [("role head", 1.0)] if anaphor.head in candidate.roles else []
    if anaphor.head in candidate.described:
        found.append(("role described", 1.0))
    if not found and candidate.roles:
        found.append(("role another", 1.0))
    if wanted <= held:
        found.append(("role whole", 1.0))
    if anaphor.words:
        words = {_plain(word) for word in anaphor.words}
        found.append(("role words", len(words & held) / len(words)))
        party = words & _PARTIES
        if party and held & _PARTIES:
            found.append(("role party" if party & held else "role other-party", 1.0))
    if ("former" in anaphor.words) is not ("former" in candidate.roles):
        found.append(("role former", 1.0))
    if not found and candidate.most:
        found.append(("role most-plain", 1.0))
    found.append((f"role {'own' if anaphor.determiner != 'the' else _noun(anaphor.head)}", 1.0))
    return found


def _of_body(anaphor: Anaphor, candidate: Candidate) -> list[Feature]:
    name = {word.lower() for word in candidate.name_words}
    found: list[Feature] = []
    if candidate.name_words[-1].lower() == anaphor.head:
        found.append(("body last", 1.0))
    elif anaphor.head in name:
        found.append(("body in", 1.0))
    if anaphor.head in candidate.described:
        found.append(("body described", 1.0))
    kinds, own = body_kind(anaphor.head) or frozenset(), name_kinds(candidate.name_words)
    if kinds & own:
        found.append(("body kind", 1.0))
    elif kinds and own:
        found.append(("body other-kind", 1.0))
    if anaphor.words:
        held = name | candidate.described
        found.append(("body words", len(anaphor.words & held) / len(anaphor.words)))
    nature = _nature(candidate)
    found.append((f"body is-{nature}", 1.0))
    found.append((f"body {_noun(anaphor.head)}~{nature}", 1.0))
    found.append((f"body det-{anaphor.determiner}", 1.0))
    return found


def _nature(candidate: Candidate) -> str:
    words = candidate.name_words
    if candidate.figure.kind is FigureKind.PERSON and not name_kinds(words):
        return "person"
    if words[-1].lower() in PLACES and len(words) < 3:
        return "place"
    kinds = name_kinds(words)
    if kinds:
        return "named"
    if len(words) == 1 and words[0].isupper():
        return "acronym"
    return "one" if len(words) == 1 else "more"


def fits(anaphor: Anaphor, candidate: Candidate) -> bool:
    """Whether the article says that a candidate is what the anaphor calls somebody."""
    if ("former" in anaphor.words) is not ("former" in candidate.roles):
        return False
    return anaphor.head in candidate.roles or anaphor.head in candidate.described


def is_elsewhere(anaphor: Anaphor, candidate: Candidate) -> bool:
    """Whether the anaphor tells a place that what the article says of a candidate does not: "the Indiana
    governor", of a New York businessman."""
    held = candidate.roles | candidate.described
    return bool(held) and not (anaphor.words & PLACES) <= held
