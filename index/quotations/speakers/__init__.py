"""From an attribution's source to the person or organisation that speaks."""
