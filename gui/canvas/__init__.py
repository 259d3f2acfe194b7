"""The drawing of the network: what stands where, painting it, and the hand on it."""
