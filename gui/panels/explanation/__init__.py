"""Below the drawing: what the last action did, and where the selected number comes from."""
