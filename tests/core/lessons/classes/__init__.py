"""Tests of what a class hands in."""
