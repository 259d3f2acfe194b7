"""What the network predicts, beside what was wanted."""
