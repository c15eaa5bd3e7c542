"""The people and bodies that an article names: where, in which form, and with what evidence of gender."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from index.article import Article
from index.quotations.names import (
    BODIES,
    CALENDAR,
    DEMONYMS,
    FUNCTION_WORDS,
    PARTICLES,
    PLACES,
    SUFFIXES,
    Gender,
    Token,
    folded,
    given_name_gender,
    is_given_name,
    same_given_name,
    tokens,
)
from index.quotations.roles import COURTESY, TITLES, is_role, is_word, role_after, role_before, role_gender
from index.sentences import Sentence
from index.spans import Span


class FigureKind(StrEnum):
    """What bears a name."""

    PERSON = "person"
    BODY = "body"
    OTHER = "other"


@dataclass(slots=True, kw_only=True)
class Mention:
    """One place where a name stands.

    `first` and `last` are indices of its tokens without title, `span` its characters. `subject` tells a
    place before a verb or after "said"; `owner` a possessive; `quoted` a place between quotation marks.
    """

    first: int
    last: int
    span: Span
    sentence: int
    words: tuple[str, ...]
    titled: Gender | None | bool
    quoted: bool
    owner: bool
    subject: bool
    weight: float
    headline: bool
    figure: "Figure | None" = None


@dataclass(slots=True, eq=False)
class Figure:
    """A person or body of an article: fullest name, kind, gender as far as the article tells, and mentions in order."""

    name: str
    words: tuple[str, ...]
    kind: FigureKind
    gender: Gender | None = None
    role: Span | None = None
    mentions: list[Mention] = field(default_factory=list)
    leaning: float = 0.0

    @property
    def surname(self) -> str:
        """The last word of the name that is no suffix, folded."""
        return surname(self.words)


@dataclass(slots=True, kw_only=True)
class Cast:
    """What an article's text gives to speaker resolution: its tokens, figures and their mentions in reading order."""

    text: str
    tokens: list[Token]
    starts: list[int]
    sentence_of: list[int]
    quoted: list[bool]
    sentences: Sequence[Sentence]
    figures: list[Figure]
    mentions: list[Mention]
    by_surname: dict[str, list[Figure]]
    by_given: dict[str, list[Figure]]

    def token_at(self, position: int) -> int:
        """Index of the first token that ends after `position`."""
        i = max(0, bisect_right(self.starts, position) - 1)
        while i < len(self.tokens) and self.tokens[i].end <= position:
            i += 1
        return i

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


def people_in(article: Article, sentences: Sequence[Sentence]) -> list[Figure]:
    """The persons and bodies that `article` names, in order of first mention; none gives []."""
    return [f for f in cast_of(article, sentences).figures if f.kind is not FigureKind.OTHER]


def surname(words: Sequence[str]) -> str:
    """The last of `words` that is no suffix such as Jr., folded; "" where there is none."""
    for word in reversed(words):
        if word.lower() not in SUFFIXES:
            return folded(word)
    return ""


# ---------------------------------------------------------------- the text's frame


def quoted_tokens(toks: Sequence[Token]) -> list[bool]:
    """For each token, whether it stands between double quotation marks (curly, straight or doubled single) of a paragraph."""
    out = [False] * len(toks)
    start = 0
    for i in range(len(toks) + 1):
        if i == len(toks) or toks[i].text == "\n":
            inside = False
            for j in range(start, i):
                mark = toks[j].text
                if mark in {"“", "„", "``", "«"}:
                    inside = True
                elif mark in {"”", "»"}:
                    inside = False
                elif mark in {'"', "''"}:
                    inside = not inside
                else:
                    out[j] = inside
            start = i + 1
    return out


def _sentence_numbers(toks: Sequence[Token], sentences: Sequence[Sentence]) -> list[int]:
    numbers = []
    current = 0
    for token in toks:
        while current + 1 < len(sentences) and sentences[current + 1].span.start <= token.start:
            current += 1
        numbers.append(current)
    return numbers


_HEADLINE_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over the to up via vs vs. with".split()
)


