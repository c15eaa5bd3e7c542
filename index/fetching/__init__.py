"""Web addresses in, articles out: fetched within bounds of time, size and place."""
