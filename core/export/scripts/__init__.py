"""Scripts that retell a descent from its very start, each in the language of one library."""
