"""Several ways down side by side."""
