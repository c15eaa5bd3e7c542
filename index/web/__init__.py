"""The archive for readers and programs: requests in; pages, JSON and feeds out; nothing is written."""
