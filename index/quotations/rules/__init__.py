"""Attributions as rules find them: verbs, marks and the order of words."""
