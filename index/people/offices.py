"""Those whom articles give a role: "the mayor of Harwick", "Mayor Keller"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import islice, product

from index.lexicon.loading import classes
from index.lexicon.places import COUNTRIES
from index.names.name import country_of, same_person, words_of
from index.names.roles import is_role
from index.people.people import People, Person

_DOMINANT = 8
"""Times as many quotations as all namesakes have: at least eight in nine of those whom articles call by such
a surname alone are who bears it most often."""
_DOMINANT_HOLDER = 20  # times as many as all others with a role have
_OFTEN = 4  # times as often as another is given a role, somebody is the one it is of
_JOINTS = frozenset({"of", "for", "at", "in", "to", "from", "with"})
_FORMER = frozenset({"former", "ex", "late", "onetime", "erstwhile"})
_PASSING = frozenset({"former", "new", "then", "old", "next", "current", "ex", "the"})
_BELOW = frozenset({"vice", "deputy", "assistant", "associate"})
"""What makes an office another one: the vice president is no president."""
_ABROAD = frozenset({"minister", "premier", "chancellor", "king", "queen", "prince", "princess"})
"""Offices that America does not have."""
_WRITTEN = {
    "spokesman": ("spokesman", "spokeswoman", "spokesperson"),
    "governor": ("governor", "gov"),
    "lieutenant": ("lieutenant", "lt"),
    "senator": ("senator", "sen"),
    "representative": ("representative", "rep", "congressman", "congresswoman"),
    "chairman": ("chairman", "chairwoman", "chair", "chairperson"),
    "professor": ("professor", "prof"),
    "general": ("general", "gen"),
    "defense": ("defense", "defence"),
    "labor": ("labor", "labour"),
    "center": ("center", "centre"),
}
"""A role's word, and what else articles write for it."""
_NEUTRAL = {other: word for word, others in _WRITTEN.items() for other in others}
_HYPHENED = (
    ("secretary", "general"),
    ("director", "general"),
    ("attorney", "general"),
    ("vice", "president"),
)
"""Roles that some articles write with a hyphen."""
_MOST_SPELLINGS = 9


def chosen(found: Sequence[Person], *, times: int = _DOMINANT) -> tuple[Person, ...]:
    """`found`, or the first alone where the others are hardly ever quoted: together no more than a part in
    `times` as often.

    Whom articles call by the surname alone ("Keller", "Lady Keller") is nobody to choose from where somebody
    of a full name is quoted more often, and records that are one person's count together.
    """
    found = sorted(found, key=lambda person: -person.quotations)
    if len(found) < 2:
        return tuple(found)
    surnames = {part.surname for part in found[0].parts if len(part.words) > 1 and part.surname}
    found = [p for p in found if not (p.is_person and _is_surname_of(p, surnames))]
    first = [p for p in found if p is found[0] or one_and_the_same(found[0], p)]
    others = sum(p.quotations for p in found) - sum(p.quotations for p in first)
    return tuple(first if sum(p.quotations for p in first) >= times * others else found)


def _is_surname_of(person: Person, surnames: Set[str]) -> bool:
    """Whether all that somebody is called is one of `surnames`, with or without a title."""
    return all(len(part.words) == 1 and part.surname in surnames for part in person.parts)


def one_and_the_same(one: Person, other: Person) -> bool:
    """Whether two records are surely one person's: names that agree but for "Jr.", and a role word for word.

    "Joe Biden" and "Joseph R. Biden Jr." are both given "Vice President"; a son is not given his father's.
    """
    offices = {frozenset(words) for role in one.roles if (words := words_of(role)) and is_role(words[-1])}
    if not any(frozenset(words_of(role)) in offices for role in other.roles):
        return False
    return any(
        a.surname is not None
        and a.surname == b.surname
        and same_person(a._replace(suffix=None), b._replace(suffix=None))
        for a in one.parts
        for b in other.parts
    )


def by_role(people: People, words: Sequence[str]) -> tuple[Person, ...]:
    """Those whose role, as articles word it, is what folded `words` describe; the closest only.

    "russia president" finds "Russian President". A country may be missing from the role, and nothing else,
    where another of the person's roles tells it, or where none tells a country and the American one is asked
    for: "the French president" is not any "President".
    """
    words = [country_of(_neutral(word)) for word in words]
    cut = next((i for i, word in enumerate(words) if word in _JOINTS and i), len(words))
    heads = [word for word in words[:cut] if word != "the"]
    wanted = set(words) - _JOINTS - {"the", "a", "an"}
    if not heads or not is_role(heads[-1]) or is_plural_role(heads[-1]):
        return ()
    return _holding(people, wanted) or _holding(people, _spelt_out(wanted))


def _holding(people: People, wanted: set[str]) -> tuple[Person, ...]:
    """Those with the role that the words of `wanted` describe."""
    scored: list[tuple[float, int, int, Person]] = []
    countries = wanted.intersection(COUNTRIES.values())
    home = set() if wanted & _ABROAD else {"us"}
    for person in _role_holders(people, [word for word in wanted if word not in COUNTRIES.values()]):
        if countries and not countries <= (_countries(person) or home):
            continue
        agreeing = [
            (agreement, count, role)
            for role, count in zip(person.roles, person.role_counts, strict=True)
            if (agreement := _role_agreement(role, wanted, home)) > 0
        ]
        if agreeing:
            best = max(agreement for agreement, _, _ in agreeing)
            told = [(count, role) for agreement, count, role in agreeing if agreement == best]
            of_country = sum(
                count for count, role in told if countries & set(map(country_of, words_of(role)))
            )
            scored.append((best, sum(count for count, _ in told), of_country, person))
    top = max((score for score, *_ in scored), default=0.0)
    often = max((count for score, count, _, _ in scored if score == top), default=0)
    nearest = [
        person
        for score, count, of_country, person in scored
        if score == top and (count * _OFTEN >= often or of_country >= _OFTEN)
    ]
    return chosen(nearest, times=_DOMINANT_HOLDER)


