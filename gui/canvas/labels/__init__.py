"""What stands at nodes and edges, how large it is, and where it finds room."""
