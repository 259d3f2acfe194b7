"""What is drawn where, reckoned without Qt."""
