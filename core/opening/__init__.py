"""All ways to come by a document: starters, samples, tables."""
