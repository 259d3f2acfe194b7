"""In front of a class: the projector view, and the show of hands."""
