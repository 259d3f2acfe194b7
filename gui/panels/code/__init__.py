"""The code beside the network: one update as lines, in step with what is on screen."""
