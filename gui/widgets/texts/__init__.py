"""Texts: shown as they are, cut to their room, and described."""
