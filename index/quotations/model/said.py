"""Whether what stands between quotation marks was said, or is a title, a term, a nickname or a slogan.

The network takes "promoted “Dune” in London" for something told, since in what it learned from, hardly
any marks hold a title. What stands around and between the marks tells; how much each sign of it weighs was
learned from marked articles (`python -m index.training.marks FOLDER...`).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile

from index.lexicon.grammar import DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS
from index.lexicon.loading import classes, listed
from index.lexicon.verbs import is_reporting_verb, tells_words, verb_forms
from index.quotations.marks import Quoted
from index.quotations.rules.cue_classifier import weights as cue_weights
from index.spans import Span

LEAST, DOUBTED = -1.0, 0.5
"""The logits below which a stretch counts as not said, and as said only where a word of saying or thinking
tells it; chosen on articles that the weights were not learned from, so that what was said there is kept."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?|\d+")
_USED = re.compile(r"\b(?:us(?:e|es|ed|ing)|in) the (?:words?|terms?|phrases?)\b", re.IGNORECASE)
_TOLD = re.compile(r"\bthat\b|\bas (?:an? |the )?.?.?$")
_SENTENCE = re.compile(r"[.!?\u201d\"]\s")
_NEXT = re.compile(r"\s([a-z][\w-]*)")
_BEFORE, _BEHIND = 90, 60
"""Characters to each side that are looked at."""
_SMALL = listed("the a an of for and to in on at by with from or as but nor is")
_CALLERS = PRONOUNS | {"what", "have", "has", "had", "also", "once", "later"}
_LENGTHS = (6, 10, 16)


def was_said(text: str, content: Sequence[Span], cue: Span | None, quoted: Sequence[Quoted]) -> bool:
    """Whether a quotation tells what somebody said: False where all the marks in it hold titles and the
    like, and no more than they hold is told, or no word of saying or thinking tells it. `quoted` are the
    text's stretches. What has no marks is said.
    """
    first, last = content[0].start, content[-1].end
    begin = bisect_right(quoted, first, key=lambda q: q.inner.end)
    within = list(takewhile(lambda q: q.inner.start < last, quoted[begin:]))
    likely = max((logit(text, q) for q in within), default=0.0)
    if not within or likely >= DOUBTED:
        return True
    reported = cue is not None and _reports(text, cue, within[0])
    if likely >= LEAST:
        return reported or cue is None or cue.start > first  # ‘Quietly,’ his sister corrects
    marked = all(any(q.outer.start <= s and e <= q.outer.end for q in within) for s, e in content)
    return reported and (not marked or _USED.search(text, *cue or (0, 0)) is not None)


def _reports(text: str, cue: Span, one: Quoted) -> bool:
    """Whether a cue has a word of saying or thinking, or what it tells has the form of that.

    "Advice called ‘Mind the tide’" has a name's word alone; "sends a message that the “elites” obey" and
    "hails him as a “giant”" do.
    """
    words = [word.lower() for word in _WORD.findall(cue.of(text))]
    if tells_words(cue.of(text)) or _USED.search(text, *cue) or _TOLD.search(text, cue.end, one.inner.start):
        return True
    named = words[-1] in classes("namings")["naming"] and "naming-thing" in signs(text, one)
    return any(map(is_reporting_verb, words)) and not named


def logit(text: str, one: Quoted) -> float:
    """How likely the stretch was said, as a logit; 0 where nothing is known."""
    table = weights()
    return sum(table.get(sign, 0.0) for sign in signs(text, one))


@cache
def weights() -> dict[str, float]:
    """The weight of every sign, in logits."""
    lines = files("index.quotations.model").joinpath("said_weights.txt").read_text(encoding="utf-8")
    found: dict[str, float] = {}
    for line in lines.splitlines():
        if not line.startswith("#"):
            sign, weight = line.rsplit(" ", 1)
            found[sign] = int(weight) / 100
    return found


