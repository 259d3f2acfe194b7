"""Setting rows aside, to see how well a network does on what it has not learnt from."""

import numpy as np

from core.arrays import Rows
from core.dataset import Dataset


def split_rows(
    dataset: Dataset, fraction: float, seed: int, *, by_class: bool
) -> tuple[Rows, Rows]:
    """Shuffle the rows and set a part of them aside.

    Args:
        dataset: the rows.
        fraction: how many are set aside, from 0 to 1; at least one row stays on either side,
            unless the fraction is 0.
        seed: the same seed sets the same rows aside.
        by_class: whether of each class the same part is set aside, so far as it has two rows.

    Returns:
        The rows to learn from and those set aside, in the order of the data.

    Raises:
        ValueError: the fraction is not from 0 to 1, or there are too few rows.
    """
    if not 0 <= fraction < 1:
        raise ValueError(f"a part of the rows is from 0 up to, but not, 1; {fraction} is not")
    if fraction == 0:
        return np.arange(dataset.rows), np.empty(0, dtype=np.intp)
    if dataset.rows < 2:
        raise ValueError("one row alone cannot be split")
    generator = np.random.default_rng(seed)
    groups = _classes(dataset) if by_class else [np.arange(dataset.rows)]
    aside = np.concatenate([_part(group, fraction, generator) for group in groups])
    if not aside.size:
        aside = _part(np.arange(dataset.rows), max(fraction, 1 / dataset.rows), generator)
    kept = np.setdiff1d(np.arange(dataset.rows), aside)
    return kept, np.sort(aside)


def _classes(dataset: Dataset) -> list[Rows]:
    """The rows of each class: those with the same targets."""
    targets = np.stack(dataset.own_targets, axis=1)
    _, which = np.unique(targets, axis=0, return_inverse=True)
    which = which.ravel()
    return [np.flatnonzero(which == each) for each in range(int(which.max()) + 1)]


def _part(rows: Rows, fraction: float, generator: np.random.Generator) -> Rows:
    """A part of some rows, to the nearest whole number; one row at least stays."""
    count = min(round(fraction * rows.size), rows.size - 1)
    return generator.permutation(rows)[:count]
