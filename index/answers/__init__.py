"""From a question and an archive to an answer: what is found, in which order, and how it is shown."""
