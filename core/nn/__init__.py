"""What a network is made of: arrays, activations, losses, first weights, layers and their edits."""
