"""How likely a candidate is a cue: a sum of weights of what it is and what stands around it."""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from index.lexicon.grammar import CONFIDENCE, CONJUNCTIONS, DETERMINERS, HELPERS, PRONOUNS, SUBORDINATORS
from index.quotations.rules.clause_tokens import Item
from index.quotations.rules.cue_candidates import Cue
from index.quotations.rules.subjects import is_adverb

_SUREST = 6.0  # logit

Sign = tuple[str, str]
"""A verb, or "" for all of them, and what is true of the candidate."""


@cache
def weights() -> dict[Sign, float]:
    """The weight of every sign, in logits, as `index.training.cue_weights` learned them."""
    return read_weights(
        files("index.quotations.rules").joinpath("cue_weights.txt").read_text(encoding="utf-8")
    )


def read_weights(lines: str) -> dict[Sign, float]:
    """The weights of the file's `lines`, which hold tenths, a line a verb."""
    found: dict[Sign, float] = {}
    for line in lines.splitlines():
        if line.startswith("#"):
            continue
        verb, *rest = line.split()
        for sign, weight in zip(rest[::2], rest[1::2], strict=True):
            found["" if verb == "-" else verb, "" if sign == "." else sign] = int(weight) / 10
    return found


def likelihood(items: Sequence[Item], cue: Cue) -> float:
    """From 0 to 1, how likely the candidate introduces what its subject says, thinks or wants."""
    table = weights()
    score = sum(table.get(sign, 0.0) for sign in signs(items, cue))
    return _logistic(max(-30.0, min(30.0, score)))


def confidence(rule: str, likely: float) -> float:
    """How sure an attribution's content and source are, by the rule that found it and its cue's likelihood.

    Of attributions at 0.9, nine in ten are right (content half in common, source right) on PolNeAR dev.
    """
    intercept, slope = CONFIDENCE[rule]
    logit = math.log(likely / (1 - likely)) if 0 < likely < 1 else _SUREST
    return _logistic(intercept + slope * min(logit, _SUREST))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def signs(items: Sequence[Item], cue: Cue) -> list[Sign]:
    """What the weight of a candidate is summed over."""
    begin = cue.first if cue.subject is None else min(cue.subject[0], cue.first)
    context = _context(items[begin - 1]) if begin > 0 else "start"
    of_all = (
        "",
        f"={cue.form}",
        f"<{cue.before}",
        f">{cue.after}",
        f"@{context}",
        f"~{_subject(items, cue)}",
        f"^{_beside(items, cue)}={cue.form}",
        f"<{cue.before}>{cue.after}",
        f"@{context}>{cue.after}",
    )
    of_verb = ("", f">{cue.after}", f"={cue.form}", f"<{cue.before}")
    return [("", sign) for sign in of_all] + [(cue.lemma, sign) for sign in of_verb]


def _context(left: Item) -> str:
    """What stands before the subject."""
    if left.quoted is not None:
        return "quoted"
    if left.lower in SUBORDINATORS or left.lower in CONJUNCTIONS:
        return left.lower
    if left.is_word:
        return "word"
    return left.text if left.text in ",:;()" else "mark"


def _subject(items: Sequence[Item], cue: Cue) -> str:
    if cue.subject is None:
        return "none"
    item = items[cue.subject[1] - 1]
    if item.lower in PRONOUNS:
        return item.lower
    if item.capital:
        return "name"
    return "determined" if items[cue.subject[0]].lower in DETERMINERS else "noun"


def _beside(items: Sequence[Item], cue: Cue) -> str:
    """What the word right before the verb looks like."""
    if cue.verb == 0:
        return "start"
    left = items[cue.verb - 1]
    if left.quoted is not None or not left.is_word:
        return "mark"
    if left.lower in PRONOUNS or left.lower in HELPERS or is_adverb(left):
        return "small"
    if left.lower.endswith(("'s", "s'")):
        return "owner"
    return ("name" if left.capital else "word") + ("s" if left.lower.endswith("s") else "")
