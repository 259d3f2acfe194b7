"""The scene: what is drawn where, computed without Qt."""
