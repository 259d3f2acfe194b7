"""From a file of rows to the numbers that a network learns from, and back.

The way is bytes → `Dialect` (how the file is written) → `Table` (its cells, as text) → `Kind` (what
the cells of a column are) → `ColumnPlan` (what becomes of the column) → `Prepared` (numbers, and
notes on what was done) → `Coding` (what the next file with these columns needs).

The files read best in this order: `problems`, `work`, `dialect`, `source`, `table`, `formulas`,
`reading`, `dialect_guess`; `cells`, `kinds`, `plan`, `coding`, `notes`, `prepared`, `preparing`;
`writing`.
"""
