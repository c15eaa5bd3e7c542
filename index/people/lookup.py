"""Whom a name, a role or part of a name means, among the people who are quoted; and what else to try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from index.lexicon.grammar import FILLERS
from index.lexicon.organisations import INSTITUTION
from index.lexicon.places import CAPITALS, CITIES, COUNTRIES, DEMONYMS, PLACES, STATES
from index.lexicon.titles import TITLE_WORDS
from index.names.given_names import is_given_name
from index.names.name import SUFFIXES, Name, country_of, folded, gender_of, parse_name, same_person, words_of
from index.names.roles import is_role
from index.people.offices import by_role, chosen, in_office, like_role, one_and_the_same
from index.people.people import People, Person


class MatchedBy(StrEnum):
    """What a name in a question agrees with."""

    FULL = "full name"
    SURNAME = "surname"
    GIVEN = "given name"
    PART = "part of a name"
    COUNTRY = "the government there"
    ROLE = "role"
    INITIALS = "its initials"
    ALIAS = "what they are called for short"
    NEAR = "a similar spelling"


_LOOKED_AT = 300  # names that are looked at for one to try instead
_COMPASS = frozenset({"north", "south", "east", "west", "n", "s", "new"})
_OF_STATES = frozenset({"union", "states", "kingdom", "nations", "emirates"})
"""What states and their leagues are called that nobody shortens so: "the union" is not the European one."""
_SHORT = {"n": "north", "s": "south", "e": "east", "w": "west"}


def match(people: People, run: Sequence[str]) -> tuple[tuple[Person, ...], MatchedBy, bool]:
    """Those who bear exactly the folded words of `run` as a name, or a shorter form of their name.

    The last value tells that all of them are meant together: a government's seats, or one person's records.
    """
    found, how, together = _match(people, run)
    same = len(found) > 1 and all(one_and_the_same(found[0], other) for other in found[1:])
    return found, how, together or same


def _match(people: People, run: Sequence[str]) -> tuple[tuple[Person, ...], MatchedBy, bool]:
    words = list(run)
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    if len(words) > 1 and words[-1] not in SUFFIXES and not people.has(words[-1]):
        return (), MatchedBy.PART, False  # whatever a name is short of, it is not its last word
    if len(words) == 2 and words[0] in _SHORT and not people.bearers(*words):
        words[0] = _SHORT[words[0]] if people.bearers(_SHORT[words[0]], words[1]) else words[0]
    if len(words) == 1:
        return _one_word(people, words[0])
    exact = [p for p in people.bearers(*words) if any(list(part.words) == words for part in p.parts)]
    if exact:
        plain = [p for p in exact if any(list(n.words) == words and n.suffix is None for n in p.parts)]
        return chosen(plain or exact), MatchedBy.FULL, False
    name = parse_name(" ".join(words))
    if name.words[:1] != (words[0],) and not (_entitles(words[0]) or people.has(words[0])):
        return (), MatchedBy.PART, False  # "bread president Putin": the bread is no part of a title
    if name.surname is not None:
        if name.bare:
            bearers = _suffixed(_surnamed(people, name.surname), name.suffix)
            title = words[: len(words) - len(name.words) - (name.suffix is not None)]
            fitting = _by_courtesy(bearers, name.gender) if name.courtesy else in_office(bearers, title)
            return chosen(fitting), MatchedBy.SURNAME, False
        if full := _suffixed(_personal(people, name.words), name.suffix):
            return chosen(full), MatchedBy.FULL, False
    return _institutional(people, words), MatchedBy.PART, False


def _entitles(word: str) -> bool:
    """Whether a title can begin with a folded word: "Russian President", "Senate Majority Leader"."""
    return word in TITLE_WORDS or word in INSTITUTION or word in PLACES or word in DEMONYMS or is_role(word)


def _one_word(people: People, word: str) -> tuple[tuple[Person, ...], MatchedBy, bool]:
    relatives = people.surnamed(word) if people.has(word) else []
    exact = [p for p in relatives if any(part.words == (word,) for part in p.parts)]
    if word in TITLE_WORDS and not exact:
        return (), MatchedBy.SURNAME, False
    surname = [p for p in relatives if _surname(p, word)]
    named = [name for p in (*surname, *exact) for name in _words_each(p)]
    if named and is_given_name(word) and all(len(name) == 1 for name in named):
        most = max(person.quotations for person in (*surname, *exact))
        surname += [person for person in _given(people, word) if person.quotations > most]
    if surname or exact:
        return chosen(list(dict.fromkeys([*exact, *surname]))), MatchedBy.SURNAME, False
    country = country_of(CAPITALS.get(word, word))
    if country in COUNTRIES.values() and (word in CAPITALS or word == country):
        capitals = [city for city, of in CAPITALS.items() if of == country]
        seats = [p for name in (country, *capitals) for p in people.surnamed(name) if _governs(p, name)]
        if seats:
            return tuple(dict.fromkeys(seats)), MatchedBy.COUNTRY, True
    given = _given(people, word)
    if given:
        return chosen(given), MatchedBy.GIVEN, False
    tail = [p for p in relatives if any(_ends(part.words, word) for part in p.parts if part.surname is None)]
    if word in INSTITUTION:
        headed = (p for p in people.bearers(word) if any(_heads(part.words, word) for part in p.parts))
        tail = list(dict.fromkeys([*tail, *headed]))
    return chosen(tail or _between(people, word)), MatchedBy.PART, False


def _ends(name: tuple[str, ...], word: str) -> bool:
    """Whether an institution's name may be shortened to its last word."""
    of_states = word in _OF_STATES and len(name) == 2 and (name[0] in DEMONYMS or name[0] == "united")
    return name[-1] == word and not of_states and (not _is_place([word]) or STATES.issuperset(name[:-1]))


