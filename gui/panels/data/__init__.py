"""The table of the rows."""
