"""What is wrong with a formula, in a sentence for people."""

from collections.abc import Sequence

import numpy as np

from core.formulas.formula import Formula, columns_in, computed
from core.formulas.writing import literal, quoted_name, written
from core.nn.arrays import Array


class FormulaError(ValueError):
    """A formula that cannot be read, or has no number in some row.

    Attributes:
        position: where in the text, from 0; None if it is no matter of the text.
    """

    def __init__(self, what: str, position: int | None = None) -> None:
        super().__init__(what if position is None else f"{what} (character {position + 1})")
        self.position = position


def computed_finite(
    formula: Formula, columns: Sequence[Array], names: Sequence[str], which: str = ""
) -> Array:
    """What comes of each row, shape (rows,), all of it finite.

    Args:
        formula: over these columns.
        columns: each of shape (rows,).
        names: theirs.
        which: words before "row 3" that say of which rows it is the third.

    Raises:
        FormulaError: something is not; it names the first such row and what stands in it.
    """
    values = computed(formula, columns)
    bad = np.flatnonzero(~np.isfinite(values))
    if not bad.size:
        return values
    row = int(bad[0])
    there = ", ".join(
        f"{quoted_name(names[at], names)} = {literal(float(columns[at][row]))}"
        for at in sorted(columns_in(formula))
    )
    what = "no number" if np.isnan(values[row]) else "too large to be a number"
    where = f"in {which}row {row + 1}, where {there}, " if there else ""
    raise FormulaError(f"{where}{written(formula, names)} is {what}")
