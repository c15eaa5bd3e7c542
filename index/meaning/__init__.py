"""Texts in, how near they are in meaning out: static word vectors, without a network at run time."""
