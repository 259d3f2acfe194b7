"""The loss after one step against the learning rate."""
