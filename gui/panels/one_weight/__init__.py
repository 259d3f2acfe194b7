"""The loss along one weight."""
