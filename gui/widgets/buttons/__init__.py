"""Buttons, and menus of choices."""
