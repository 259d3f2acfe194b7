"""Walking through an update: phases, beats, and a sum term by term."""
