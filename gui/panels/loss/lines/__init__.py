"""The lines of the loss plot, in numbers."""
