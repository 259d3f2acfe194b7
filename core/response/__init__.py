"""How nodes respond: an activation as a curve, where the rows lie on it, and outputs as maps."""
