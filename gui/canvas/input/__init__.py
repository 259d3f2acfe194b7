"""Mouse and keys on the drawing."""
