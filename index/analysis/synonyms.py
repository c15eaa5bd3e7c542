"""Verbs of speech that tell much the same: what somebody "promised" is what they "vowed". Data, by stems."""

from __future__ import annotations

from functools import cache

from index.analysis.terms import terms

_ALIKE = """
    promise vow pledge swear guarantee commit
    deny dispute refute rebut reject
    criticize criticise attack slam blast condemn denounce lambast lambaste assail deride decry castigate
        chide rebuke ridicule mock scold bash rip blame fault
    praise hail applaud commend laud credit celebrate compliment
    welcome hail applaud
    warn caution alert
    threaten warn
    propose suggest recommend advocate urge
    support endorse back favor favour defend champion embrace
    oppose object reject protest
    demand insist urge require
    predict forecast foresee expect anticipate
    admit acknowledge concede confess
    announce declare disclose reveal unveil
    complain lament bemoan gripe grumble
    accuse blame charge allege
    apologize apologise regret
    claim assert allege contend maintain
    argue contend maintain reason
    explain clarify elaborate
    confirm verify certify affirm reaffirm
    estimate reckon calculate project
    believe think reckon feel
    fear worry dread
    hope want wish
    joke quip jest
    dismiss reject rebuff
    refuse decline reject
"""


def _classes() -> list[frozenset[str]]:
    lines = "\n".join(_ALIKE.splitlines()).replace("\n        ", " ").splitlines()
    return [
        frozenset(term for word in line.split() for term in terms(word)) for line in lines if line.strip()
    ]


@cache
def alike(term: str) -> frozenset[str]:
    """The terms of verbs that tell much the same as `term`, itself left out; none for most words."""
    return frozenset().union(*(verbs for verbs in _classes() if term in verbs)) - {term}
