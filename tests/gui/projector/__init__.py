"""The projector view and the show of hands."""
