"""What plots are made of: frames, scales, axes, clipping, colours."""
