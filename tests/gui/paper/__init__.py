"""Tests of lessons on paper."""
