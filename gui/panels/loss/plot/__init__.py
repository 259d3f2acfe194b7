"""The curves of the loss plot, its axes, marks and labels."""