def _heads(name: tuple[str, ...], word: str) -> bool:
    """Whether a word is what an institution's name begins with: "ministry" of "Ministry of Grain"."""
    return name[0] == word and name[1:2] in (("of",), ("for",))


def _given(people: People, word: str) -> list[Person]:
    return [p for p in people.bearers(word) if any(part.given and part.given[0] == word for part in p.parts)]


def _between(people: People, word: str) -> list[Person]:
    """Those of whose two surnames a word is the first, as far as can be told: "Eskelsen" García."""
    if len(word) < len("Lara") or is_given_name(word) or word in TITLE_WORDS:
        return []
    return [p for p in people.bearers(word) if any(word in part.given[1:] for part in p.parts)]


def _words_each(person: Person) -> list[tuple[str, ...]]:
    return [part.words for part in person.parts]


def _governs(person: Person, word: str) -> bool:
    """Whether a country or a capital itself is meant: "Korea", "North Korea"."""
    return any(part.words[-1:] == (word,) and _COMPASS.issuperset(part.words[:-1]) for part in person.parts)


def _surnamed(people: People, surname: str) -> list[Person]:
    return [p for p in people.surnamed(surname.rsplit(maxsplit=1)[-1]) if _surname(p, surname)]


def _surname(person: Person, word: str) -> bool:
    return any(
        part.surname is not None and word in (part.surname, part.surname.split()[-1]) for part in person.parts
    )


def _by_courtesy(bearers: list[Person], gender: object) -> list[Person]:
    fitting = [p for p in bearers if all(gender_of(part) in (None, gender) for part in p.parts)]
    return fitting if gender is not None else bearers


def _suffixed(bearers: list[Person], suffix: str | None) -> list[Person]:
    """Those of `bearers` who are "Jr.", where that is asked for; all where nothing is."""
    return [p for p in bearers if suffix is None or any(part.suffix == suffix for part in p.parts)]


def _personal(people: People, words: tuple[str, ...]) -> list[Person]:
    """People whose name agrees with a given name and a surname: parts left out, short forms, initials."""
    name = parse_name(" ".join(words))
    bearers = people.surnamed(words[-1])
    strict = [p for p in bearers if any(_within(words, part.words) for part in p.parts if part.surname)]
    if strict:
        return strict
    if not all(len(word) == 1 or is_given_name(word) or people.has(word) for word in words):
        return []  # "taxes Donald Trump" is no longer form of his name
    near = [
        p
        for p in bearers
        if any(part.surname == name.surname and same_person(name, _as_asked(part, name)) for part in p.parts)
    ]
    if near:
        return near
    front = people.bearers(*words)
    return [p for p in front if any(part.surname and part.words[: len(words)] == words for part in p.parts)]


def _as_asked(part: Name, name: Name) -> Name:
    """A quoted name for comparing with one asked for: few ask for "Jr.", and mean who is called so."""
    return part if name.suffix is not None else part._replace(suffix=None)


