"""Sample data by a formula: inputs from ranges, on a grid or at random, and what comes of them."""

from functools import partial

import numpy as np
from msgspec import Struct

from core.data.scaling import is_wide
from core.formulas.formula import Formula
from core.formulas.parser import parse
from core.formulas.problems import FormulaError, computed_finite
from core.formulas.writing import written
from core.nn.arrays import Array, read_only
from core.nn.expressions import Operation
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import LOG_LOSS
from core.nn.notation import COMPARISONS
from core.opening.sample_data import Sample
from core.opening.sample_rows import Rows

_TRIED = 400  # rows, to see how wide the targets are
_DIGITS = 3  # of a number drawn at random
_LONGEST_NAME = 60
_FAR = 5.0  # from 0, for an input that is not scaled


class InputRange(Struct, frozen=True):
    """An input, and from where to where it goes.

    Raises:
        ValueError: it has no name, or does not go from a smaller number to a larger one.
    """

    name: str
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("an input needs a name, such as x")
        if not (np.isfinite(self.high - self.low) and self.low < self.high):
            raise ValueError(f"{self.name} has to go from a smaller number to a larger one")


def sample_by_formula(inputs: tuple[InputRange, ...], text: str, *, grid: bool = False) -> Sample:
    """Rows whose targets a formula gives: numbers, or a class if it compares two things.

    Args:
        inputs: one or more, of different names.
        text: a formula over them: "sin(x) + y", "x² + y² < 1".
        grid: whether rows stand evenly, so that there may be a few more or less than wanted, and
            not at random.

    Raises:
        ValueError: two inputs have one name, or there is no number for some row.
        FormulaError: the formula cannot be read, or has no number for some row.
    """
    names = tuple(one.name.strip() for one in inputs)
    if len(set(names)) < len(names):
        raise ValueError("two inputs have one name")
    formula = parse(text, names)
    is_class = isinstance(formula, Operation) and formula.operator in COMPARISONS
    shown = written(formula, names)
    make = partial(_make, inputs, formula, grid, is_class)
    columns, targets = make(np.random.default_rng(0), _TRIED, 0.0)
    is_far = float(np.abs(columns).max()) > _FAR
    return Sample(
        "formula",
        shown,
        "",
        names,
        (shown if len(shown) <= _LONGEST_NAME else "",),
        make,
        rows=200,
        loss=LOG_LOSS if is_class else MEAN_SQUARED_ERROR,
        learning_rate=1.0 if is_class else 0.1,
        scaled=is_far or (not is_class and is_wide(targets)),
    )


def _make(
    inputs: tuple[InputRange, ...],
    formula: Formula,
    grid: bool,
    is_class: bool,
    random: np.random.Generator,
    rows: int,
    noise: float,
) -> Rows:
    """Rows of inputs in ranges, and their targets."""
    columns = _grid(inputs, rows) if grid else [_drawn(one, random, rows) for one in inputs]
    names = [one.name.strip() for one in inputs]
    seen = columns
    if is_class:  # chance moves the points as they look to who tells their class
        seen = [column + random.normal(0, noise, column.size) for column in columns]
    targets = computed_finite(formula, [*map(read_only, seen)], names)
    if not is_class:
        targets = targets + random.normal(0, noise, targets.size)
    if not np.isfinite(targets).all():
        raise FormulaError("with so much noise, a number would be too large")
    return np.column_stack(columns), targets


def _grid(inputs: tuple[InputRange, ...], rows: int) -> list[Array]:
    """Evenly spaced places, as many along each input, and about so many together."""
    count = max(2, round(rows ** (1 / len(inputs))))
    axes = [np.linspace(one.low, one.high, count) for one in inputs]
    return [axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")]


def _drawn(one: InputRange, random: np.random.Generator, rows: int) -> Array:
    """Places at random, in short numbers."""
    decimals = _DIGITS - int(np.floor(np.log10(one.high - one.low)))
    return random.uniform(one.low, one.high, rows).round(decimals)
