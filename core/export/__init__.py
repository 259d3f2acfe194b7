"""What can be taken away: one update as lines of code, and scripts that are made of them."""
