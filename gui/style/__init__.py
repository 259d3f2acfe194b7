"""Colours, typefaces, icons and the style sheet, in light and dark."""
