"""Lessons: pages of text with networks and tasks, checked from what the experiment is."""
