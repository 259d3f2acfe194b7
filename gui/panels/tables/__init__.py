"""The data and the weights as tables."""
