"""All that can be taken away, in one dialog."""