def _within(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether `words` stand in `name` in that order, the surname included; "Heinz" stands in "Karl-Heinz"."""
    rest = iter(name)
    return words[-1] == name[-1] and all(any(word in (w, *w.split("-")) for w in rest) for word in words)


def _institutional(people: People, words: list[str]) -> tuple[Person, ...]:
    """Institutions whose name ends in `words`, where a country stands for its adjective."""
    wanted = [country_of(word) for word in words]
    place = _is_place(words)
    found = [
        p
        for p in people.surnamed(words[-1])
        if any(
            part.surname is None
            and [country_of(w) for w in part.words][-len(wanted) :] == wanted
            and (not place or STATES.issuperset(part.words[: -len(wanted)]))
            for part in p.parts
        )
    ]
    if not found and words[-1] in INSTITUTION:  # "culture ministry"
        turned = (words[-1], "of", *(word for word in words[:-1]))
        found = [p for p in people.surnamed(words[-2]) if any(part.words == turned for part in p.parts)]
    return chosen(found)


def _is_place(words: Sequence[str]) -> bool:
    """Whether folded words name a place, after which much is called: no "Hotel Las Vegas" speaks for it."""
    return words[-1] in PLACES or (len(words) > 1 and words[-1] in CITIES)


def spelt_right(
    people: People, words: Sequence[str], is_word: Callable[[str], bool]
) -> tuple[list[str], list[tuple[str, str]]]:
    """`words` with those that the archive has never seen put right where one name's word is near, and what
    was put right.

    A word that some article holds is taken as meant, and so is a given name that no surname follows, so that
    nobody is answered for by a near namesake: Francis is not François.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    right, changed = list(words), []
    for place, word in enumerate(words):
        if len(word) < (5 if len(words) == 1 else 4) or people.has(word) or word in TITLE_WORDS:
            continue
        if is_word(word):
            same = [other for other in _with_other_ending(word) if people.has(other)]
            if len(same) == 1:  # some article holds a form of it: "lewandowsky" has the stem of "lewandowski"
                right[place] = same[0]
                changed.append((word, same[0]))
            continue
        if is_given_name(word) and place == len(words) - 1:
            continue
        reach = 1 if len(word) < 8 else 2
        near = process.extract(word, people.words, scorer=OSA.distance, score_cutoff=reach, limit=3)
        near.sort(key=lambda found: (found[1], found[0][0] != word[0]))
        if near and (len(near) == 1 or near[0][1] < near[1][1]):
            right[place] = near[0][0]
            changed.append((word, near[0][0]))
    return right, changed


def _with_other_ending(word: str) -> list[str]:
    """A name as others end it, where its stem stays the same: "berni" and "bernie", not "kelley"."""
    if word[-1] in "yi":
        return [word[:-1] + ("i" if word[-1] == "y" else "y"), f"{word}e"]
    return [word[:-1]] if word[-1] == "e" else [f"{word}e"]


def near_namesake(people: People, words: Sequence[str]) -> Person | None:
    """The one person with the given name of folded `words` and a surname a letter or two off theirs: "chris
    mathews"; None where several are so near, or the name is short."""
    from rapidfuzz.distance import OSA

    if len(words) != 2 or len(words[1]) < len("Scott") or not is_given_name(words[0]):
        return None
    reach = 1 if len(words[1]) < 8 else 2
    found = [
        person
        for person in people.bearers(words[0])
        if any(
            part.given[:1] == (words[0],) and part.surname and OSA.distance(part.surname, words[1]) <= reach
            for part in person.parts
        )
    ]
    return found[0] if len(found) == 1 else None


def near_names(people: People, written: str, limit: int = 5) -> tuple[str, ...]:
    """Names of quoted people to try in place of one who is not quoted: those of the role that was asked for,
    namesakes, then names spelt alike."""
    holders = like_role(people, words_of(written))
    if holders:
        return tuple(person.name for person in holders[:limit])
    words = [word for word in words_of(written) if word not in FILLERS]
    if not words:
        return ()
    namesakes = [p for word in reversed(words) for p in _bearing(people, [word]) if p.is_person]
    names = [person.name for person in namesakes][:limit]
    from rapidfuzz import fuzz, process

    alike = [
        other
        for word in words
        for other, _, _ in process.extract(word, people.words, scorer=fuzz.ratio, score_cutoff=75, limit=20)
    ]
    choices = {number: folded(name) for number, name in people.named(alike, _LOOKED_AT)}
    near = process.extract(" ".join(words), choices, scorer=fuzz.WRatio, score_cutoff=75, limit=limit)
    if len(words) > 1:
        surnames = {number: name.split()[-1] for number, name in choices.items() if name}
        near += process.extract(words[-1], surnames, scorer=fuzz.ratio, score_cutoff=80, limit=limit)
    best = (people.of(number) for _, _, number in sorted(near, key=lambda found: -found[1]))
    names += [person.name for person in best if person is not None]
    return tuple(dict.fromkeys(names))[:limit]


def _bearing(people: People, words: Sequence[str]) -> list[Person]:
    """Those with one of the words in their names, most quoted first; of many namesakes some."""
    found = (people.of(number) for number, _ in people.named(words, _LOOKED_AT))
    return sorted(
        {p.id: p for p in found if p is not None}.values(), key=lambda person: (-person.quotations, person.id)
    )


def find_people(people: People, text: str) -> list[Person]:
    """The people whom `text`, a name, a role or part of a name, can mean, most quoted first."""
    words = words_of(text)
    if not words:
        return []
    found = match(people, words)[0] or match(people, parse_name(text).words or words)[0]
    return list(found or by_role(people, words))


def people_like(people: People, typed: str) -> list[Person]:
    """Those of whom every word that is typed begins a word of a name or role, most quoted first."""
    words = [folded(word) for word in words_of(typed)]
    return [one for one in people.persons if words and all(_begins(one, word) for word in words)]


def _begins(person: Person, word: str) -> bool:
    told = (*person.names, *person.roles)
    return any(own.startswith(word) for text in told for own in map(folded, words_of(text)))


def bearers_besides(people: People, written: str, known: Sequence[Person], limit: int = 4) -> list[Person]:
    """Others than `known` who bear the surname or the given name that `written` is, most quoted first."""
    words = parse_name(written).words
    if len(words) != 1 or not people.has(words[0]):
        return []
    named = dict.fromkeys([*people.surnamed(words[0]), *_given(people, words[0])])
    others = [person for person in named if person.is_person and person not in known]
    return sorted(others, key=lambda person: -person.quotations)[:limit]
