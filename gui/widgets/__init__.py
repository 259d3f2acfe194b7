"""Small controls that any panel may use."""
