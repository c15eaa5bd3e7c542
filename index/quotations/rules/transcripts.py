"""Paragraphs that name their speaker at their head or foot: transcripts, interviews, headlines and posts."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from index.analysis.furniture import POSTED
from index.analysis.sentences import Sentence
from index.lexicon.grammar import FINITE, HEADLINE_SPEAKERS, NO_SPEAKERS
from index.lexicon.loading import classes
from index.lexicon.titles import TITLES
from index.names.roles import is_role
from index.spans import Span

_TIME = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?\s+)?"  # "[00:00:15] "
_PRESENTED = r"(?:,? \([^()\n]{1,60}\))?(?P<aside>, [^:\n\"\u201c]{1,60})? ?(?P<colon>:)[*_]{0,3}\s+(?=\S)"
"""What stands between a name and the words: "(Head of Environment):", ", HOST:", ":"."""
_CAPITALS = re.compile(
    _TIME + r"[*_]{0,3}[\"\u201c]?"
    r"(?P<name>[A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,4})" + _PRESENTED
)
_NAMED = re.compile(
    _TIME + r"[*_]{0,3}[\"\u201c]?(?P<name>(?:[A-Z][\w.'\u2019-]*)(?: [A-Z][\w.'\u2019-]*){0,3})" + _PRESENTED
)
_ASKED = re.compile(r"[*_]{0,3}(?:(?:Q|A|Question|Answer)[.:]|[QA](?:\t| {2,})|BY (?:MR|MRS|MS|DR)\b)")
"""A question or answer under no name, as in a court's transcript."""
_HEADLINE = re.compile(
    r"(?P<name>[A-Z][\w.'\u2019-]*(?: (?:of|the|[A-Z])[\w.'\u2019-]*){0,4})"
    r" ?(?P<colon>:)\s+(?=[\u2018'\"\u201c]?[A-Z])"
)
_SIGNED = re.compile(
    rf"{POSTED}"
    r"(?:[ ,|\u2022\u00b7]*(?:on )?[A-Z][a-z]+\.? \d{1,2},? \d{4})?\.?\s*$"
)
_NAME_ALONE = re.compile(
    r"([\u2014\u2013-]{1,2}) ?([A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,4})(?:,[^\n]{0,60})?\.?$"
)
_NAME_BEHIND = re.compile(r"[.?!\u2026](?P<gap> )(?P<name>[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){1,3})$")
_LINK_BEHIND = re.compile(r"(?:\s+(?:https?://|pic\.|www\.|t\.co/)\S+)+$")
_TWO_CAPITALS = re.compile(r"(?<![\w.'\u2019-])(?=([A-Z][\w.\u2019'-]*) ([A-Z](?:[\w-]|['\u2019.](?=\w))*))")
_SENTENCE = re.compile(r"[^\W\d_].{20,}[.?!\u2026]", re.DOTALL)
_SAID = (
    r"\b(?:'s? \w+)? (?:has |had |also )*(?:said|says|told|tells|added|adds|wrote|writes|tweeted|announced)\b"
)
LONGEST_TURN = 12
"""Paragraphs without a name that a turn goes on in; more are taken for the article's own words."""
_STAGE = re.compile(r"[\"\u201c]?(?:\([^()]*\)|\[[^\[\]]*\])[.\"\u201d]*")  # "(LAUGHTER)"
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 2
_IN_CAPITALS = 0.8
_OPENING = '"\u201c'
_MARKS = '"\u201c\u201d'
_MARK = re.compile(f"[{_MARKS}]")
_FEWEST_NAMED = 2
"""So many words has a full name, and so often is somebody named of whom the article tells."""
_FEWEST = 3
"""So many paragraphs must begin with a name and a colon before these are read as a conversation."""


class Labelled(NamedTuple):
    """What a paragraph says, with the mark that stands for a cue, and the name it bears.

    `turn` tells a turn of a conversation, `goes_on` the paragraphs, by number, in which it goes on.
    """

    content: Span
    cue: Span
    source: Span
    goes_on: tuple[tuple[int, Span], ...] = ()
    turn: bool = False

    @property
    def parts(self) -> list[Span]:
        """All that is said, paragraph by paragraph."""
        return [self.content, *(span for _, span in self.goes_on)]


def labelled_paragraphs(text: str, sentences: Sequence[Sentence]) -> dict[int, Labelled]:
    """By a paragraph's number: "WALLACE: ...", "Ana Ruiz: ..." in a conversation, "Minister: ..." as a
    headline, and a post whose next paragraph signs it ("\u2014 Ana Ruiz (@ruiz) May 4, 2016"); none gives
    {}."""
    found: dict[int, Labelled] = {}
    before: tuple[int, Span] | None = None
    paragraphs = list(whole_paragraphs(sentences))
    for number, paragraph in paragraphs:
        if before is None:
            headline = _HEADLINE.match(text, *paragraph)
            if headline is not None and _speaks(text, headline["name"], paragraph.end):
                found[number] = _labelled(headline, paragraph.end)
        elif (signed := _signature(text, before[1], paragraph)) is not None:
            found.setdefault(before[0], signed)
        elif (signed := _signed_behind(text, paragraph)) is not None:
            found[number] = signed
        for pattern in (_CAPITALS, _NAMED):
            match = pattern.match(text, *paragraph)
            if match is not None and not is_no_speaker(match["name"]):
                label = _labelled(match, paragraph.end)
                if label.content.start > match.end():  # what stands between marks
                    found[number] = label
        before = number, paragraph
    spoken = _turns(text, paragraphs)
    apart = {n: label for n, label in found.items() if n not in spoken or label.cue != spoken[n].cue}
    return spoken | apart  # a first turn looks like a headline


