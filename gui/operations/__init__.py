"""What commands do to the document."""
