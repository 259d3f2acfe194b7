"""The hill that descent walks on: the loss over the weights, exactly, for the network on screen."""
