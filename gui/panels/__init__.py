"""The panels around the drawing."""
