"""The lesson: its pages and tasks beside the network they are about."""
