"""The hill that descent goes down: the loss over the weights, exactly, of the network shown."""
