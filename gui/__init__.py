"""The window: everything on screen, drawn from the session's present moment."""
