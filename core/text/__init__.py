"""Words that all rooms make sentences of: numbers, and names that others gave."""
