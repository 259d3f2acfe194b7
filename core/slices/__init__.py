"""Work that takes a while, done in slices."""
