"""The hand on the drawing: mouse, keys, and typing into it."""
