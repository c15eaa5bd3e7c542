"""Whom a question asks about: the words that name a subject, and those around it that are topic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.lexicon.grammar import FILLERS
from index.lexicon.organisations import BODIES, INSTITUTION
from index.lexicon.places import COUNTRIES, PLACES
from index.lexicon.titles import OFFICE_WORDS, TITLE_WORDS
from index.names.given_names import is_given_name
from index.names.name import country_of, words_of
from index.names.roles import is_role
from index.people.lookup import MatchedBy, near_names, near_namesake, spelt_right
from index.people.offices import by_role, in_office, only_formerly
from index.people.people import People, Person
from index.questions.aliases import by_alias
from index.questions.person_linking import Asked, PersonMention, mentions
from index.questions.vocabulary import (
    ABOUT,
    AND,
    ASKING,
    AUXILIARIES,
    COMPARING,
    GENERIC,
    SAYING_NOUNS,
    SOFT_VERBS,
)
from index.questions.words import Word, as_typed, trimmed_words

_FEWEST_INITIALS, _MOST_INITIALS = 3, 6
_JOINTS = frozenset({"of", "for", "at"})
_IN_FULL = {
    "vp": ("vice", "president"),
    "pm": ("prime", "minister"),
    "ag": ("attorney", "general"),
    "sec": ("secretary",),
    "dep": ("deputy",),
    "amb": ("ambassador",),
    "pres": ("president",),
}
"""Titles as people shorten them."""
_SPEAKS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_SMALL = ABOUT | ASKING | AUXILIARIES | FILLERS | SOFT_VERBS
_BEFORE_APOSTROPHES = frozenset({"o", "d", "l"})
_OF_SOMEBODY = frozenset({"administration", "camp", "campaign", "team"})
"""What is called after a person and speaks for itself."""
_SAYINGS = frozenset({
    "speech", "letter", "book", "memo", "article", "essay", "post", "ad", "interview", "testimony", "message",
    "email", "report",
})  # fmt: skip
"""What somebody says something in: what "Putin's speech" said, Putin did."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a question asks about, and the words around that turned out to be topic."""

    asked: tuple[Asked, ...] = ()
    topic: tuple[Word, ...] = ()
    notes: tuple[str, ...] = ()
    nobody: bool = False  # "they", "anyone", or no subject at all