def _headlines(toks: Sequence[Token], numbers: Sequence[int], count: int) -> list[bool]:
    """For each sentence, whether nearly all its words are capitalised, so that capitals tell nothing."""
    capital, small = [0] * count, [0] * count
    for token, number in zip(toks, numbers, strict=True):
        word = token.text
        if len(word) > 1 and word[0].isalpha() and word.lower() not in _HEADLINE_SMALL:
            if word[0].isupper():
                capital[number] += 1
            else:
                small[number] += 1
    return [c >= 4 and c >= 4 * s for c, s in zip(capital, small, strict=True)]


# ---------------------------------------------------------------- runs of capitalised words


def _capital(word: str) -> bool:
    if word[0].isupper():
        return word != "I" and not word.startswith(("I'", "I’"))
    return word[:3].lower() in {"al-", "el-", "as-", "ad-", "ar-"} and len(word) > 3 and word[3].isupper()


def _runs(toks: Sequence[Token], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Index pairs `[first, end)` of runs of capitalised words, particles and "of" between them included."""
    i, count = 0, len(toks)
    while i < count:
        if not _capital(toks[i].text):
            i += 1
            continue
        j = i
        of = body = False
        while True:
            if toks[j].text.lower() in BODIES:
                body = True
            k = j + 1
            if k >= count or numbers[k] != numbers[i]:
                break
            word = toks[k].text
            ahead = toks[k + 1].text if k + 1 < count and numbers[k + 1] == numbers[i] else ""
            after = toks[k + 2].text if k + 2 < count and numbers[k + 2] == numbers[i] else ""
            if _capital(word):
                j = k
            elif word in PARTICLES and ahead and _capital(ahead):
                j = k + 1
            elif word in PARTICLES and ahead in PARTICLES and after and _capital(after):
                j = k + 2
            elif word in {"of", "for"} and ahead and _joins_of(toks[j].text, word):
                if _capital(ahead):
                    j, of = k + 1, True
                elif ahead == "the" and after and _capital(after):
                    j, of = k + 2, True
                else:
                    break
            elif word == "&" and ahead and _capital(ahead):
                j = k + 1
            elif word == "and" and of and body and ahead and _capital(ahead) and not _opens_person(ahead):
                j = k + 1
            elif (
                word in {'"', "“", "‘", "(", "'"}
                and is_given_name(toks[j].text)
                and _nickname(toks, k, numbers)
            ):
                j = k + 3
            else:
                break
        yield i, j + 1
        i = j + 1


def _joins_of(word: str, joiner: str) -> bool:
    lower = word.lower()
    if joiner == "of":
        return lower in TITLES or lower in BODIES or lower in {"secretary", "chief"}
    return lower in {
        "institute",
        "center",
        "centre",
        "committee",
        "foundation",
        "council",
        "association",
        "fund",
    }


def _opens_person(word: str) -> bool:
    return is_given_name(word) or word.lower() in TITLES


def _nickname(toks: Sequence[Token], k: int, numbers: Sequence[int]) -> bool:
    """Whether tokens k to k+3 are a mark, a nickname, its closing mark and a surname ('Earvin "Magic" Johnson')."""
    if k + 3 >= len(toks) or numbers[k + 3] != numbers[k]:
        return False
    pairs = {'"': '"', "“": "”", "‘": "’", "(": ")", "'": "'"}
    return (
        _capital(toks[k + 1].text)
        and toks[k + 2].text == pairs[toks[k].text]
        and _capital(toks[k + 3].text)
        and toks[k + 1].text.lower() not in PLACES
        and not toks[k + 1].text.isupper()
    )


@dataclass(slots=True)
class _Piece:
    """A name as found in the text, before it is known whose it is."""

    first: int
    end: int
    title: bool = False  # a title other than Mr. and the like stands before it
    courtesy: str | None = None
    hint: FigureKind | None = None


def _pieces(toks: Sequence[Token], first: int, end: int, opens: bool, asks: bool) -> Iterator[_Piece]:
    """The names in a run of capitalised words: titles, peoples and parties before a person's name fall away."""
    i = first
    while i < end:
        lower = toks[i].text.lower()
        if lower in FUNCTION_WORDS and not (
            lower in {"will", "may"} and i + 1 < end and not (opens and asks)
        ):
            i += 1
            continue
        break
    if i >= end:
        return
    for j in range(i, end):  # a function word within: the run is two ("Clinton The Next")
        if (
            toks[j].text[0].isupper()
            and toks[j].text.lower() in FUNCTION_WORDS
            and j > i
            and toks[j].text != "Will"
        ):
            yield from _pieces(toks, i, j, opens, asks)
            yield from _pieces(toks, j + 1, end, False, asks)
            return
    split = _after_titles(toks, i, end)
    if split > i:
        before = toks[split - 1].text.lower()
        courtesy = before if before in COURTESY else None
        title = courtesy is None or any(
            toks[k].text.lower() in TITLES and toks[k].text.lower() not in COURTESY for k in range(i, split)
        )
        if before in {"democratic", "republican", "democrat", "assistant", "staff"} and split == end - 1:
            yield _Piece(i, end)
            return
        yield _Piece(split, end, title=title, courtesy=courtesy, hint=FigureKind.PERSON)
        return
    while i + 2 < end and toks[i].text.lower() in DEMONYMS | CALENDAR:
        i += 1
    words = [toks[k].text for k in range(i, end)]
    if any(w.lower() in BODIES for w in words) or "of" in words or "for" in words:
        if len(words) >= 3 and (cut := _person_after_body(words)):
            yield _Piece(i, i + cut, hint=FigureKind.BODY)
            yield _Piece(i + cut, end, hint=FigureKind.PERSON)
            return
        yield _Piece(i, end, hint=FigureKind.BODY)
        return
    if (
        len(words) >= 3
        and words[0].isupper()
        and len(words[0]) > 1
        and "." not in words[0]
        and not words[1].isupper()
    ):
        if is_given_name(words[1]) and not is_given_name(words[0]):  # "CNN Jake Tapper"
            yield _Piece(i, i + 1, hint=FigureKind.BODY)
            i += 1
    yield _Piece(i, end)


def _after_titles(toks: Sequence[Token], first: int, end: int) -> int:
    """Index after the last title of a run that leaves a name behind it; `first` where there is none."""
    for j in range(end - 2, first - 1, -1):
        lower = toks[j].text.lower()
        if lower not in TITLES:
            continue
        rest = [toks[k].text for k in range(j + 1, end)]
        if all(w.lower() in SUFFIXES for w in rest):
            continue
        if (
            j > first
            and is_given_name(toks[j - 1].text)
            and toks[j - 1].text.lower() not in TITLES
            and "." not in lower
        ):
            continue  # "Howard Dean", "Martin Luther King"
        if rest[0] in {"of", "for"}:
            cut = _office_end(rest)
            return j + 1 + cut if cut else first
        if any(w.lower() in BODIES for w in rest):
            return first  # "General Assembly", "Attorney General's Office"
        if lower == "prime" or all(w.lower() in TITLES for w in rest):
            continue
        return j + 1
    return first


def _office_end(rest: Sequence[str]) -> int:
    """How many words after "Secretary" belong to the office: 2 in "of State Hillary Clinton"; 0 where no name follows."""
    for k in range(2, len(rest)):
        if is_given_name(rest[k]) or (rest[k][1:2] == "." and k + 1 < len(rest)):
            return k
    start = 3 if len(rest) > 2 and rest[1] == "the" else 2
    if (
        start < len(rest)
        and rest[start][0].isupper()
        and len(rest) - start <= 2
        and rest[start].lower() not in BODIES
    ):
        return start
    return 0


def _person_after_body(words: Sequence[str]) -> int:
    """Where a person's name begins after a body's ("Fox News Chris Wallace"), or 0."""
    last_body = max((k for k, w in enumerate(words) if w.lower() in BODIES), default=-1)
    rest = len(words) - last_body - 1
    if (
        last_body >= 0
        and 2 <= rest <= 3
        and is_given_name(words[last_body + 1])
        and "of" not in words
        and "and" not in words
    ):
        return last_body + 1
    return 0


# ---------------------------------------------------------------- mentions

_PREPOSITIONS = frozenset(
    "of to with for by against from about at in on into over under like than between behind near without toward".split()
)
_FINITE = frozenset(
    """said says is was has had will would could can did does told tells may might should must were are added went came took
    made got gave left began spoke wrote won lost ran held knew thought saw met sat stood felt led kept put set brought called""".split()
)
_INVERTED = frozenset(
    "said says added asked wrote told replied recalled explained noted argued warned continued tweeted insisted".split()
)


def _grammar(toks: Sequence[Token], first: int, end: int, opens: bool) -> tuple[bool, bool, float]:
    """Whether the name in tokens `[first, end)` is an owner and a subject, and how strongly it stays in mind."""
    after = toks[end].text if end < len(toks) else ""
    before = toks[first - 1].text.lower() if first else ""
    owner = after in {"'s", "’s"} or (after in {"'", "’"} and toks[end - 1].text.endswith("s"))
    if owner:
        return True, False, 0.45
    if before in _INVERTED and after in {",", ".", "of", "in", "at", "on", "during", "after"}:
        return False, True, 1.0
    if before in _PREPOSITIONS:
        return False, False, 0.4
    lower = after.lower()
    verb = (
        lower in _FINITE
        or (lower.endswith("ed") and len(lower) > 4)
        or (lower.endswith("s") and len(lower) > 4)
    )
    if verb and after[0].islower():
        return False, True, 1.0
    if opens:
        return False, True, 0.9
    return False, False, 0.5


def _find_mentions(
    toks: list[Token], numbers: list[int], quoted: list[bool], sentences: Sequence[Sentence], text: str
) -> tuple[list[Mention], dict[int, _Piece]]:
    headline = _headlines(toks, numbers, max(1, len(sentences)))
    openers: dict[int, int] = {}
    asks = set()
    for i, (token, number) in enumerate(zip(toks, numbers, strict=True)):
        if is_word(token):
            openers.setdefault(number, i)
        elif token.text == "?":
            asks.add(number)
    mentions: list[Mention] = []
    pieces = {}
    for first, end in _runs(toks, numbers):
        number = numbers[first]
        opens = openers.get(number) == first
        for piece in _pieces(toks, first, end, opens, number in asks):
            a, b = piece.first, piece.end
            while b < len(toks) - 1 and toks[b].text == "," and toks[b + 1].text.lower() in SUFFIXES:
                b += 2
            words = tuple(toks[k].text for k in range(a, b) if is_word(toks[k]) or toks[k].text == "&")
            if not words:
                continue
            owner, subject, weight = _grammar(toks, a, b, opens)
            titled: Gender | None | bool = False
            if piece.courtesy:
                titled = COURTESY.get(piece.courtesy)
            elif piece.title:
                titled = None
            mention = Mention(
                first=a,
                last=b - 1,
                span=Span(toks[a].start, toks[b - 1].end),
                sentence=number,
                words=words,
                titled=titled,
                quoted=quoted[a],
                owner=owner,
                subject=subject,
                weight=weight,
                headline=headline[number] if sentences else False,
            )
            pieces[len(mentions)] = piece
            mentions.append(mention)
    return mentions, pieces


# ---------------------------------------------------------------- whose name it is


def _kind(mention: Mention, piece: _Piece, toks: Sequence[Token]) -> tuple[FigureKind, float]:
    """What the words and the place of a name tell of its bearer, and how surely."""
    words = mention.words
    if piece.hint is FigureKind.PERSON and not (len(words) == 1 and words[0].lower() in PLACES):
        return FigureKind.PERSON, 3.0
    if piece.hint is FigureKind.BODY:
        return FigureKind.BODY, 3.0
    lowered = [w.lower() for w in words]
    if lowered[0] in CALENDAR and (len(words) == 1 or lowered[1] in CALENDAR or lowered[1][0].isdigit()):
        return FigureKind.OTHER, 3.0
    if all(w in PLACES or w in DEMONYMS for w in lowered):
        return FigureKind.OTHER, 2.0
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
        return FigureKind.BODY, 0.5
    before = toks[mention.first - 1].text if mention.first else ""
    after = toks[mention.last + 1].text if mention.last + 1 < len(toks) else ""
    role_word = is_role(before) and before[0].islower()
    if role_word and before.lower() not in {"republican", "democratic"}:
        return FigureKind.PERSON, 2.5
    if any(w in DEMONYMS or (w in PLACES and k > 0) for k, w in enumerate(lowered)):
        return FigureKind.OTHER, 1.0
    if is_role(words[-1]) and not is_given_name(words[0]):
        return FigureKind.OTHER, 2.0
    if (
        len(words) >= 2
        and (is_given_name(words[0]) or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", words[0]))
        and lowered[0] not in PLACES
    ):
        return FigureKind.PERSON, 2.0
    if before.lower() in {"the", "a", "an", "this"}:
        return FigureKind.OTHER, 0.5
    second = toks[mention.last + 2].text if mention.last + 2 < len(toks) else ""
    if after == "," and (second == "who" or (second.isdigit() and len(second) == 2)):
        return FigureKind.PERSON, 1.5
    if before.lower() in _INVERTED or after.lower() in {"said", "says", "told", "tweeted"}:
        return FigureKind.PERSON, 0.8
    if len(words) >= 2 and role_after(toks, mention.last):
        return FigureKind.PERSON, 1.0
    if len(words) == 1 and is_given_name(words[0]) and lowered[0] not in PLACES:
        return FigureKind.PERSON, 0.6
    if len(words) in {2, 3} and words[1][1:2] == "." or (len(words) >= 2 and not mention.headline):
        return FigureKind.OTHER, 0.3
    return FigureKind.OTHER, 0.1


def cast_of(article: Article, sentences: Sequence[Sentence], quoted_spans: Sequence[Span] = ()) -> Cast:
    """The figures of `article` with their mentions; `quoted_spans` adds to what stands between quotation marks."""
    text = article.text
    toks = tokens(text)
    numbers = _sentence_numbers(toks, sentences)
    quoted = quoted_tokens(toks)
    mentions, pieces = _find_mentions(toks, numbers, quoted, sentences, text)
    votes: list[tuple[FigureKind, float]] = [_kind(m, pieces[i], toks) for i, m in enumerate(mentions)]
    figures = _full_names(mentions, votes, toks, text)
    by_surname: dict[str, list[Figure]] = defaultdict(list)
    by_given: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind is FigureKind.PERSON:
            by_surname[figure.surname].append(figure)
            by_given[folded(figure.words[0])].append(figure)
    cast = Cast(
        text=text,
        tokens=toks,
        starts=[t.start for t in toks],
        sentence_of=numbers,
        quoted=quoted,
        sentences=sentences,
        figures=figures,
        mentions=mentions,
        by_surname=by_surname,
        by_given=by_given,
    )
    _short_names(cast, votes)
    _settle(cast)
    return cast


def _compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names of one surname can be one person's."""
    given_a = [w for w in one if w.lower() not in SUFFIXES][:-1]
    given_b = [w for w in other if w.lower() not in SUFFIXES][:-1]
    suffix_a = {w.lower().rstrip(".") for w in one if w.lower() in SUFFIXES}
    suffix_b = {w.lower().rstrip(".") for w in other if w.lower() in SUFFIXES}
    if suffix_a != suffix_b and suffix_a and suffix_b:
        return False
    if not given_a or not given_b:
        return True
    return same_given_name(given_a[0], given_b[0]) or (
        (len(given_a) > 1 and same_given_name(given_a[1], given_b[0]) and len(given_a[1]) > 2)
        or (len(given_b) > 1 and same_given_name(given_b[1], given_a[0]) and len(given_b[1]) > 2)
    )


def _full_names(
    mentions: list[Mention], votes: list[tuple[FigureKind, float]], toks: Sequence[Token], text: str
) -> list[Figure]:
    """Figures for the names of two words and more; forms of one name are one figure."""
    lone = Counter(folded(m.words[0]) for m in mentions if len(m.words) == 1)
    titled = {folded(m.words[-1]) for m in mentions if m.titled is not False}
    exact: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if len(mention.words) > 1:
            exact[tuple(folded(w) for w in mention.words)].append(i)
    figures: list[Figure] = []
    groups: dict[str, list[Figure]] = defaultdict(list)
    for key, indices in exact.items():
        sums: Counter[FigureKind] = Counter()
        for i in indices:
            sums[votes[i][0]] = max(sums[votes[i][0]], votes[i][1])  # type: ignore[assignment]
        kind = max(sums, key=lambda k: (sums[k], k is FigureKind.PERSON))
        last = surname(key)
        if kind is FigureKind.OTHER and sums[kind] < 1.0 and 2 <= len(key) <= 4:
            alone = [i for i in indices if not mentions[i].headline]
            if (
                alone
                and (lone[last] or last in titled)
                and toks[mentions[alone[0]].first - 1].text.lower() != "the"
            ):
                kind = FigureKind.PERSON
        if (
            all(mentions[i].headline for i in indices)
            and kind is FigureKind.PERSON
            and not is_given_name(key[0])
        ):
            kind = FigureKind.OTHER
        words = mentions[indices[0]].words
        home = None
        for figure in groups[last]:
            if figure.kind is kind and (kind is FigureKind.PERSON and _compatible(figure.words, words)):
                home = figure
                break
        if home is None:
            home = Figure(name="", words=words, kind=kind)
            figures.append(home)
            groups[last].append(home)
        for i in indices:
            mentions[i].figure = home
            home.mentions.append(mentions[i])
        if len(words) > len(home.words) or (
            len(words) == len(home.words) and _length(words) > _length(home.words)
        ):
            home.words = words
    for figure in figures:
        figure.mentions.sort(key=lambda m: m.first)
        best = next((m for m in figure.mentions if m.words == figure.words and not m.headline), None)
        best = best or next(m for m in figure.mentions if m.words == figure.words)
        figure.name = best.span.of(text)
    return figures


def _length(words: Sequence[str]) -> int:
    return sum(map(len, words))


def _short_names(cast: Cast, votes: list[tuple[FigureKind, float]]) -> None:
    """Give the names of one word to the figures whose surname or given name they are; else they are figures of their own."""
    own: dict[str, Figure] = {}
    seen: dict[str, list[Figure]] = defaultdict(list)
    lower_words = {t.text for t in cast.tokens if t.text[0].islower()}
    order: list[tuple[int, Figure]] = []
    for i, mention in enumerate(cast.mentions):
        if mention.figure is not None:
            if mention.figure.kind is FigureKind.PERSON:
                key = mention.figure.surname
                if mention.figure in seen[key]:
                    seen[key].remove(mention.figure)
                seen[key].append(mention.figure)
            continue
        key = folded(mention.words[0])
        homes = cast.by_surname.get(key, [])
        if homes:
            mention.figure = choose_namesake(cast, mention, homes)
            if mention.figure is not None:
                mention.figure.mentions.append(mention)
            continue
        named = cast.by_given.get(key, [])
        if len(named) == 1 and mention.titled is False:
            mention.figure = named[0]
            named[0].mentions.append(mention)
            continue
        if named:
            continue
        kind, _ = votes[i]
        opens = mention.words[0].lower() in lower_words
        if opens and kind is FigureKind.OTHER:
            continue
        figure = own.get(key)
        if figure is None:
            figure = own[key] = Figure(name=mention.span.of(cast.text), words=mention.words, kind=kind)
            order.append((mention.first, figure))
        elif figure.kind is FigureKind.OTHER and kind is not FigureKind.OTHER:
            figure.kind = kind
        elif figure.kind is FigureKind.BODY and kind is FigureKind.PERSON and votes[i][1] >= 2.5:
            figure.kind = kind
        mention.figure = figure
        figure.mentions.append(mention)
    for _, figure in order:
        cast.figures.append(figure)
        if figure.kind is FigureKind.PERSON:
            cast.by_surname[figure.surname].append(figure)
    for figure in cast.figures:
        figure.mentions.sort(key=lambda m: m.first)
    cast.figures.sort(key=lambda f: f.mentions[0].first)


def choose_namesake(cast: Cast, mention: Mention, homes: Sequence[Figure]) -> Figure | None:
    """Which of the figures of one surname a bare surname means, or None where the article does not settle it."""
    if len(homes) == 1:
        return homes[0]
    candidates = list(homes)
    if isinstance(mention.titled, Gender):
        candidates = [f for f in candidates if figure_gender(f) in {None, mention.titled}]
        sure = [f for f in candidates if figure_gender(f) is mention.titled]
        candidates = sure or candidates
        if len(candidates) == 1:
            return candidates[0]
    if not candidates:
        return None
    before = [
        (m, f)
        for f in candidates
        for m in f.mentions
        if len(m.words) > 1 and m.first < mention.first and not m.headline
    ]
    full = Counter({id(f): sum(len(m.words) > 1 for m in f.mentions) for f in candidates})
    if not before:
        first = min(candidates, key=lambda f: f.mentions[0].first)
        rest = [f for f in candidates if f is not first]
        return first if all(full[id(first)] >= 2 * full[id(f)] for f in rest) else None
    met = {id(f) for _, f in before}
    if len(met) == 1:
        return before[0][1]
    latest, holder = max(before, key=lambda pair: pair[0].first)
    others = [m for m, f in before if f is not holder]
    lead = min(before, key=lambda pair: pair[0].first)[1]
    gap = mention.sentence - max(m.sentence for m in others)
    if holder is lead and (
        gap > 1 or full[id(lead)] >= 2 * max(full[id(f)] for f in candidates if f is not lead)
    ):
        return lead
    if holder is not lead:
        near = mention.sentence - latest.sentence
        if near > 3 and full[id(lead)] > full[id(holder)]:
            return lead
    return None


def figure_gender(figure: Figure) -> Gender | None:
    """The gender that the figure's titles and given name tell, or None."""
    if figure.gender is not None:
        return figure.gender
    return given_name_gender(figure.words[0]) if len(figure.words) > 1 else None


# ---------------------------------------------------------------- gender and role

_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())


def _settle(cast: Cast) -> None:
    """Add to every person its gender and its role, from titles, role words, given name and the pronouns beside it."""
    people = [f for f in cast.figures if f.kind is FigureKind.PERSON]
    for figure in people:
        lean = 0.0
        given = figure.words[0]
        if len(figure.words) > 1 or figure.mentions[0].titled is False:
            lean += 2.0 * _sign(given_name_gender(given))
            if len(figure.words) > 2 and not given_name_gender(given):
                lean += 1.0 * _sign(given_name_gender(figure.words[1]))
        for mention in figure.mentions:
            if isinstance(mention.titled, Gender):
                lean += 3.0 * _sign(mention.titled)
            if figure.role is None or len(mention.words) > 1:
                found = role_before(cast.tokens, mention.first) or role_after(cast.tokens, mention.last)
                if found is not None:
                    for word in found.of(cast.text).split():
                        lean += 2.0 * _sign(role_gender(word))
                    if figure.role is None or _better(found.of(cast.text), figure.role.of(cast.text)):
                        figure.role = found
            lean += _pronoun_beside(cast, mention)
        figure.leaning = lean
        if abs(lean) >= 0.75:
            figure.gender = Gender.MALE if lean > 0 else Gender.FEMALE


def _better(new: str, old: str) -> bool:
    """Whether a later role says more than a bare title ("Sen.") did."""
    return len(old.split()) == 1 and old.lower() in TITLES and len(new.split()) > 1 and old.endswith(".")


def _sign(gender: Gender | None) -> int:
    return 0 if gender is None else 1 if gender is Gender.MALE else -1


def _pronoun_beside(cast: Cast, mention: Mention) -> float:
    """A leaning from the first he or she after a subject in its sentence or at the head of the next."""
    if not mention.subject or mention.quoted or mention.headline:
        return 0.0
    stop = min(len(cast.tokens), mention.last + 40)
    for i in range(mention.last + 1, stop):
        token = cast.tokens[i]
        if cast.sentence_of[i] > mention.sentence + 1:
            break
        if cast.quoted[i]:
            continue
        lower = token.text.lower()
        if lower in _HE:
            return 0.7
        if lower in _SHE:
            return -0.7
        if (
            _capital(token.text)
            and lower not in FUNCTION_WORDS
            and lower not in PLACES
            and cast.sentence_of[i] == mention.sentence
        ):
            if is_given_name(token.text) or lower in COURTESY:
                break
    return 0.0
