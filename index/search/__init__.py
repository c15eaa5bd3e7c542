"""A BM25 engine over sentences: segments, postings, filters and a compiled kernel; it knows no news."""
