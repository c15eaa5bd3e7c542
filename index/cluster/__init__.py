"""The archive on OpenSearch: the same rows in documents, the same answers out of a copy of those it needs."""
