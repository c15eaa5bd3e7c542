"""From a question as typed to whom it asks about, on what and when."""
