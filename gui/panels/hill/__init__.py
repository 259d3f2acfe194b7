"""The hill: the loss along one weight, over two, and along the step."""
