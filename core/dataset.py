"""The rows a network learns from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.arrays import Array, Rows, read_only


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Inputs and targets, kept as columns, so that changing a cell copies one column only.

    Attributes:
        inputs: one array a network input, each of shape (rows,), read-only.
        targets: one array a prediction, each of shape (rows,), read-only.

    Raises:
        ValueError: no rows, or columns of different lengths.
    """

    inputs: tuple[Array, ...]
    targets: tuple[Array, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", tuple(map(read_only, self.inputs)))
        object.__setattr__(self, "targets", tuple(map(read_only, self.targets)))
        shapes = {column.shape for column in self.inputs + self.targets}
        if len(shapes) != 1 or len(next(iter(shapes))) != 1 or next(iter(shapes)) == (0,):
            raise ValueError("a dataset needs at least one row, and columns of one length")

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.inputs[0].size)

    def row(self, index: int) -> "Dataset":
        """Return the dataset that has this row only."""
        return self._map(lambda column: column[index : index + 1])

    def only(self, rows: Rows) -> "Dataset":
        """Return the dataset that has these rows only, in this order."""
        return self._map(lambda column: column[rows])

    def sampled(self, most: int) -> "Dataset":
        """Return the dataset with at most so many rows, evenly spread over all of them."""
        if self.rows <= most:
            return self
        return self.only(np.linspace(0, self.rows - 1, most).round().astype(np.intp))

    def with_input(self, row: int, column: int, value: float) -> "Dataset":
        """Return the dataset with one input value changed."""
        return Dataset(_with_cell(self.inputs, row, column, value), self.targets)

    def with_target(self, row: int, column: int, value: float) -> "Dataset":
        """Return the dataset with one target changed."""
        return Dataset(self.inputs, _with_cell(self.targets, row, column, value))

    def insert_row(self, at: int, inputs: Sequence[float], targets: Sequence[float]) -> "Dataset":
        """Return the dataset with a new row before the row `at`."""
        return Dataset(
            tuple(np.insert(c, at, v) for c, v in zip(self.inputs, inputs, strict=True)),
            tuple(np.insert(c, at, v) for c, v in zip(self.targets, targets, strict=True)),
        )

    def delete_rows(self, rows: Sequence[int]) -> "Dataset":
        """Return the dataset without these rows."""
        return self._map(lambda column: np.delete(column, list(rows)))

    def insert_input(self, at: int, value: float) -> "Dataset":
        """Return the dataset with a new input column that has one value in all rows."""
        return Dataset(self._insert(self.inputs, at, value), self.targets)

    def insert_target(self, at: int, value: float) -> "Dataset":
        """Return the dataset with a new target column that has one value in all rows."""
        return Dataset(self.inputs, self._insert(self.targets, at, value))

    def delete_input(self, at: int) -> "Dataset":
        """Return the dataset without this input column."""
        return Dataset(self.inputs[:at] + self.inputs[at + 1 :], self.targets)

    def delete_target(self, at: int) -> "Dataset":
        """Return the dataset without this target column."""
        return Dataset(self.inputs, self.targets[:at] + self.targets[at + 1 :])

    def _map(self, change: Callable[[Array], Array]) -> "Dataset":
        return Dataset(tuple(map(change, self.inputs)), tuple(map(change, self.targets)))

    def _insert(self, columns: tuple[Array, ...], at: int, value: float) -> tuple[Array, ...]:
        return (*columns[:at], np.full(self.rows, float(value)), *columns[at:])


def _with_cell(
    columns: tuple[Array, ...], row: int, column: int, value: float
) -> tuple[Array, ...]:
    changed = columns[column].copy()
    changed[row] = value
    return (*columns[:column], changed, *columns[column + 1 :])


def from_rows(inputs: npt.ArrayLike, targets: npt.ArrayLike) -> Dataset:
    """Build a dataset from rows.

    Inputs have the shape (rows, inputs), targets (rows, outputs) or, for one output, (rows,).
    """
    given = np.atleast_2d(np.asarray(inputs, dtype=np.float64))
    wanted = np.asarray(targets, dtype=np.float64)
    if wanted.ndim == 1:
        wanted = wanted[:, np.newaxis]
    return Dataset(tuple(given.T), tuple(wanted.T))
