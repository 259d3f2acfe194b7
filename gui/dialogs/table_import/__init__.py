"""The dialog that opens a table: its dialect, its columns, and how it is learnt."""
