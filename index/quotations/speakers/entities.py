"""The people and bodies of an article: which places name the same one, who each is, and of which gender."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from index.analysis.sentences import Sentence
from index.lexicon.common_words import CALENDAR, PREPOSITIONS
from index.lexicon.organisations import BODIES, BODY_NOUNS
from index.lexicon.places import DEMONYMS, PLACES
from index.lexicon.titles import HONORIFICS, REGNAL, SUFFIXES
from index.names.given_names import compatible, folded, is_given_name, surname
from index.names.roles import is_role, role_after, role_before, role_words
from index.quotations.speakers.addressed import Addressed
from index.quotations.speakers.aliases import join_aliases
from index.quotations.speakers.bearers import is_person
from index.quotations.speakers.document import Frame, frame_of
from index.quotations.speakers.entity import Figure, FigureKind, Mention
from index.quotations.speakers.genders import add_gender
from index.quotations.speakers.mentions import apposed_role, find_mentions
from index.quotations.speakers.name_order import order_names
from index.quotations.speakers.namesakes import Namesakes
from index.quotations.speakers.spellings import Misspelt, join_spellings
from index.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """An article's frame, its figures in order of first mention, and all mentions in reading order."""

    frame: Frame
    figures: list[Figure]
    mentions: list[Mention]
    by_surname: dict[str, list[Figure]]
    by_given: dict[str, list[Figure]]

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions that lie in `span`, at least in part, in order."""
        low, high = 0, len(self.mentions)
        while low < high:
            middle = (low + high) // 2
            if self.mentions[middle].span.end <= span.start:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self.mentions) and self.mentions[low].span.start < span.end:
            found.append(self.mentions[low])
            low += 1
        return found


def cast_of(text: str, sentences: Sequence[Sentence]) -> Cast:
    """The figures of an article's `text` with their mentions."""
    frame = frame_of(text, sentences)
    mentions = find_mentions(frame)
    figures = join_spellings(_full_names(frame, mentions))
    _tell(frame, figures)
    order_names(figures, mentions)
    by_surname: dict[str, list[Figure]] = defaultdict(list)
    by_given: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind is FigureKind.PERSON:
            by_surname[figure.surname].append(figure)
            own = figure.words[-1] if figure.family_first else figure.words[0]
            for given in {own, *_nicknames(figure.name)}:
                by_given[folded(given)].append(figure)
    cast = Cast(frame=frame, figures=figures, mentions=mentions, by_surname=by_surname, by_given=by_given)
    _short_names(cast)
    figures[:] = join_aliases(frame, figures)
    _tell(frame, figures)
    figures.sort(key=lambda f: f.mentions[0].first)
    return cast


def _tell(frame: Frame, figures: Iterable[Figure]) -> None:
    """Set what the places of each person found so far tell: role and gender."""
    for figure in figures:
        figure.mentions.sort(key=lambda m: m.first)
        if figure.kind is FigureKind.PERSON:
            figure.role = None
            figure.roles.clear()
            _add_roles(frame, figure)
            add_gender(frame, figure)


# ---------------------------------------------------------------- names of two words and more


def _full_names(frame: Frame, mentions: Sequence[Mention]) -> list[Figure]:
    """Figures for the names of two words and more; forms of one name are one figure."""
    exact: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.full:
            exact[tuple(folded(w) for w in mention.words)].append(mention)
    alone = {folded(m.words[-1]) for m in mentions if not m.full or m.titled}
    small = {t.text for t in frame.tokens if t.text[0].islower()}
    figures: list[Figure] = []
    groups: dict[str, list[Figure]] = defaultdict(list)
    unknown: list[tuple[tuple[str, ...], list[Mention]]] = []
    for key, places in exact.items():
        _drop_epithet(frame, key, places, exact, alone, small)
        if not places[0].full:
            continue
        words = _best_form(places)
        kind = _kind(frame, key, places, alone)
        if kind is FigureKind.OTHER and all(
            m.hint is not FigureKind.BODY and m.surely <= 1.0 for m in places if not m.headline
        ):
            unknown.append((words, places))
            continue
        _add(figures, groups, words, kind, places)
    surnames = {f.surname for f in figures if f.kind is FigureKind.PERSON}
    firsts: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if not mention.full and not mention.quoted:
            firsts[mention.words[0].lower()].append(mention)
    for words, places in unknown:
        person = is_person(frame, words, places, firsts, small, surnames)
        _add(figures, groups, words, FigureKind.PERSON if person else FigureKind.OTHER, places)
    for figure in figures:
        figure.mentions.sort(key=lambda m: m.first)
        best = next(m for m in figure.mentions if m.words == figure.words)
        figure.name = _name(frame, best)
    return figures


def _add(
    figures: list[Figure],
    groups: dict[str, list[Figure]],
    words: tuple[str, ...],
    kind: FigureKind,
    places: Sequence[Mention],
) -> None:
    """Give the places of a name to the figure that bears it, or to a new one."""
    group = groups[surname(words)]
    figure = next((f for f in group[:_MANY] if f.kind is kind and _same(kind, f.words, words)), None)
    if figure is None:
        figure = Figure(name="", words=words, kind=kind)
        figures.append(figure)
        group.append(figure)
    for mention in places:
        mention.figure = figure
        figure.mentions.append(mention)
    if _fullness(words) > _fullness(figure.words):
        figure.words = words


