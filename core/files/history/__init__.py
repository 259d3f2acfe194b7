"""The history in the file of a document: all that was done, and every moment that can be kept."""
