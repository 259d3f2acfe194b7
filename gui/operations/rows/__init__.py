"""Changes to the rows, and to how they are learnt from."""
