"""The hill over two weights, as contours or as a surface."""
