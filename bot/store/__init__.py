"""What the bot remembers from one run to the next."""
