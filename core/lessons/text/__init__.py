"""The text of a lesson, read and found wanting line by line."""
