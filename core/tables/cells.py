"""Parsing cells: numbers as people write them, and missing values."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.nn.arrays import Array, BoolArray

_NUMBERS = {
    ".": re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE | re.ASCII),
    ",": re.compile(r"[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?", re.IGNORECASE | re.ASCII),
}
# Cells made of these, and without an empty one, are numbers wherever Python says so.
_PLAIN = {".": re.compile(r"[0-9eE+\-.\n]*"), ",": re.compile(r"[0-9eE+\-,\n]*")}

MISSING = frozenset(
    {"", "na", "n/a", "#n/a", "<na>", "nan", "null", "none", "?", "-", "–", "−"}  # in lower case
)
YES_NO = (
    ("no", "yes"),
    ("false", "true"),
    ("n", "y"),
    ("f", "t"),
    ("off", "on"),
    ("nein", "ja"),
    ("n", "j"),
    ("non", "oui"),
    ("n", "o"),
    ("no", "sí"),
    ("no", "si"),
    ("no", "sì"),
    ("não", "sim"),
    ("n", "s"),
    ("nee", "ja"),
    ("nej", "ja"),
    ("nie", "tak"),
    ("нет", "да"),
)


def is_missing(cell: str) -> bool:
    """Whether a cell says that its value is not known."""
    return cell.strip().casefold() in MISSING


def number_in(cell: str, decimal: str) -> float | None:
    """Return the number in a cell, as people write it: −0.5, +3, .5, 2., 1e-3.

    Digits are 0 to 9, and nothing stands between them, so "1,000" is no number where the comma is
    not the decimal mark. A number that is too large for a float is none either.
    """
    text = cell.strip().replace("−", "-")
    if not _NUMBERS[decimal].fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    return number if math.isfinite(number) else None


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """What a column's cells are as numbers.

    Attributes:
        values: a number a cell, NaN where there is none; shape (cells,).
        missing: which cells say nothing; shape (cells,). A cell that is NaN and not missing is
            bad: it says something else than a number.
    """

    values: Array
    missing: BoolArray

    @property
    def bad(self) -> BoolArray:
        """Which cells say something that is no number; shape (cells,)."""
        return np.isnan(self.values) & ~self.missing


def numbers_in(cells: Sequence[str], decimal: str) -> Codes:
    """Return the numbers in some cells, NaN where there is none."""
    text = "\n".join(cells)
    if _PLAIN[decimal].fullmatch(text):
        values = _floats(text.replace(",", ".").split("\n"))
        if values.size == len(cells) and np.isfinite(values).all():
            return Codes(values, np.zeros(len(cells), dtype=np.bool_))
    return codes_in(cells, lambda cell: _number_or_nan(cell, decimal))


def codes_in(cells: Sequence[str], code: Callable[[str], float]) -> Codes:
    """Return the code of each cell, asked for once for each different one; NaN is none."""
    known: dict[str, float] = {}
    silent: set[str] = set()
    for cell in set(cells):
        known[cell] = code(cell)
        if math.isnan(known[cell]) and is_missing(cell):
            silent.add(cell)
    values = np.array([known[cell] for cell in cells], dtype=np.float64)
    missing = np.array([cell in silent for cell in cells], dtype=np.bool_)
    return Codes(values, missing)


def is_too_large(cell: str, decimal: str) -> bool:
    """Whether a cell is written like a number, but is none that a float can hold."""
    text = cell.strip().replace("−", "-")
    return bool(_NUMBERS[decimal].fullmatch(text)) and number_in(cell, decimal) is None


def _number_or_nan(cell: str, decimal: str) -> float:
    number = number_in(cell, decimal)
    return math.nan if number is None else number


def _floats(texts: Sequence[str]) -> Array:
    """Return the texts as numbers, or nothing if one of them is none."""
    try:
        return np.fromiter(map(float, texts), np.float64, len(texts))
    except ValueError:
        return np.empty(0)
