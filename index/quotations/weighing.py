"""How likely a candidate is a cue: a sum of weights of what it is and what stands around it."""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from index.cues import CONJUNCTIONS, DETERMINERS, PRONOUNS, SUBORDINATORS
from index.quotations.candidates import Cue
from index.quotations.units import Item


@cache
def _weights() -> dict[str, float]:
    """The weight of every sign, as logits; the file has tenths, one line a verb, its own weight first."""
    found: dict[str, float] = {}
    for line in (
        files("index.quotations").joinpath("cue_weights.txt").read_text(encoding="utf-8").splitlines()
    ):
        if not line or line.startswith("#"):
            continue
        name, *rest = line.split()
        name = "" if name == "-" else name
        for sign, weight in zip(rest[::2], rest[1::2], strict=True):
            found[name + ("" if sign == "." else sign)] = int(weight) / 10
    return found


def likelihood(items: Sequence[Item], cue: Cue) -> float:
    """From 0 to 1, how likely the candidate introduces what its subject says, thinks or wants."""
    weights = _weights()
    score = sum(weights.get(sign, 0.0) for sign in signs(items, cue))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def signs(items: Sequence[Item], cue: Cue) -> list[str]:
    """What the weight of a candidate is summed over."""
    lemma = cue.lemma
    begin = cue.first if cue.subject is None else min(cue.subject[0], cue.first)
    if begin == 0:
        context = "start"
    else:
        left = items[begin - 1]
        if left.quoted is not None:
            context = "quoted"
        elif left.lower in SUBORDINATORS or left.lower in CONJUNCTIONS:
            context = left.lower
        else:
            context = left.text if not left.is_word else "word"
    who = "none"
    if cue.subject is not None:
        item = items[cue.subject[1] - 1]
        if item.lower in PRONOUNS:
            who = item.lower
        elif item.quoted is None:
            who = (
                "name"
                if item.capital
                else ("determined" if items[cue.subject[0]].lower in DETERMINERS else "noun")
            )
    return [
        "",
        lemma,
        f"={cue.form}",
        f"<{cue.before}",
        f">{cue.after}",
        f"@{context}",
        f"~{who}",
        f"{lemma}>{cue.after}",
        f"{lemma}={cue.form}",
        f"{lemma}<{cue.before}",
        f"<{cue.before}>{cue.after}",
        f"@{context}>{cue.after}",
    ]
