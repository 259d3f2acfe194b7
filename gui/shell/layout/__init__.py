"""Where the docks are, how wide their columns are, and how the window keeps both."""
