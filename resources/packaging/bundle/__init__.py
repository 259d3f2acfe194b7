"""Making a folder that holds the program and all it needs, Python too."""
