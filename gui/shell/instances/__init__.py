"""What the program's windows, each a process of its own, do for one another."""
