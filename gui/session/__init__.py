"""The present moment, what the user looks at of it, and what is said about it."""
