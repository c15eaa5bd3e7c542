"""From a text to its paragraphs, sentences, words, terms and dates."""
