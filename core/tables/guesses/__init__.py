"""What the rows of a file are guessed to be: names, units, data, totals, and decimal marks."""
