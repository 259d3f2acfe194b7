"""Diagnosis: what stands in the way of learning, each with its evidence and its remedies."""
