"""Networks of other programs, read from their files of weights."""
