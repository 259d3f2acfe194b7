"""Everything that happened to a document: a tree of moments."""