def signs(text: str, one: Quoted) -> list[str]:
    """What is true of a stretch between marks, of which the weights are summed."""
    line = text.rfind("\n", 0, one.outer.start) + 1
    left = text[max(line, one.inner.start - _BEFORE) : one.outer.start]
    ends = [match.end() for match in _SENTENCE.finditer(left)]
    before = _WORD.findall(left[ends[-1] if ends else 0 :])
    beyond = text[one.outer.end : one.outer.end + _BEHIND].split("\n", maxsplit=1)[0]
    behind = [word.lower() for word in _WORD.findall(beyond)]
    found = ["always", *_of_words(one.inner.of(text)), *_of_place(text, one, line)]
    near = [word.lower() for word in before] + behind[:5]
    found += _of_left(before, any(map(is_reporting_verb, near)))
    follows = _NEXT.match(text, one.outer.end)
    if follows:
        found += ["word-behind", f"behind={follows[1]}"]
        found += ["work-behind"] if not _works().isdisjoint(behind[:2]) else []
    if "title" in found or "one-name" in found:
        found += [f"title&{sign}" for sign in found if sign in _CROSSED]
    return found


_CROSSED = frozenset(
    [
        "reported",
        "unreported",
        "naming",
        "naming-thing",
        "work-before",
        "work-behind",
        "preposition",
        "determiner",
    ]
)


def _of_words(inner: str) -> list[str]:
    """What the words themselves tell."""
    words = _WORD.findall(inner)
    low = [word.lower().replace("\u2019", "'") for word in words]
    count = len(words)
    found = [f"words={count}" if count < _LENGTHS[0] else f"words>={max(n for n in _LENGTHS if n <= count)}"]
    great = [word for word in words if word.lower() not in _SMALL]
    if great and all(word[0].isupper() or word[0].isdigit() for word in great):
        found.append("capitals" if inner.isupper() and count > 1 else "title" if count > 1 else "one-name")
    else:
        found.append("begins-large" if words and words[0][0].isupper() else "begins-small")
    found += ["finite"] if any(word in FINITE or "'" in word for word in low) else []
    found += ["pronoun"] if any(word.split("'")[0] in PRONOUNS for word in low) else []
    return [*found, f"ends={inner[-1]}" if inner[-1] in ",.!?" else "ends-bare"]


def _of_place(text: str, one: Quoted, line: int) -> list[str]:
    """What stands right beside the marks."""
    after = text[one.outer.end : one.outer.end + 1]
    alone = not text[line : one.outer.start].strip()
    mark = text[line : one.outer.start].rstrip()[-1:]
    space = "line" if after in "\n" else "space" if after.isspace() else "x"
    return [
        f"after={after if after and after in ',.;:)' else space}",
        f"before={'line' if alone else 'word' if mark.isalnum() else mark}",
        "single" if one.outer.of(text)[0] in "'\u2018" else "double",
        *(["begins-paragraph"] if alone else []),
        *(["alone"] if alone and after in "\n" else []),
    ]


def _of_left(words: Sequence[str], reported: bool) -> list[str]:
    """What the words of the sentence before the marks tell; a verb of saying may stand behind, too."""
    found = ["reported" if reported else "unreported"]
    if not words:
        return found
    before = [word.lower() for word in words]
    forms = verb_forms()
    last = before[-1]
    verb = next((word for word in reversed(before) if word in forms), None)
    if verb is None:
        found.append("no-verb")
    else:
        lemma, form = forms[verb]
        table = cue_weights()
        strength = round(table.get((lemma, ""), 0.0) + table.get((lemma, f"={form}"), 0.0))
        found += [f"verb={lemma}", f"strength={max(-2, min(3, strength))}"]
        found += ["verb-beside"] if last == verb else []
    naming = classes("namings")
    if last in naming["naming"] or before[-2:] == ["known", "as"]:
        found += ["naming", *(["naming-thing"] if _is_thing(words[-4:-1]) else [])]
    found += ["work-before"] if not _works().isdisjoint(before[-2:]) else []
    found += ["work-of"] if last == "of" and not _works().isdisjoint(before[-3:]) else []
    found += ["preposition"] if last in PREPOSITIONS else ["determiner"] if last in DETERMINERS else []
    return [*found, f"last={last}", *([f"last-but-one={before[-2]}"] if len(before) > 1 else [])]


def _is_thing(words: Sequence[str]) -> bool:
    """Whether words are a thing that has a name, and not who calls it so: "a leaflet", not "what Lind"."""
    return bool(words) and all(word.islower() and word not in _CALLERS for word in words)


@cache
def _works() -> frozenset[str]:
    """Nouns beside which a title or a motto stands."""
    return frozenset(classes("namings")["work"])
