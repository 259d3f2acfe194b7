"""The plane through the hill: which one, which part of it, and its losses."""
