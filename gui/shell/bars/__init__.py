"""The bars above and below the drawing: choices and large figures, and the status."""
