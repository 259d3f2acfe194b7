"""Opening a table: how it is written, what its columns are for, and how it is learnt."""
