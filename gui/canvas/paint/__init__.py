"""Painting the picture of a network, with any painter."""
