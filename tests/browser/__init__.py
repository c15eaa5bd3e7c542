"""The site in a real Chromium: what a reader walks, what programs of accessibility say, and how it looks."""
