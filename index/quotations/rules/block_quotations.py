"""Block quotations: a paragraph without marks behind one such as "In a speech last July, he said:"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.analysis.sentences import Sentence
from index.lexicon.grammar import ADDRESSED, FINITE, OF_SAYING, PREPOSITIONS, SPOKEN, TIMES
from index.quotations.marks import quoted_spans
from index.quotations.rules.clause_tokens import Item, split_units
from index.quotations.rules.cue_candidates import Cue, find_candidates
from index.quotations.rules.cue_classifier import likelihood
from index.quotations.rules.transcripts import Labelled, is_labelled, whole_paragraphs
from index.spans import Span

_LIKELY = 0.45
_FEWEST_WORDS = 5
_WORD = re.compile(r"[^\W\d_]+")
_PROSE = re.compile(r"(?:\u2026 ?|\.{3} ?|\[)?[^\W\d_].*[.?!\u2026\])]", re.DOTALL)
_ENDS_SPEECH = frozenset(",.?!")


def block_quotations(text: str, sentences: Sequence[Sentence]) -> dict[int, Labelled]:
    """By a paragraph's number: prose without marks behind a paragraph that ends in a verb of speaking and a
    colon, under the subject of that verb. One paragraph; nothing tells where more would end."""
    found: dict[int, Labelled] = {}
    for (number, lead), (following, block) in pairwise(whole_paragraphs(sentences)):
        if text[lead.end - 1] == ":" and is_prose(text, block):
            told = _told(text, [one for one in sentences if one.paragraph == number])
            if told is not None:
                cue, source = told
                found[following] = Labelled(block, cue, source, (), turn=True)
    return found


def is_prose(text: str, block: Span) -> bool:
    """Whether a paragraph can be a block quotation: sentences, no list, no label, nobody quoted in it."""
    written = block.of(text)
    if not _PROSE.fullmatch(written) or len(_WORD.findall(written)) < _FEWEST_WORDS:
        return False
    return not is_labelled(text, block) and not any(
        words.inner.of(written)[-1] in _ENDS_SPEECH for words in quoted_spans(written)
    )


def _told(text: str, lead: Sequence[Sentence]) -> tuple[Span, Span] | None:
    """Cue and source at the end of a paragraph: "In a speech last July, | he | said:"."""
    units = split_units(text, lead, quoted_spans(text, [Span(lead[0].span.start, lead[-1].span.end)]))
    items = units[-1].items if units else []
    if not items or items[0].lower == "what":  # "What he said:" may lead to a summary
        return None
    for cue in reversed(find_candidates(items)):
        if _leads(items, cue):
            if cue.subject is None or likelihood(items, cue) < _LIKELY:
                return None
            start, end = cue.subject
            place = Span(items[cue.first].start, items[cue.last - 1].end)
            return place, Span(items[start].start, items[end - 1].end)
    return None


def _leads(items: Sequence[Item], cue: Cue) -> bool:
    """Whether a cue is somebody's speaking or writing and its words stand behind the colon, not before."""
    if cue.lemma not in SPOKEN or cue.before in {"passive", "part", "inverted"}:
        return False
    between = items[cue.last : -1]
    if any(item.quoted is not None or item.lower in FINITE or item.lower == "that" for item in between):
        return False
    whom = cue.lemma in ADDRESSED and cue.after == "colon"  # "told reporters:"
    return whom or not between or between[0].lower in PREPOSITIONS | TIMES | OF_SAYING
