"""Numbers over the steps: weights, slopes and values of nodes, as they went."""
