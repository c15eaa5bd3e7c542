"""Feeds in, articles out: what is new in RSS and Atom feeds, each entry followed to its page."""
