"""Numbers, equations and names as text."""
