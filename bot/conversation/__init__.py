"""What is said to whom: from a message or a press to a reply, without Telegram."""
