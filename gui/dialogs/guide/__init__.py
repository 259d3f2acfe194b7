"""The user guide: read from its Markdown, and shown in a window beside the work."""
