"""Telegram: updates in, replies out, and who may ask how often."""
