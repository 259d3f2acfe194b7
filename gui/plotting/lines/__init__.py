"""Lines, marks and words in plots: cut to what is in view, and placed where they cover nothing."""
