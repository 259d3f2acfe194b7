"""Slips: what comes out of an update where one thing of its calculation is done wrong."""
