"""What a file holds and Undo covers, and its edits."""