class Subjects:
    """Tells whom words name, among the `people` an archive quotes."""

    def __init__(self, people: People, is_word: Callable[[str], bool]) -> None:
        self._people = people
        self._is_word = is_word

    def as_named(self, words: Sequence[Word]) -> list[Word]:
        """`words` with the apostrophes that somebody's name has: "orourke" and "O Rourke" for "O'Rourke"."""
        found: list[Word] = []
        for word in self._in_full(words):
            before = found[-1].folded if found else ""
            if before in _BEFORE_APOSTROPHES and self._people.has(f"{before}'{word.folded}"):
                found[-1] = Word(f"{before}'{word.folded}", f"{found[-1].typed} {word.typed}", word.owner)
                continue
            if before and self._hyphenated(before, word.folded):
                found[-1] = Word(f"{before}-{word.folded}", f"{found[-1].typed}-{word.typed}", word.owner)
                continue
            whole = f"{word.folded[:1]}'{word.folded[1:]}"
            meant = whole[0] in _BEFORE_APOSTROPHES and not self._people.has(word.folded)
            found.append(Word(whole, word.typed, word.owner) if meant and self._people.has(whole) else word)
        return found

    def _in_full(self, words: Sequence[Word]) -> Iterator[Word]:
        """`words` with titles for their abbreviations where a name or a country shows that they are titles:
        "VP Biden", "the UK PM", "ex-mayor"."""
        for place, word in enumerate(words):
            head, _, tail = word.folded.partition("-")
            if head == "ex" and is_title(tail):
                yield Word("former", "former", False)
                yield Word(tail, word.typed[3:], word.owner)
                continue
            long = _IN_FULL.get(word.folded.rstrip("."))
            if long is None:
                yield word
                continue
            before = words[place - 1].folded if place else ""
            after = words[place + 1].folded if place + 1 < len(words) else ""
            of_country = country_of(before) in COUNTRIES.values() or after in {"of", "for"}
            named = after and any(person.is_person for person in self._people.surnamed(after))
            if of_country or named or word.folded == "vp":
                for part in long[:-1]:
                    yield Word(part, part, False)
                yield Word(long[-1], long[-1], word.owner)
            else:
                yield word

    def _hyphenated(self, one: str, other: str) -> bool:
        """Whether two words are one of somebody's name, with a hyphen: "ki moon" of Ban Ki-moon."""
        if len(one) < 2 or one in _SMALL or other in _SMALL:
            return False
        return self._people.has(f"{one}-{other}") and not self._people.surnamed(other)

    def mentions(self, words: Sequence[Word]) -> list[PersonMention]:
        """Where words name somebody, in their order."""
        return mentions(self._people, [word.folded for word in words])

    def _is_meant(self, word: str) -> bool:
        """Whether a word is meant as typed: some article holds it, or it is one such as "they"."""
        return word in GENERIC | FILLERS | AUXILIARIES or self._is_word(word)

    def is_name(self, words: Sequence[Word]) -> bool:
        """Whether words without a verb can only be somebody's name or role, quoted here or not."""
        lower = [word.folded for word in words if word.folded not in {"the", ","}]
        named = self.mentions(words) or mentions(self._people, lower and [w.folded for w in words], weak=True)
        if named:
            covered = {i for m in named for i in range(m.start, m.end)}
            light = AND | COMPARING | {"the", ","}
            if all(i in covered or w.folded in light or is_title(w.folded) for i, w in enumerate(words)):
                return True
            right, changed = spelt_right(self._people, lower, self._is_meant)
            again = mentions(self._people, right) if changed else []
            if len(again) == 1 and again[0].start == 0 and again[0].end == len(right):
                return True
            first = named[0]  # "Ann Harmer"
            known = self._is_word(lower[-1]) or self._people.has(lower[-1])
            return first.how is MatchedBy.GIVEN and first.end == 1 and len(lower) == 2 and not known
        if not lower or len(lower) > 4:
            return False
        if by_role(self._people, lower) or (words[-1].typed.isupper() and self._spelt_out(words)):
            return True
        unseen = not any(self._is_word(word) for word in lower)
        capital = all(word.typed[0].isupper() for word in words)
        return (unseen and (capital or bool(spelt_right(self._people, lower, self._is_meant)[1]))) or (
            len(lower) > 1 and is_given_name(lower[0]) and capital
        )

    def person_among(self, words: Sequence[Word], named: Sequence[PersonMention]) -> PersonMention | None:
        """The one person whom bare words name, in full or by surname; None where several could be meant."""
        people = [m for m in named if any(person.is_person for person in m.people)]
        sorts = (MatchedBy.FULL, MatchedBy.SURNAME, MatchedBy.GIVEN)
        if len(people) != 1 or len(people[0].people) > 1 or people[0].how not in sorts:
            return None
        found = people[0]
        if found.start and words[found.start - 1].folded == "to":
            return None  # "the best way to cook rice" asks nobody called Rice
        if found.how is MatchedBy.GIVEN and not all(self._is_word(w.folded) for w in words[found.end :][:1]):
            return None
        others = [m for m in named if m is not found]
        covered = {place for m in others for place in range(m.start, m.end)}
        mixed = any(word.typed[0].islower() for word in words)
        for place in {found.start - 1, found.end} & set(range(len(words))) - covered:
            word = words[place]
            name = is_given_name(word.folded) or word.folded in INSTITUTION | BODIES | _OF_SOMEBODY
            if not is_title(word.folded) and (name or (mixed and word.typed[0].isupper())):
                return None  # "Barbara Rice", "the Keller campaign", "Trump Tower"
        return found if all(m.people != found.people for m in others) else None

    def end_of_name(self, words: Sequence[Word]) -> int:
        """Where the name that `words` begin with ends, if a comma and no role or other name follow it."""
        for place, word in enumerate(words):
            if word.folded != ",":
                continue
            rest = [w.folded for w in words[place + 1 :]]
            segment = rest[: rest.index(",")] if "," in rest else rest
            names = self.mentions(words[place + 1 :])
            lists = bool(names) and names[0].start == 0 and not AND.isdisjoint(rest[names[0].end :][:1])
            if segment and not lists and not by_role(self._people, segment):
                return place
        return len(words)

    def named(self, zone: list[Word], *, verb: bool) -> Subject:
        """Whom the words before the verb name; with `verb` there is one, and all the words belong to it."""
        zone = [
            w for i, w in enumerate(zone) if not (w.folded in {"both", "either", "ever", "exactly"} and not i)
        ]
        zone = list(trimmed_words(zone))
        if all(w.folded in GENERIC | FILLERS | AUXILIARIES for w in zone) and not (
            zone and verb and mentions(self._people, [w.folded for w in zone], weak=True)
        ):
            return Subject(nobody=True)
        asked: list[Asked] = []
        topic: list[Word] = []
        notes: list[str] = []
        for number, part in enumerate(self._parts(zone)):
            found, left, note = self._one(part, verb=verb)
            if not found.people and number and not verb:
                topic += part
                continue
            asked.append(found)
            topic += left
            notes += note
        return Subject(tuple(merged(asked)), tuple(topic), tuple(notes))

    def _parts(self, zone: list[Word]) -> list[list[Word]]:
        """The subject split at "and" and commas that stand in no name."""
        whole = by_role(self._people, [w.folded for w in zone])
        if whole:
            return [zone]
        named = self.mentions(zone)
        inside = {i for m in named for i in range(m.start, m.end)}
        last = max((m.start for m in named), default=-1)
        inside |= {i for i, word in enumerate(zone) if word.folded == "with" and i > last}
        parts: list[list[Word]] = [[]]
        for i, word in enumerate(zone):
            if word.folded in AND | {","} and i not in inside:
                parts.append([])
            else:
                parts[-1].append(word)
        parts = [trimmed for part in parts if (trimmed := list(trimmed_words(part)))]
        return _without_appositions(self._people, parts)

    def _one(self, part: list[Word], *, verb: bool) -> tuple[Asked, list[Word], list[str]]:
        """Whom one part of a subject names, the words of it that are topic, and notes."""
        lower = [word.folded for word in part]
        also_called = by_alias(self._people, lower)
        only = also_called is not None and len(also_called) == 1
        if also_called and only and len(lower) > 1 and not self._is_full_name(lower):
            # "uncle joe" is no other Joe
            return self._as_alias(part, also_called)
        named = self.mentions(part) or mentions(self._people, lower, weak=True)
        if named and not self._is_role_word(part, named):
            found = self._with_rest(part, named, verb=verb)
            if found is not None:
                return found[0], found[1], []
        for end in range(len(part), 0 if verb else 1, -1):
            if end < len(part) and verb:
                break
            holders = by_role(self._people, lower[:end])
            if holders:
                asked = Asked(as_typed(part[:end]), holders, MatchedBy.ROLE)
                if len(holders) > 1 and not _SPEAKS.isdisjoint(lower[:end]):  # whoever of them speaks
                    names = f"{', '.join(p.name for p in holders[:-1])} and {holders[-1].name}"
                    return replace(asked, together=True), part[end:], [f"Read “{asked.written}” as {names}."]
                note = f"Nobody is called “{asked.written}” here but as a former one: {holders[0].name}."
                return asked, part[end:], [note] if only_formerly(holders, lower[:end]) else []
        if also_called is not None:
            return self._as_alias(part, also_called)
        spelt_out = self._spelt_out(part)
        if spelt_out is not None:
            asked = Asked(as_typed(part), (spelt_out,), MatchedBy.INITIALS)
            return asked, [], [f"Read “{asked.written}” as {spelt_out.name}."]
        spelt = self._spelt_right(part, lower, verb=verb)
        if spelt is not None:
            return spelt
        alike = near_namesake(self._people, lower) if verb else None
        if alike is not None:
            asked = Asked(as_typed(part), (alike,), MatchedBy.NEAR)
            return asked, [], [f"Read “{asked.written}” as {alike.name}."]
        name = part if verb else _name_like(part)
        written = as_typed(name)
        return Asked(written, (), near=near_names(self._people, written)), part[len(name) :], []

    def _spelt_right(
        self, part: list[Word], lower: list[str], *, verb: bool
    ) -> tuple[Asked, list[Word], list[str]] | None:
        """Whom a part names where a letter or two of it are wrong; None where that names nobody."""
        right, changed = spelt_right(self._people, lower, self._is_meant)
        again = [Word(new, old.typed, old.owner) for new, old in zip(right, part, strict=True)]
        named = self.mentions(again) if changed else []
        found = self._with_rest(again, named, verb=verb) if named else None
        if found is None or not found[0].people:
            return None
        asked = replace(found[0], how=MatchedBy.NEAR)
        names = " or ".join(person.name for person in asked.people)
        return asked, found[1], [f"Read “{asked.written}” as {names}."]

    def _as_alias(self, part: list[Word], people: tuple[Person, ...]) -> tuple[Asked, list[Word], list[str]]:
        """Those whom an alias stands for, with a note where it is one."""
        asked = Asked(as_typed(part), people, MatchedBy.ALIAS)
        return asked, [], [f"Read “{asked.written}” as {people[0].name}."] if len(people) == 1 else []

    def _is_full_name(self, lower: Sequence[str]) -> bool:
        """Whether somebody is quoted by just these folded words: "the Met", of an opera called so."""
        words = tuple(lower[lower[:1] == ["the"] :])
        return any(part.words == words for person in self._people.bearers(*words) for part in person.parts)

    def _is_role_word(self, part: list[Word], named: list[PersonMention]) -> bool:
        """Whether a name is but a role's last word: "the Israeli prime minister" is not one "Minister"."""
        word = part[-1].folded
        last = named[0].how is MatchedBy.SURNAME and named[0].end == len(part) and is_role(word)
        return last and not word.endswith("s") and bool(by_role(self._people, [word.folded for word in part]))

    def _spelt_out(self, words: Sequence[Word]) -> Person | None:
        """The only institution whose initials a subject of one short word is ("IMF"); of two, in capitals."""
        word = words[-1].folded if [w.folded for w in words[:-1]] in ([], ["the"]) else ""
        fewest = _FEWEST_INITIALS - words[-1].typed.isupper()
        if not fewest <= len(word) <= _MOST_INITIALS or not word.isalpha() or word in TITLE_WORDS:
            return None
        found = self._people.spelt_out(word)
        country = COUNTRIES.get(word)  # "the EU" is European, "the UK" no "Universal Kitchens"
        kept = [p for p in found if country is None or country in map(country_of, words_of(p.name))]
        return kept[0] if len(kept) == 1 else None

    def _with_rest(
        self, part: list[Word], named: list[PersonMention], *, verb: bool
    ) -> tuple[Asked, list[Word]] | None:
        """Who is asked about among `named`; None where the words around make it another's name."""
        mention = named[0]
        for other in named[1:]:  # "Foreign Ministry spokesman Mikhail Kamynin": the last of a run
            between = part[mention.end : other.start]
            if mention.people[0].is_person and not other.people[0].is_person:
                continue  # "Warren Wells Fargo"
            if all(is_title(w.folded) or w.owner for w in between) and not part[mention.end - 1].owner:
                mention = other
        before, after = part[: mention.start], part[mention.end :]
        if before and not verb and before[-1].folded == "to":
            return None  # as there
        if before and not self._may_precede(before, mention, part):
            return None
        people = mention.people
        if len(people) > 1 and mention.how is MatchedBy.SURNAME:
            people = tuple(in_office(people, [word.folded for word in before]))
        owner = part[mention.end - 1].owner
        if after:
            head = after[0].folded
            compound = is_role(head) or head in INSTITUTION or head in BODIES or head in _OF_SOMEBODY
            the = "the" in (part[max(0, mention.start - 1)].folded, part[mention.start].folded)
            if compound and (verb or owner or the or is_role(head)):  # not "did Clinton campaign in Ohio?"
                return None  # "the Clinton campaign", "Putin's spokesman"
            if (
                verb
                and not owner
                and not head.endswith("ly")
                and head not in FILLERS | AUXILIARIES | {"first"}
            ):
                return None  # "Clinton Foundation", "Trump Tower": not the person
            if verb and owner and head not in SAYING_NOUNS | _SAYINGS:
                return None  # "Putin's rivals"
        written = as_typed(part[mention.start : mention.end])
        return Asked(written, people, mention.how, mention.together), after

    def _may_precede(self, before: list[Word], mention: PersonMention, part: list[Word]) -> bool:
        """Whether words before a name are a title or a role, and not another given name."""
        last = before[-1]
        if any(is_title(w.folded) for w in before) and not _JOINTS.isdisjoint(w.folded for w in before):
            holders = by_role(self._people, [word.folded for word in before])
            return not set(holders).isdisjoint(mention.people)  # not "the director of the Harbour Report"
        if mention.how is MatchedBy.PART and not mention.people[0].is_person and not is_title(last.folded):
            return all(w.folded in FILLERS or w.folded in PLACES for w in before)
        if mention.how is MatchedBy.PART and not mention.people[0].is_person and last.folded in OFFICE_WORDS:
            return False  # "the culture ministry" is no other ministry
        if is_title(last.folded) or last.owner or is_title(part[mention.start].folded):
            return True
        if mention.how is MatchedBy.FULL and mention.end - mention.start > 1:
            return len(before) <= 4
        if mention.how is MatchedBy.GIVEN or len(part) == 1:
            return False
        return all(w.folded in FILLERS or w.folded in PLACES for w in before) and not is_given_name(
            last.folded
        )


def _without_appositions(people: People, parts: list[list[Word]]) -> list[list[Word]]:
    """Parts without a role that only describes its neighbour: "Kamynin, the Foreign Ministry spokesman,"."""
    kept: list[list[Word]] = []
    for part in parts:
        lower = [word.folded for word in part]
        if kept and lower[0] == "the" and by_role(people, lower):
            continue
        kept.append(part)
    return kept


def merged(asked: list[Asked]) -> list[Asked]:
    """Each of those asked about once."""
    kept: list[Asked] = []
    for one in asked:
        if not any(one.people and one.people == other.people for other in kept):
            kept.append(one)
    return kept


def is_title(word: str) -> bool:
    """Whether a word stands before names: "president", "spokesman"."""
    return word in TITLE_WORDS or is_role(word)


def _name_like(part: list[Word]) -> list[Word]:
    """The words at the start that look like a name: capitalised ones, else the first."""
    count = 0
    while count < len(part) and part[count].typed[0].isupper():
        count += 1
    return part[: max(1, count)]
