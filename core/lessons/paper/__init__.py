"""Lessons on paper: what stands on a worksheet, and on its key."""
