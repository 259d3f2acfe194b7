"""Tests of handing in, and of what a class handed in."""
