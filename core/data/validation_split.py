"""The split into training rows and validation rows, which are not learnt from."""

import numpy as np

from core.data.dataset import Dataset
from core.nn.arrays import Rows


def split_rows(
    dataset: Dataset, fraction: float, seed: int, *, by_class: bool
) -> tuple[Rows, Rows]:
    """Shuffle the rows and set a part of them aside for validation.

    Args:
        dataset: the rows.
        fraction: how many are set aside, from 0 to 1; at least one row stays on either side,
            unless the fraction is 0.
        seed: the same seed sets the same rows aside.
        by_class: whether of each class the same part is set aside, to the nearest row; at least
            one row of each stays, and so the only row of a class is not taken.

    Returns:
        The rows to learn from and those set aside, in the order of the data.

    Raises:
        ValueError: the fraction is not from 0 to 1, or there are too few rows, of every class.
    """
    if not 0 <= fraction < 1:
        raise ValueError(f"a part of the rows is from 0 up to, but not, 1; {fraction} is not")
    if fraction == 0:
        return np.arange(dataset.rows), np.empty(0, dtype=np.intp)
    if dataset.rows < 2:
        raise ValueError("one row alone cannot be split")
    generator = np.random.default_rng(seed)
    groups = _classes(dataset) if by_class else [np.arange(dataset.rows)]
    parts, before = [], 0
    for group in groups:  # rounded so that the parts together are right, too
        count = round(fraction * (before + group.size)) - round(fraction * before)
        before += group.size
        parts.append(generator.permutation(group)[: min(count, group.size - 1)])
    aside = np.concatenate(parts)
    if not aside.size:
        several = [group for group in groups if group.size > 1]
        if not several:
            raise ValueError("every row is the only one of its class, so none can be set aside")
        aside = generator.permutation(np.concatenate(several))[:1]
    return rows_but(aside, dataset.rows), np.sort(aside)


def rows_but(left_out: Rows, count: int) -> Rows:
    """The rows of so many that are not these, in their order."""
    kept = np.ones(count, dtype=np.bool_)
    kept[left_out] = False
    return np.flatnonzero(kept)


def _classes(dataset: Dataset) -> list[Rows]:
    """The rows of each class: those with the same targets."""
    order = np.lexsort(dataset.own_targets[::-1])  # many times as fast as np.unique of rows
    ordered = np.stack([target[order] for target in dataset.own_targets])
    starts = np.flatnonzero(np.any(ordered[:, 1:] != ordered[:, :-1], axis=0)) + 1
    return np.split(order, starts)
