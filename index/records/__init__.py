"""Records: each quotation of an archive as one flat value, streamed, filtered and written to files."""
