"""The sieves: each reads one kind of source from the words around it, the surest first.

In go the tokens of a source, out comes a `Reading`: who that is, under which name and role, and how it was
found. What no sieve settles, `ranking` weighs. The precision of each is told in the README of `speakers`.
"""
