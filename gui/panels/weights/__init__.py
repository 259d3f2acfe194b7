"""The table of the weights."""
