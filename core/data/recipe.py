"""Which inputs are given, and which are made of those by formulas."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import force_setattr

from core.formulas.formula import Formula, columns_in, computed, moved
from core.nn.arrays import Array


class Recipe(Struct, frozen=True):
    """How inputs are made of those that are given.

    Attributes:
        formulas: for each input the formula that makes it of given ones, which are counted through
            all inputs, or None for one that is given; empty where all are given.

    Raises:
        ValueError: an input is made of one that is made itself or is not there, or of none.
    """

    formulas: tuple[Formula | None, ...] = ()

    def __post_init__(self) -> None:
        if not any(self.formulas):
            force_setattr(self, "formulas", ())
        given = {at for at, formula in enumerate(self.formulas) if formula is None}
        made_of = [columns_in(formula) for formula in self.formulas if formula]
        if not all(places and places <= given for places in made_of):
            raise ValueError("an input is made of one or more that are given")

    def formula_of(self, place: int) -> Formula | None:
        """What makes an input; None if it is given."""
        return self.formulas[place] if self.formulas else None

    def made_of(self, place: int) -> tuple[int, ...]:
        """The places of the inputs that an input has a part in making."""
        formulas = enumerate(self.formulas)
        return tuple(at for at, made in formulas if made and place in columns_in(made))

    def completed(self, given: Sequence[Array]) -> tuple[Array, ...]:
        """All inputs of some rows, each of shape (rows,), from those that are given."""
        each = iter(given)
        return self.renewed([given[0] if made else next(each) for made in self.formulas] or given)

    def renewed(self, columns: Sequence[Array]) -> tuple[Array, ...]:
        """All inputs of some rows, with those that are made computed from the others."""
        if not self.formulas:
            return tuple(columns)
        pairs = zip(columns, self.formulas, strict=True)
        return tuple(computed(made, columns) if made else column for column, made in pairs)

    def with_input(self, at: int, formula: Formula | None, inputs: int) -> "Recipe":
        """The recipe with another input; there were so many, and the formula counts these."""
        formulas = list(self.formulas or [None] * inputs)
        formulas.insert(at, formula)
        return _moved(formulas, lambda place: place + (place >= at))

    def without_input(self, at: int) -> "Recipe":
        """The recipe without an input.

        Raises:
            ValueError: another one is made of it.
        """
        if self.made_of(at):
            raise ValueError("another input is made of this one")
        formulas = self.formulas[:at] + self.formulas[at + 1 :]
        return _moved(formulas, lambda place: place - (place > at))


def _moved(formulas: Sequence[Formula | None], places: Callable[[int], int]) -> Recipe:
    return Recipe(tuple(formula and moved(formula, places) for formula in formulas))


ALL_GIVEN = Recipe()
