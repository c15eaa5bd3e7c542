"""One person behind several names, across articles; looking people up."""