_MANY = 60  # people of one surname that are compared with one another


def _same(kind: FigureKind, one: Sequence[str], other: Sequence[str]) -> bool:
    if kind is FigureKind.PERSON:
        return compatible(one, other)
    return [folded(w) for w in one] == [folded(w) for w in other]


def _drop_epithet(
    frame: Frame,
    key: tuple[str, ...],
    places: Sequence[Mention],
    exact: Collection[tuple[str, ...]],
    alone: set[str],
    small: set[str],
) -> None:
    """Leave out a first word that is none of the name: "Crooked", where "Hillary Clinton" stands too."""
    if is_given_name(key[0]) or "." in key[0]:
        return
    if len(key) == 2:
        plain = (
            key[0] in PLACES | DEMONYMS
            or is_role(key[0])
            or key[0].endswith(("ed", "ing"))
            or key[0] in small
            or all(
                m.initial and m.first < _title_end(frame) for m in places
            )  # "Derelict Obama and Ruiz: ..."
        )
        drop = int(plain and key[1] in alone and places[0].hint is not FigureKind.BODY)
    else:  # "Jomar Dela Cruz" beside "Dela Cruz" has a given name that is not in the list
        drop = next(
            (j for j in range(1, len(key) - 1) if key[j:] in exact and is_given_name(key[j])),
            int(key[1:] in exact and key[0] in small),
        ) or int(is_role(key[0]) and places[0].hint is not FigureKind.BODY and key[1] not in {"of", "for"})
    if drop:
        for mention in places:
            mention.first += drop
            mention.words = mention.words[drop:]
            mention.span = frame.span(mention.first, mention.last + 1)


_LONGEST_TITLE = 30
_NICKNAME = re.compile("[\"\u201c\u2018'(]([^\"\u201c\u201d\u2018\u2019'()]+)[\"\u201d\u2019')]")


def _title_end(frame: Frame) -> int:
    """Index after the first line of the text if that is as short as a title, else 0."""
    return next((i for i, t in enumerate(frame.tokens[:_LONGEST_TITLE]) if t.text == "\n"), 0)


def _best_form(places: Iterable[Mention]) -> tuple[str, ...]:
    """The words of the first place that is neither in capitals throughout nor in a headline."""
    return min(places, key=lambda m: (all(w.isupper() for w in m.words), m.headline, m.first)).words


def _fullness(words: Sequence[str]) -> tuple[int, bool, int]:
    return len(words), not all(w.isupper() for w in words), sum(map(len, words))


def _kind(frame: Frame, key: tuple[str, ...], places: Sequence[Mention], alone: set[str]) -> FigureKind:
    """What bears a name, from the surest of its places."""
    best = max(places, key=lambda m: (m.surely, m.hint is FigureKind.PERSON))
    if best.surely < 2.0 and key[0] in alone and not is_given_name(key[0]):
        return FigureKind.OTHER  # "Trump Tower"
    if best.surely < 2.0 and all(_between_marks(frame, m) for m in places):
        return FigureKind.OTHER  # a channel called "Harbour Twitter"
    if best.hint is FigureKind.PERSON:
        if all(m.headline for m in places) and not is_given_name(key[0]):
            return FigureKind.OTHER
        return FigureKind.PERSON
    noun = key[0] in BODIES | BODY_NOUNS  # "Camp Harbour", of Harbour
    if (
        best.hint is FigureKind.OTHER
        and best.surely < 1.0
        and len(key) <= 4
        and surname(key) in alone
        and not noun
    ):
        place = next((m for m in places if not m.headline), None)
        if place is not None and (not place.first or frame.tokens[place.first - 1].text.lower() != "the"):
            return FigureKind.PERSON
    return best.hint


_OPENING, _CLOSING = "\"'\u201c\u2018", "\"'\u201d\u2019"


def _between_marks(frame: Frame, mention: Mention) -> bool:
    """Whether quotation marks hold a name and nothing else: what so is called, and nobody's full name."""
    start, end = mention.span
    after = frame.text[end : end + 2].lstrip(".,")
    return start > 0 and frame.text[start - 1] in _OPENING and after[:1] != "" and after[0] in _CLOSING


# ---------------------------------------------------------------- names of one word


