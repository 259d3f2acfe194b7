"""Learning: forward and backward passes, one update, and many."""
