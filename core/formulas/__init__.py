"""Formulas over columns of numbers: read as people write them, computed, and written."""
