"""Rows to learn from: inputs and targets, scaled, split, dealt out in batches."""
