"""The show of hands."""
