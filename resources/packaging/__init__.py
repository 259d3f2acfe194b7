"""Bringing Downhill to the desktop: menu entry, file types and icons, and the bundle."""
