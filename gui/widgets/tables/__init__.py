"""Tables of numbers that are edited in place. They know nothing of the session."""