def _turns(text: str, paragraphs: Sequence[tuple[int, Span]]) -> dict[int, Labelled]:
    """The turns of a conversation that the text writes down: paragraphs that begin with a name, again and
    again; none where it is no transcript."""
    shouted: dict[int, Labelled] = {}
    named: dict[int, Labelled] = {}
    presented: dict[int, Labelled] = {}  # "ANA COLE, HOST: ..."
    for number, paragraph in paragraphs:
        for pattern, labels in ((_CAPITALS, shouted), (_NAMED, named)):
            match = pattern.match(text, *paragraph)
            if match is not None and not is_no_speaker(match["name"]):
                label = _labelled(match, paragraph.end)
                words = _WORD.findall(label.content.of(text))
                if label.content.start == match.end() and words and not _is_headline(words):
                    (presented if match["aside"] else labels)[number] = label._replace(turn=True)
    asked = sum(_ASKED.match(text, *paragraph) is not None for _, paragraph in paragraphs)
    found = shouted if _take_turns(text, shouted.values(), asked) else {}
    found = named | found if found or _take_turns(text, named.values(), asked) else {}
    again = {_surname(label.source.of(text)) for label in found.values()}
    found |= {n: label for n, label in presented.items() if _surname(label.source.of(text)) in again}
    return _with_all_paragraphs(text, paragraphs, found) if found else {}


def _with_all_paragraphs(
    text: str, paragraphs: Sequence[tuple[int, Span]], turns: dict[int, Labelled]
) -> dict[int, Labelled]:
    """The turns with the paragraphs up to the next one, if most paragraphs of the conversation are turns."""
    numbers = [number for number, _ in paragraphs]
    first, last = numbers.index(min(turns)), numbers.index(max(turns))
    times = Counter(turn.source.of(text) for turn in turns.values())
    again = sum(count for count in times.values() if count > 1)
    if 2 * len(turns) < last + 1 - first or 2 * again < len(turns):
        return turns  # a few words of people in between an article's own
    more: dict[int, list[tuple[int, Span]]] = {number: [] for number in turns}
    asks = any(turn.content.of(text).endswith("?") for turn in turns.values())
    now, stopped = min(turns), False
    for number, paragraph in paragraphs[first:last]:
        if number in turns:
            now, stopped = number, False
        elif is_labelled(text, paragraph):
            stopped = True  # "VIDEO: ...", whoever speaks there
        elif not asks and paragraph.of(text).endswith("?"):
            stopped = True  # an interviewer without a name
        elif not stopped and not _STAGE.fullmatch(text, *paragraph):
            more[now].append((number, unsigned(text, paragraph)))
    return {
        number: turn._replace(goes_on=tuple(more[number] if len(more[number]) <= LONGEST_TURN else ()))
        for number, turn in turns.items()
    }


def _take_turns(text: str, labels: Collection[Labelled], asked: int) -> bool:
    """Whether labels are of people who speak in turns: most come again, as "TAPPER:" does, and say something.

    "NEW DELHI:" at the head of a report comes once, "GUNS:" and "TAXES:" over its parts do, and what follows
    a name in a list of results is short. Where `asked` paragraphs, by "Q" or "A", are two, so may labels be.
    """
    times = Counter(_surname(label.source.of(text)) for label in labels)
    again = sum(count for count in times.values() if count > 1)
    told = sum(len(_WORD.findall(label.content.of(text))) >= _FEWEST_WORDS for label in labels)
    many = len(labels) >= _FEWEST or (len(labels) >= _FEWEST_NAMED and asked >= _FEWEST_NAMED)
    return many and 2 * again >= len(labels) and 2 * told >= len(labels)


def _surname(name: str) -> str:
    """The last word of a label's name without what stands in brackets: "Ana Cole" comes again as "Cole"."""
    return name.split(" (", maxsplit=1)[0].rsplit(maxsplit=1)[-1].rstrip(",")


def _is_headline(words: Sequence[str]) -> bool:
    """Whether nearly all words of some length begin with a capital."""
    long = [word for word in words if len(word) > 3]
    return len(long) >= _FEWEST and sum(word[0].isupper() for word in long) >= _IN_CAPITALS * len(long)


