"""The memory that a history takes: counted, set aside, thinned."""
