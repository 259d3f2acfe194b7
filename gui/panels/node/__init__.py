"""The page of the hill about a node: its activation, all rows on it, and its map."""
