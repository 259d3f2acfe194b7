"""The rows a network learns from."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from core.data.recipe import ALL_GIVEN, Recipe
from core.data.scaling import UNSCALED, Scaling
from core.formulas.formula import Formula
from core.nn.arrays import Array, Rows, read_only


class Dataset(Struct, frozen=True, eq=False, dict=True):
    """Inputs and targets, kept as columns, so that changing a cell copies one column only.

    The numbers are kept as they were given; where they are scaled, the network sees others. An
    input may be made of others: a change of those makes its number anew.

    Attributes:
        own_inputs: one array a network input, each of shape (rows,), in its own units, read-only.
        own_targets: one array a prediction, likewise.
        input_scaling: how inputs are scaled.
        target_scaling: how targets are scaled.
        places: of rows set aside, where they stand among all rows, from 0 and ascending; shape
            (rows,). None if that is not known.
        recipe: which inputs are made of others, and how.

    Raises:
        ValueError: no rows, columns of different lengths, or a scaling or recipe of other columns.
    """

    own_inputs: tuple[Array, ...]
    own_targets: tuple[Array, ...]
    input_scaling: Scaling = UNSCALED
    target_scaling: Scaling = UNSCALED
    places: Rows | None = None
    recipe: Recipe = ALL_GIVEN

    def __post_init__(self) -> None:
        inputs, targets = (
            tuple(map(read_only, columns)) for columns in (self.own_inputs, self.own_targets)
        )
        shapes = {column.shape for column in inputs + targets}
        if len(shapes) != 1 or len(next(iter(shapes))) != 1 or next(iter(shapes)) == (0,):
            raise ValueError("a dataset needs at least one row, and columns of one length")
        if len(self.recipe.formulas) not in (0, len(inputs)):
            raise ValueError("a recipe has to say of each input how it is made")
        force_setattr(self, "own_inputs", inputs)
        force_setattr(self, "own_targets", targets)
        _ = self.inputs, self.targets  # a scaling of other columns is refused at once

    @cached_property
    def inputs(self) -> tuple[Array, ...]:
        """The inputs as the network sees them, each of shape (rows,), read-only."""
        return self.input_scaling.scaled(self.own_inputs)

    @cached_property
    def targets(self) -> tuple[Array, ...]:
        """The targets as predictions are compared with them, likewise."""
        return self.target_scaling.scaled(self.own_targets)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.own_inputs[0].size)

    @property
    def given(self) -> tuple[int, ...]:
        """The places of the inputs that are not made of others."""
        places = range(len(self.own_inputs))
        if not self.recipe.formulas:
            return tuple(places)
        return tuple(place for place in places if self.recipe.formula_of(place) is None)

    @property
    def given_inputs(self) -> tuple[Array, ...]:
        """The inputs that are not made of others, in their own units, each of shape (rows,)."""
        return tuple(self.own_inputs[place] for place in self.given)

    @property
    def pixels(self) -> int:
        """How many inputs can be pixels of a picture: those given, if they come before the made."""
        if not self.recipe.formulas:
            return len(self.own_inputs)
        count = len(self.given)
        return count if self.given == tuple(range(count)) else 0

    @property
    def is_scaled(self) -> bool:
        """Whether the network sees other numbers than those that were given."""
        return self.input_scaling.is_on or self.target_scaling.is_on

    @property
    def is_finite(self) -> bool:
        """Whether all numbers are finite, as they were given and as the network sees them."""
        columns = self.own_inputs + self.own_targets + self.inputs + self.targets
        return all(bool(np.isfinite(column).all()) for column in columns)

    def scaled(self, inputs: Scaling, targets: Scaling) -> "Dataset":
        """Return the dataset with other scalings."""
        return replace(self, input_scaling=inputs, target_scaling=targets)

    def row(self, index: int) -> "Dataset":
        """Return the dataset that has this row only."""
        return self._map(lambda column: column[index : index + 1])

    def block(self, rows: slice) -> "Dataset":
        """Return the dataset with rows that follow one another, which are not copied."""
        return self._map(lambda column: column[rows])

    def only(self, rows: Rows) -> "Dataset":
        """Return the dataset that has these rows only, in this order."""
        return self._map(lambda column: column[rows])

    def set_aside(self, rows: Rows) -> "Dataset":
        """Return the dataset that has these rows only, and knows their places."""
        return replace(self.only(rows), places=rows)

    def sampled(self, most: int) -> "Dataset":
        """Return the dataset with at most so many rows, evenly spread over all of them."""
        if self.rows <= most:
            return self
        return self.only(np.linspace(0, self.rows - 1, most).round().astype(np.intp))

    def with_input(self, row: int, column: int, value: float) -> "Dataset":
        """Return the dataset with one given input value changed, in its own units."""
        inputs = _with_cell(self.own_inputs, row, column, value)
        if made := self.recipe.made_of(column):
            there = self.recipe.renewed([values[row : row + 1] for values in inputs])
            for place in made:
                inputs = _with_cell(inputs, row, place, float(there[place][0]))
        return replace(self, own_inputs=inputs)

    def with_target(self, row: int, column: int, value: float) -> "Dataset":
        """Return the dataset with one target changed, in its own units."""
        return replace(self, own_targets=_with_cell(self.own_targets, row, column, value))

    def with_columns(self, inputs: Sequence[Array], targets: Sequence[Array]) -> "Dataset":
        """Return the dataset with other numbers, in own units; what is made is made anew."""
        inputs = self.recipe.renewed(inputs)
        return replace(self, own_inputs=inputs, own_targets=tuple(targets))

    def insert_row(self, at: int, inputs: Sequence[float], targets: Sequence[float]) -> "Dataset":
        """Return the dataset with a new row before the row `at`, of given inputs in own units."""
        made = self.recipe.completed([np.array([value], dtype=np.float64) for value in inputs])
        new = ([float(column[0]) for column in made], targets)
        columns = zip((self.own_inputs, self.own_targets), new, strict=True)
        own_inputs, own_targets = (
            tuple(np.insert(c, at, v) for c, v in zip(each, values, strict=True))
            for each, values in columns
        )
        return replace(self, own_inputs=own_inputs, own_targets=own_targets)

    def delete_rows(self, rows: Sequence[int]) -> "Dataset":
        """Return the dataset without these rows."""
        return self._map(lambda column: np.delete(column, list(rows)))

    def insert_input(self, at: int, value: float) -> "Dataset":
        """Return the dataset with a new input column that has one value in all rows."""
        return replace(
            self,
            own_inputs=self._insert(self.own_inputs, at, value),
            input_scaling=self.input_scaling.with_column(at),
            recipe=self.recipe.with_input(at, None, len(self.own_inputs)),
        )

    def insert_made(
        self, at: int, formula: Formula, offset: float = 0.0, factor: float = 1.0
    ) -> "Dataset":
        """Return the dataset with a new input that is made of the given ones.

        The formula counts the inputs as they are before; offset and factor are how its numbers are
        scaled where inputs are.
        """
        recipe = self.recipe.with_input(at, formula, len(self.own_inputs))
        inputs = self._insert(self.own_inputs, at, 0.0)
        return replace(
            self,
            own_inputs=recipe.renewed(inputs),
            input_scaling=self.input_scaling.with_column(at, offset, factor),
            recipe=recipe,
        )

    def insert_target(self, at: int, value: float) -> "Dataset":
        """Return the dataset with a new target column that has one value in all rows."""
        return replace(
            self,
            own_targets=self._insert(self.own_targets, at, value),
            target_scaling=self.target_scaling.with_column(at),
        )

    def delete_input(self, at: int) -> "Dataset":
        """Return the dataset without this input column.

        Raises:
            ValueError: another input is made of it.
        """
        return replace(
            self,
            own_inputs=self.own_inputs[:at] + self.own_inputs[at + 1 :],
            input_scaling=self.input_scaling.without_column(at),
            recipe=self.recipe.without_input(at),
        )

    def delete_target(self, at: int) -> "Dataset":
        """Return the dataset without this target column."""
        return replace(
            self,
            own_targets=self.own_targets[:at] + self.own_targets[at + 1 :],
            target_scaling=self.target_scaling.without_column(at),
        )

    def _map(self, change: Callable[[Array], Array]) -> "Dataset":
        return replace(
            self,
            own_inputs=tuple(map(change, self.own_inputs)),
            own_targets=tuple(map(change, self.own_targets)),
            places=None,
        )

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
