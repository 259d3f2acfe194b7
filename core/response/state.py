"""The state of a node over all rows, in one sentence: whether slopes pass it.

What asleep and levelled off mean is said in `core/diagnosis`.
"""

from collections.abc import Iterator

import numpy as np

from core.diagnosis.asleep import NEARLY_ASLEEP, ON_THE_CORNER, sleepers
from core.diagnosis.finding import Sentence
from core.diagnosis.saturated import levelled_off
from core.nn.activation import Activation
from core.nn.arrays import Array


def state_of(activation: Activation, sums: Array, slopes: Array, row: int | None) -> Sentence:
    """How a node stands: asleep, off for a row, levelled off, or how steep it is.

    Args:
        activation: what it does, with each node alone.
        sums: of the node, shape (rows,).
        slopes: of its activation there, shape (rows,).
        row: the one on show, if one is.
    """
    if not np.isfinite(sums).all():
        return Sentence("some of its sums are too large to be numbers")
    if activation.is_flat:
        return Sentence("no slope passes: the slope of {} is 0 everywhere", (activation.name,))
    if activation.sleeps:
        return _sleep(sums, activation.corners[0], row)
    if activation.saturated_below:
        return _saturation(activation, slopes)
    low, high = float(slopes.min()), float(slopes.max())
    if low == high:
        return Sentence(f"awake: its slope is {{}}{_in_rows(sums.size)}", (low, *_many(sums.size)))
    return Sentence("awake: its slopes go from {} to {} in {} rows", (low, high, sums.size))


def _sleep(sums: Array, corner: float, row: int | None) -> Sentence:
    """Below the corner no slope passes."""
    state = next((state for state, _ in sleepers(sums[np.newaxis], corner)), "awake")
    if state == "awake" and row is not None and sums[row] <= corner:
        state = "off for this row"
    above, rows = int(np.count_nonzero(sums > corner)), sums.size
    if rows == 1:
        where = "above" if above else "exactly" if state == ON_THE_CORNER else "below"
        return Sentence(f"{state}: its only sum is {where} {{}}", (corner,))
    if above or state in (ON_THE_CORNER, NEARLY_ASLEEP):
        is_are = "is" if above == 1 else "are"
        return Sentence(f"{state}: {{}} of {{}} sums {is_are} above {{}}", (above, rows, corner))
    return Sentence(f"{state}: all {{}} sums are below {{}}", (rows, corner))


def _saturation(activation: Activation, slopes: Array) -> Sentence:
    off, rows = int(np.count_nonzero(levelled_off(activation, slopes))), slopes.size
    if off == rows:
        return Sentence(f"saturated: it has levelled off{_in_rows(rows)}", tuple(_many(rows)))
    where = "it has levelled off in {} of {} rows" if off else "levelled off in none of {} rows"
    return Sentence(f"awake: {where}", (off, rows) if off else (rows,))


def _in_rows(rows: int) -> str:
    return " in the only row" if rows == 1 else " in all {} rows"


def _many(rows: int) -> Iterator[int]:
    """The count of rows, where there are several."""
    if rows > 1:
        yield rows
