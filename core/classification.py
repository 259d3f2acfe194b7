"""Predictions as classes: which class each row is given, and how often that is right."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.arrays import Array, Rows
from core.losses import Loss

Counts = npt.NDArray[np.int64]


def tells_classes(loss: Loss) -> bool:
    """Whether predictions are probabilities of classes."""
    return loss.of_sums is not None


def classes(values: Array) -> Rows:
    """The class of each row, counted from 0: the largest of several, or 1 from a half on.

    Args:
        values: predictions or targets, shape (outputs, rows).
    """
    if len(values) == 1:
        return np.asarray(values[0] >= 0.5, dtype=np.intp)
    return np.asarray(values.argmax(axis=0), dtype=np.intp)


def accuracy(predictions: Array, targets: Array) -> float:
    """The part of the rows whose class is predicted rightly, from 0 to 1.

    Both arrays have the shape (outputs, rows).
    """
    return float(np.mean(classes(predictions) == classes(targets)))


def confusion(predictions: Array, targets: Array) -> Counts:
    """How many rows of each class (down) are given which class (across), shape (classes, classes).

    Both arrays have the shape (outputs, rows).
    """
    count = max(2, len(targets))
    found = np.zeros((count, count), dtype=np.int64)
    np.add.at(found, (classes(targets), classes(predictions)), 1)
    return found


def class_names(names: Sequence[str], column: str = "") -> tuple[str, ...]:
    """What the classes are called; of one prediction, no and yes.

    Names of nodes that came from one column, "colour = red", are shortened to "red".
    """
    if len(names) == 1:
        return ("no", "yes")
    prefix = f"{column} = "
    return tuple(name.removeprefix(prefix) if column else name for name in names)
