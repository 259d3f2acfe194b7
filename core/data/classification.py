"""Predictions as classes: the class of each row, accuracy, and the confusion matrix."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.data.dataset import Dataset
from core.nn.arrays import Array, BoolArray, Rows
from core.nn.loss import Loss

Counts = npt.NDArray[np.int64]
_ROUNDING = 1e-9


def tells_classes(loss: Loss) -> bool:
    """Whether predictions are probabilities of classes."""
    return loss.is_from_logits


def excludes(targets: Array) -> bool:
    """Whether each row is of one class of several: its targets are from 0 to 1 and add up to 1.

    Otherwise each target is a question of its own, answered with yes or no.

    Args:
        targets: shape (outputs, rows).
    """
    if len(targets) == 1:
        return False
    return not _odd(targets, shared=True).any()


def classes(values: Array, *, exclusive: bool) -> Rows:
    """The class of each row, counted from 0, or the answer to each question, 1 from a half on.

    Args:
        values: predictions or targets, shape (outputs, rows).
        exclusive: whether each row is of one class; see `excludes`.

    Returns:
        Shape (rows,) if it is, else (outputs · rows,), all rows of the first question first.
    """
    found = values.argmax(axis=0) if exclusive else values.ravel() >= 0.5
    return np.asarray(found, dtype=np.intp)


def accuracy(predictions: Array, targets: Array, *, exclusive: bool) -> float:
    """The part of the rows whose class, or of the questions whose answer, is predicted rightly.

    What is not a number is not right.

    Args:
        predictions: shape (outputs, rows).
        targets: shape (outputs, rows).
        exclusive: whether each row is of one class; see `excludes`, for the rows learnt from.
    """
    right = classes(predictions, exclusive=exclusive) == classes(targets, exclusive=exclusive)
    known = np.isfinite(predictions)
    return float(np.mean(right & (known.all(axis=0) if exclusive else known.ravel())))


def confusion(predictions: Array, targets: Array, *, exclusive: bool) -> Counts:
    """Confusion matrix: rows of each class (down) by class given (across), (classes, classes).

    Of questions, how many of the answers no and yes.

    Args:
        predictions: shape (outputs, rows).
        targets: shape (outputs, rows).
        exclusive: whether each row is of one class; see `excludes`, for the rows learnt from.
    """
    count = len(targets) if exclusive else 2
    found = np.zeros((count, count), dtype=np.int64)
    actual, given = (classes(v, exclusive=exclusive) for v in (targets, predictions))
    np.add.at(found, (actual, given), 1)
    return found


YES_OR_NO = ("no", "yes")


def class_names(names: Sequence[str], column: str = "") -> tuple[str, ...]:
    """What the classes are called; of one prediction, no and yes.

    Names of nodes that came from one column, "colour = red", are shortened to "red".
    """
    if len(names) == 1:
        return YES_OR_NO
    prefix = f"{column} = "
    return tuple(name.removeprefix(prefix) if column else name for name in names)


def odd_rows(loss: Loss, dataset: Dataset) -> int:
    """How many rows have targets that are no probabilities, for a loss of probabilities.

    Each has to be from 0 to 1; those of classes of which a row has one add up to 1.
    """
    if not tells_classes(loss):
        return 0
    return int(_odd(np.array(dataset.targets), shared=loss.by_row).sum())


def _odd(targets: Array, *, shared: bool) -> BoolArray:
    """In which rows targets are not from 0 to 1 or, where one 1 is shared, do not add up to it."""
    odd = ((targets < 0) | (targets > 1)).any(axis=0)
    if shared:
        odd |= np.abs(targets.sum(axis=0) - 1) > _ROUNDING
    return np.asarray(odd)
