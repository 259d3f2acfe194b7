"""Files that hold tables packed: workbooks with their sheets, zip archives, gzip."""
