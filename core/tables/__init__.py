"""Other people's tables: read, understood, made numbers."""
