"""The branches panel: a table of all ways down that were tried."""
