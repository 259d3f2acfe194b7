"""The hill along one weight."""
