"""Setting up a race."""
