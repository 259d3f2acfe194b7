"""Playing a lesson."""
