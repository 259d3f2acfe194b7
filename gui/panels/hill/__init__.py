"""The hill that descent walks on: the loss along one weight."""