def _signature(text: str, before: Span, paragraph: Span) -> Labelled | None:
    """The post or quotation in the paragraph before, if this one signs it.

    Without marks it has to be a sentence, and the name that of somebody with a title, or whom the article
    names elsewhere: agencies and reporters sign what they tell, too.
    """
    content = unsigned(text, before)
    match = _SIGNED.match(text, *paragraph)
    if match is not None:
        link = _LINK_BEHIND.search(text, *content)
        content = Span(content.start, link.start()) if link is not None else content
        return Labelled(content, Span(*match.span(1)), Span(*match.span(2)), turn=True)
    match = _NAME_ALONE.match(text, *paragraph)
    if match is None:
        return None
    bare = content == before
    if bare and not (_is_unmarked(text, content) and _is_known(text, Span(*match.span(2)))):
        return None
    return Labelled(content, Span(*match.span(1)), Span(*match.span(2)), turn=bare)


def _signed_behind(text: str, paragraph: Span) -> Labelled | None:
    """A pull quotation without marks behind whose last stop stands the full name of somebody whom the article
    names elsewhere; its cue is empty."""
    match = _NAME_BEHIND.search(text, *paragraph)
    if match is None:
        return None
    content, name = Span(paragraph.start, match.start("gap")), Span(*match.span("name"))
    if not _is_unmarked(text, content) or not _is_named_again(text, name.of(text).split()):
        return None
    return Labelled(content, Span(content.end, content.end), name, turn=True)


def _is_unmarked(text: str, content: Span) -> bool:
    """Whether words are a sentence, with no quotation in it."""
    return _SENTENCE.fullmatch(text, *content) is not None and not _MARK.search(text, *content)


def _is_known(text: str, name: Span) -> bool:
    """Whether a name that signs something is somebody's whom it tells of: with a role or title before it, or
    named elsewhere."""
    words, writes = name.of(text).split(), classes("descriptions")["writes"]
    if len(words) < _FEWEST_NAMED or any(word.lower().strip(".,") in writes for word in words):
        return False
    titled = len(words) > _FEWEST_NAMED and (words[0].rstrip(".").lower() in TITLES or is_role(words[0]))
    return titled or _is_named_again(text, words)


def _is_named_again(text: str, words: Sequence[str]) -> bool:
    """Whether the last two words of a name come twice or more in the text."""
    return " ".join(words[-_FEWEST_NAMED:]).rstrip(".") in _named_again(text)


@lru_cache(maxsize=1)
def _named_again(text: str) -> frozenset[str]:
    """The pairs of capitalised words that stand together twice or more, read once for all that is signed."""
    counts = Counter(f"{match[1]} {match[2].rstrip('.')}" for match in _TWO_CAPITALS.finditer(text))
    return frozenset(pair for pair, count in counts.items() if count >= _FEWEST_NAMED)


def _speaks(text: str, name: str, start: int) -> bool:
    """Whether a headline's label is a speaker ("Minister: ...") and no topic ("Brexit: ...")."""
    last = name.rsplit(maxsplit=1)[-1]
    if last.lower() in HEADLINE_SPEAKERS:
        return True
    return not is_no_speaker(name) and re.search(r"\b" + re.escape(last) + _SAID, text[start:]) is not None


def whole_paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Span]]:
    """Each paragraph of the sentences, in order: its number and its place."""
    for number, inside in groupby(sentences, key=lambda sentence: sentence.paragraph):
        spans = [sentence.span for sentence in inside]
        yield number, Span(spans[0].start, spans[-1].end)


def _labelled(match: re.Match[str], end: int) -> Labelled:
    text = match.string
    if (
        text[match.start()] in _OPENING
        and not _MARK.search(text, match.end(), end - 1)
        and text[end - 1] in _MARKS
    ):
        end -= 1  # one pair of marks around all turns
    while end > match.end() and text[end - 1] in "*_":
        end -= 1
    return Labelled(
        unsigned(match.string, Span(match.end(), end)), Span(*match.span("colon")), Span(*match.span("name"))
    )


def is_labelled(text: str, paragraph: Span) -> bool:
    """Whether a paragraph begins with what looks like a speaker's name and a colon, or with "Q:"."""
    return any(pattern.match(text, *paragraph) for pattern in (_CAPITALS, _NAMED, _ASKED))


def unsigned(text: str, paragraph: Span) -> Span:
    """The paragraph without quotation marks around all of it, of which the last may be missing."""
    start, end = paragraph
    if end - start < 3 or text[start] not in '"\u201c':
        return paragraph
    marks = sum(text.count(mark, start + 1, end) for mark in '"\u201c\u201d')
    if marks == 1 and text[end - 1] in '"\u201d':
        return Span(start + 1, end - 1)
    return paragraph if marks else Span(start + 1, end)


def is_no_speaker(name: str) -> bool:
    """Whether a label tells a topic or kind of text ("Review", "Box office"), and nobody who speaks."""
    words = name.lower().split()
    titled = words[0].rstrip(".") in TITLES  # "Mr. Drew" is no verb
    finite = not titled and any(word in FINITE for word in words)
    return words[0] in NO_SPEAKERS or words[-1] in NO_SPEAKERS or finite
