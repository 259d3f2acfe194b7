"""Fields in which something is typed or chosen, and the one owner of what is being typed."""