def _short_names(cast: Cast) -> None:
    """Give each name of one word to the figure whose surname or given name it is, or to a new one."""
    small = {t.text for t in cast.frame.tokens if t.text[0].islower()}
    own: dict[str, Figure] = {}
    inner = _inner_names(cast)
    namesakes = Namesakes(cast.frame, cast.by_surname, cast.mentions)
    misspelt = Misspelt(cast.mentions, cast.by_surname)
    addressed = Addressed(cast.frame, cast.mentions, cast.by_surname)
    for mention in cast.mentions:
        if mention.figure is not None:
            namesakes.met(mention)
            continue
        key = folded(mention.words[0])
        if key in CALENDAR and _is_date(cast.frame, mention):
            continue
        if addressed.settles(mention):
            mention.figure = addressed.holder(mention)
        elif key in cast.by_surname:
            mention.figure = namesakes.holder(mention)
        elif key in cast.by_given:
            named = cast.by_given[key]
            mention.figure = named[0] if len(named) == 1 else None
        elif key in inner:
            mention.figure = inner[key]
        elif mention.hint is FigureKind.OTHER and mention.words[0].lower() in small:
            continue
        else:
            mention.figure = misspelt.bearer(mention) or _own_figure(cast, own, key, mention)
        if mention.figure is not None:
            mention.figure.mentions.append(mention)
    cast.figures.extend(addressed.figures)
    for figure in (*own.values(), *addressed.figures):
        if figure.kind is FigureKind.PERSON:
            cast.by_surname[figure.surname].append(figure)


def _own_figure(cast: Cast, own: dict[str, Figure], key: str, mention: Mention) -> Figure:
    """The figure that has the name alone, made where it is the first to."""
    key = _regnal(cast.frame, mention) + key
    figure = own.get(key) or _new_figure(cast, own, key, mention)
    _agree(figure, mention)
    return figure


def _name(frame: Frame, mention: Mention) -> str:
    """A name as written; a pope or monarch keeps the title."""
    alone = not [w for w in mention.words[1:] if w.lower() not in SUFFIXES]
    regnal = alone and _regnal(frame, mention) != ""
    return frame.span(mention.first - regnal, mention.last + 1).of(frame.text)


def _regnal(frame: Frame, mention: Mention) -> str:
    """The title that goes with a given name alone: King Harald is not Prince Harald."""
    before = frame.tokens[mention.first - 1].text.lower() if mention.first else ""
    return before if before in REGNAL else ""


def _nicknames(name: str) -> list[str]:
    """The words between marks in a name: "Pim" of "Pimchanok “Pim” Rattanakul"."""
    return [found for found in _NICKNAME.findall(name) if " " not in found]


def _inner_names(cast: Cast) -> dict[str, Figure]:
    """Other words that only one figure is known by: "Barrón" of Felipe Barrón Hinojosa, "Sisi" of al-Sisi."""
    found: dict[str, set[int]] = defaultdict(set)
    people = [f for f in cast.figures if f.kind is FigureKind.PERSON]
    for i, figure in enumerate(people):
        words = [folded(w) for w in figure.words]
        for word in words[1:-1]:
            if len(word) > 3 and "." not in word:
                found[word].add(i)
        prefix, hyphen, rest = words[-1].partition("-")
        if hyphen and len(prefix) == 2:
            found[rest].add(i)
    return {word: people[min(who)] for word, who in found.items() if len(who) == 1}


def _is_date(frame: Frame, mention: Mention) -> bool:
    """Whether a month that is somebody's surname too ("May") stands where dates do."""
    after = frame.word(mention.last + 1, mention.first)
    before = frame.tokens[mention.first - 1].text.lower() if mention.first else ""
    return before in PREPOSITIONS | {"since", "last", "next", "this", "until"} or after[:1].isdigit()


def _new_figure(cast: Cast, own: dict[str, Figure], key: str, mention: Mention) -> Figure:
    own[key] = figure = Figure(name=_name(cast.frame, mention), words=mention.words, kind=mention.hint)
    cast.figures.append(figure)
    return figure


def _agree(figure: Figure, mention: Mention) -> None:
    """Let a later place decide what bears a name of one word, where it tells more."""
    weak = figure.kind is FigureKind.OTHER and mention.hint is not FigureKind.OTHER
    if weak or (mention.hint is FigureKind.PERSON and mention.surely >= 2.5):
        figure.kind = mention.hint
    if figure.name.isupper() and not mention.words[0].isupper() and not mention.headline:
        figure.name, figure.words = mention.words[0], mention.words


# ---------------------------------------------------------------- role and gender


def _add_roles(frame: Frame, figure: Figure) -> None:
    """Set the role: of the first full mention that has one, else of any; a bare "Sen." gives way."""
    for mention in sorted(figure.mentions, key=lambda m: (not m.full, m.quoted, m.first)):
        for found in _roles_at(frame, mention):
            if found is None:
                continue
            role = found.of(frame.text)
            figure.roles.append(role_words(role))
            if figure.role is None or _says_less(figure.role.of(frame.text)) > _says_less(role):
                figure.role = found


_TOWARDS_OTHERS = frozenset({
    "boss", "candidate", "colleague", "counterpart", "friend", "opponent", "predecessor", "rival",
    "successor",
})  # fmt: skip
"""Roles that tell what somebody is to somebody else, and little of who they are."""


def _says_less(role: str) -> bool:
    return role.endswith(".") or role.lower().rstrip(".") in HONORIFICS | _TOWARDS_OTHERS


def _roles_at(frame: Frame, mention: Mention) -> tuple[Span | None, ...]:
    toks = frame.tokens
    return role_before(toks, mention.first), role_after(toks, mention.last), apposed_role(frame, mention)
