"""Whom a pronoun or "the company" stands for: from a source without a name to a figure and how likely it is.

`anaphors` says which sources ask for an antecedent, `discourse` follows who is in mind as the article goes
on, `features` tells what speaks for a candidate, and `ranker` weighs that as `index.training.antecedents`
learned it.
"""
