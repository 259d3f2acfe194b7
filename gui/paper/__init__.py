"""Worksheets on paper: their blocks laid out, broken into pages, painted, and written as PDF."""
