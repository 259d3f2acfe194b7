"""Pictures in nodes and in the place of weights: what is where."""
