"""The bot: its conversation, which knows no Telegram, and what brings it to Telegram or to a terminal."""
