"""Keeping work safe: after a crash, when the program is told to end, and at the next start."""
