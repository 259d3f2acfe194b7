"""The menus and what they offer."""
