"""The heads of the columns, and what is chosen in each."""
