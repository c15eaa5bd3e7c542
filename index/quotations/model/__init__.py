"""Attributions as the learned model finds them."""
