"""The settings, read once at the edges; nothing else here knows of them."""
