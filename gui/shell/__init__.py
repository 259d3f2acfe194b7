"""The window around the drawing: bars, start checks, crash reports."""
