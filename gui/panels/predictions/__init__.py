"""What the network predicts, beside what is right."""
