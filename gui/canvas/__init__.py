"""The drawing of the network: its scene, labels, painting and input."""
