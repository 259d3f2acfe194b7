"""The loss against the learning rate."""
