"""The network as a file of ONNX, written without its library."""
