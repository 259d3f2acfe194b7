"""Handing in, and what a class handed in."""
