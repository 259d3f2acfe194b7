"""The labels of the drawing: their words, sizes and places."""
