"""The loss over the steps, and the timeline on the same axis."""