def _countries(person: Person) -> set[str]:
    """The countries that somebody's roles tell."""
    told = {country_of(word) for role in person.roles for word in words_of(role)}
    return told.intersection(COUNTRIES.values())


def is_plural_role(word: str) -> bool:
    """Whether a folded word is of several: "senators" say what no one senator answers for."""
    return word.endswith("s") and is_role(word[:-1])


def _neutral(word: str) -> str:
    return _NEUTRAL.get(word, word)


def _role_holders(people: People, words: Sequence[str]) -> list[Person]:
    """Those with all of `words` in their roles, however articles write them ("gov" for "governor")."""
    spelt = list(islice(product(*(_WRITTEN.get(word, (word,)) for word in words)), _MOST_SPELLINGS))
    spelt += [
        (f"{one}-{other}", *(word for word in words if word not in (one, other)))
        for one, other in _HYPHENED
        if one in words and other in words
    ]
    return list({p.id: p for some in spelt for p in people.holders(*some)}.values())


def only_formerly(holders: Sequence[Person], words: Sequence[str]) -> bool:
    """Whether articles give the role that folded `words` describe to all of `holders` as a former one."""
    wanted = {country_of(_neutral(word)) for word in words} - _JOINTS - {"the", "a", "an"}
    if not wanted.isdisjoint(_FORMER):
        return False
    every = [{country_of(_neutral(w)) for w in words_of(role)} for p in holders for role in p.roles]
    agreeing = [have for have in every if wanted - set(COUNTRIES.values()) <= have]
    return bool(agreeing) and all(not have.isdisjoint(_FORMER) for have in agreeing)


def _role_agreement(role: str, wanted: set[str], home: set[str]) -> float:
    """How well a role is what is wanted; 0 where it lacks a word that is more than a country.

    A role of no country is one of `home`; a former one is less than one that is held.
    """
    parts = (part for word in words_of(role) for part in ([word] if word in wanted else word.split("-")))
    have = {country_of(_neutral(part)) for part in parts}
    have -= _JOINTS | {"the", "and"}
    missing = wanted - have
    if (have - wanted) & _BELOW:
        return 0.0
    if not (wanted & have) or any(word not in COUNTRIES.values() for word in missing):
        return 0.0
    if missing and have & set(COUNTRIES.values()):
        return 0.0  # another country's
    head = _head_of(role)
    if is_role(head) and head not in wanted:
        return 0.0  # "Prime Minister's wife", "First Lady biographer"
    past = 0.5 if (have - wanted) & _FORMER else 1.0
    return past * (len(wanted) - len(missing - home)) / (len(wanted) + 0.1 * len(have - wanted))


def _head_of(role: str) -> str:
    """The word of a role that tells what somebody is: "director" of "FBI director in Harwick"."""
    words = words_of(role)
    cut = next((place for place, word in enumerate(words) if word in _JOINTS and place), len(words))
    return _neutral(words[cut - 1].rpartition("-")[2]) if words else ""


def _spelt_out(wanted: set[str]) -> set[str]:
    """Folded words with an institution's name for its initials: "un" is "united nations"."""
    found: set[str] = set()
    for word in wanted:
        long = next((name for name, short in classes("aliases").items() if word in short), word)
        found.update(country_of(_neutral(part)) for part in words_of(long))
    return found - _JOINTS


def in_office(found: Sequence[Person], title: Sequence[str]) -> list[Person]:
    """Those of `found` to whom articles give the folded words of a `title` most; all where it tells nothing.

    "Mayor Keller" is the Keller who is called mayor in the largest share of their quotations; whoever is
    "former mayor" only where nobody else is.
    """
    wanted = {country_of(_neutral(word)) for word in title} - {"the"}
    once = wanted - _FORMER
    for words, former in ((wanted, False), (wanted, True), (once, False)):
        given = [
            (_times_given(person, words, former=former) / max(1, person.quotations), person)
            for person in found
        ]
        most = max((share for share, _ in given), default=0)
        kept = [person for share, person in given if share and share * _OFTEN >= most]
        if kept:
            return kept
    return list(found)


def _times_given(person: Person, wanted: set[str], *, former: bool) -> int:
    roles = (
        ({country_of(_neutral(word)) for word in words_of(role)}, count)
        for role, count in zip(person.roles, person.role_counts, strict=True)
    )
    return sum(
        count for words, count in roles if wanted and wanted <= words and ("former" in words) is former
    )


def like_role(people: People, words: Sequence[str]) -> list[Person]:
    """Those with the role that folded `words` ask for, whoever's it is: any mayor for "mayor of Oslo"."""
    cut = next((i for i, word in enumerate(words) if word in _JOINTS and i), len(words))
    heads = [country_of(_neutral(word)) for word in words[:cut] if word not in _PASSING]
    if not heads or not is_role(heads[-1]):
        return []
    for start in range(len(heads)):
        holders = _role_holders(people, heads[start:])
        if holders:
            owners = set(heads[:start])
            own = [person for person in holders if not owners.isdisjoint(person.words)]
            return own if own or _are_people(people, owners) else holders
    return []


def _are_people(people: People, owners: set[str]) -> bool:
    """Whether a role is somebody's: "Keller's lawyer" and "his wife" are not any lawyer and any wife."""
    if not owners.isdisjoint(("his", "her", "their", "my", "our")):
        return True
    return any(person.is_person for word in owners for person in people.surnamed(word))
