"""Tasks: what they ask, what is hidden meanwhile, and whether an answer is right."""
