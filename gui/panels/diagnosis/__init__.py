"""The diagnosis: a line with what is found first, and all of it on a click."""
