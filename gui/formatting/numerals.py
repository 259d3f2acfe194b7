"""Numerals: the ways in which one number can be written, and what is said by each."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gui.formatting.numbers import (
    as_programs_read,
    editable,
    forgets_with_mark,
    fraction,
    is_exact,
    number,
    precise,
)

_REMEMBERED = 4096  # numbers; each is written several times over


class Numerals(StrEnum):
    """How numbers are written; the value is what the choice is called."""

    SHORT = "Short numbers"
    FRACTIONS = "Fractions where there are any"
    FULL = "Full precision"


class Shown(NamedTuple):
    """A number as it is written.

    Attributes:
        text: what is written.
        about: what the text says, as binary numbers do; None for what is no finite number.
        exact: whether the text says all of the number, binary rounding aside.
    """

    text: str
    about: float | None
    exact: bool

    @property
    def value(self) -> Fraction | None:
        """What the text says, to the last digit; None for what is no finite number."""
        return None if self.about is None else _said(self.text)


@forgets_with_mark
@lru_cache(maxsize=_REMEMBERED)
def show(value: float, numerals: Numerals, digits: int = 0) -> Shown:
    """Write a number; with so many digits where short ones do not do."""
    if numerals is Numerals.FRACTIONS:
        ratio = fraction(value)
        if ratio is not None:
            return Shown(ratio, value, True)
    text = precise(value, digits) if digits else number(value)
    if numerals is Numerals.FULL:
        text = editable(value)
    try:
        said = float(as_programs_read(text))
    except ValueError:  # infinite, or not a number
        return Shown(number(value), None, True)
    return Shown(text, said, numerals is Numerals.FULL or said == value or is_exact(value))


@forgets_with_mark
@lru_cache(maxsize=_REMEMBERED)
def _said(text: str) -> Fraction:
    above, _, below = as_programs_read(text).partition("/")
    return Fraction(*Decimal(above).as_integer_ratio()) / int(below or 1)
