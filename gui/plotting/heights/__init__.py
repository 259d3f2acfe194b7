"""Heights over a plane: their colours, their contours, and what stands beside them."""
