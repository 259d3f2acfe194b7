"""The `.downhill` file: written, read, and checked."""
