"""The data of the rules: verbs, their forms and the weights of their signs."""

from index.lexicon import grammar as cues
from index.lexicon.verbs import verb_forms
from index.quotations.rules.cue_classifier import weights


def test_forms_name_their_verb() -> None:
    forms = verb_forms()
    for word, expected in {
        "says": ("say", "s"),
        "said": ("say", "past"),
        "saying": ("say", "ing"),
        "admitted": ("admit", "past"),
        "denies": ("deny", "s"),
        "denied": ("deny", "past"),
        "insisting": ("insist", "ing"),
        "agreeing": ("agree", "ing"),
        "wrote": ("write", "past"),
        "written": ("write", "part"),
        "tweets": ("tweet", "s"),
        "stressed": ("stress", "past"),
        "lambasted": ("lambaste", "past"),  # and not of "lambast", whatever order the verbs come in
    }.items():
        assert forms[word] == expected


def test_irregular_and_doubled_verbs_are_verbs() -> None:
    known = cues.VERBS | {
        "go",
        "give",
        "make",
        "draw",
        "sing",
        "nod",
        "chat",
        "commit",
        "confer",
        "grin",
        "pin",
        "sob",
        "tip",
    }
    assert cues.IRREGULAR.keys() <= known
    assert known >= cues.DOUBLED


def test_every_weight_belongs_to_a_verb_or_to_all() -> None:
    names = {name for name, _ in weights()}
    assert names - cues.VERBS == {""}
    assert all(abs(weight) < 10 for weight in weights().values())


def test_said_weighs_more_than_a_verb_of_seldom_speech() -> None:
    table = weights()
    assert table["say", ""] > table["find", ""]
    assert table["", ">that"] > table["", ">by"]
