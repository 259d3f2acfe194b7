"""Questions and messages that come in a window of their own."""
