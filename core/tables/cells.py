"""Parsing cells: numbers as people write them, and missing values."""

import math
import re
from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, BoolArray

_CURRENCY = (
    r"(?:(?:US|CA|AU|NZ|HK|A|C|R)?\$|[€£¥₹₽₩₺₴₪₫₱฿]|zł|Kč|kr\.?|Fr\.?"
    r"|EUR|USD|GBP|CHF|JPY|CNY|INR|CAD|AUD|SEK|NOK|DKK|PLN|CZK)"
)
# As they are written, so that 9a is no current; and not K, M, x and d, which stand for thousands,
# millions, times and dimensions, too.
_UNIT = (
    r"(?-i:[kmµ]?g|[Kk]G|t|lbs?|oz|[kcmµn]?m|[CKM]M|ft|in|mi|[mµ]?s|sec|min|hrs?|h|°\s?[CF]|[kmµ]?V"
    r"|[mµ]?A|[kM]?Wh?|k?J|k?cal|k?N|[hkM]?Pa|m?bar|[kMG]?Hz|[mcd]?[lL]|hl|ha|[cm]?m[²³23]|km/h|mph"
    r"|m/s[²2]?|km/l|km/kg|kmpl|mpg|bhp|BHP|hp|HP|PS|cc|CC|rpm|[kMGT]B|px|dB"
    r"|years?|days?|hours?|minutes?|seconds?)"
)


def _number_pattern(decimal: str) -> re.Pattern[str]:
    """The pattern of a number with all that may stand round and between its digits."""
    mark = re.escape(decimal)
    between = rf"[{',' if decimal == '.' else '.'}'\u2019 \u00a0\u2009\u202f]"  # thousands
    indian = r"|[1-9]\d?(?:,\d\d)+,\d{3}" if decimal == "." else ""
    whole = rf"[1-9]\d{{0,2}}(?P<mark>{between})\d{{3}}(?:(?P=mark)\d{{3}})*{indian}|\d+"
    number = rf"(?P<number>(?:(?:{whole})(?:{mark}\d*)?|{mark}\d+)(?:e[+-]?\d+)?)"
    sign = rf"(?P<sign>[+-])?(?:(?P<before>{_CURRENCY})\s*(?(sign)|(?P<inner>[+-])?))?"
    behind = rf"(?:\s*(?P<behind>%|{_CURRENCY}|{_UNIT}))?"
    return re.compile(
        rf"'?(?P<open>\(\s*)?{sign}{number}{behind}(?(open)\s*\))", re.IGNORECASE | re.ASCII
    )


_NUMBERS = {decimal: _number_pattern(decimal) for decimal in ".,"}
_BETWEEN = {".": re.compile(r"[^0-9eE+\-.]"), ",": re.compile(r"[^0-9eE+\-,]")}
_OTHER = {".": ",", ",": "."}
# Nothing but whole numbers in such cells, and that mark between their thousands.
_GROUPED = {
    decimal: re.compile(rf"(?:-?(?:[1-9]\d{{0,2}}(?:{mark}\d{{3}})+|\d+)(?:\n|$))+", re.ASCII)
    for decimal, mark in ((".", ","), (",", r"\."))
}
# Cells made of these, and without an empty one, are numbers wherever Python says so.
_PLAIN = {".": re.compile(r"[0-9eE+\-.\n]*"), ",": re.compile(r"[0-9eE+\-,\n]*")}

SHEET_ERRORS = frozenset(  # of spreadsheet programs, in small letters
    {"#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#spill!", "#calc!"}
    | {"#nv", "#wert!", "#bezug!", "#zahl!", "#überlauf!"}
    | {"#valeur!", "#nom?", "#nombre!", "#valore!", "#rif!", "#nome?"}
    | {"#¡div/0!", "#¡valor!", "#¡ref!", "#¡num!", "#¿nombre?"}
)
MISSING = SHEET_ERRORS | {"", "na", "n/a", "<na>", "nan", "null", "none", "?", "-", "–", "−"}
MISSING |= {".", "..", "...", "…", "n.a.", "n. a.", "k.a.", "k. a.", "missing"}
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
    """Return the number in a cell, as people write it: −0.5, +3, .5, 2., 1e-3, 1,200.5, $5, (5).

    Digits are 0 to 9. Between groups of three may stand a space, an apostrophe, or that mark of
    comma and point which is not the decimal one. A sign of money or of percent, or a unit behind,
    changes nothing: 12% and 12 kg are 12. In round brackets a number is negative. An apostrophe may
    stand before it, as spreadsheet programs mark texts. A number that is too large for a float is
    none.
    """
    found = _found(cell, decimal)
    if found is None:
        return None
    number = _value(found, decimal)
    return number if math.isfinite(number) else None


class Signs(Struct, frozen=True):
    """What stands in the cell of a number beside its digits and its decimal mark.

    Attributes:
        thousands: what stands between thousands; empty if nothing does.
        unit: a sign of money, %, or a unit behind it; empty if there is none.
        brackets: whether the number is in round brackets.
    """

    thousands: str
    unit: str
    brackets: bool


def signs_in(cell: str, decimal: str) -> Signs | None:
    """Return what stands beside the digits of a number; None if the cell is none."""
    found = _found(cell, decimal)
    if found is None:
        return None
    unit = found["before"] or found["behind"] or ""
    between = _BETWEEN[decimal].search(found["number"])
    return Signs(between[0] if between else "", unit, found["open"] is not None)


def _found(cell: str, decimal: str) -> re.Match[str] | None:
    found = _NUMBERS[decimal].fullmatch(cell.strip().replace("−", "-"))
    if found is None or (found["open"] and (found["sign"] or found["inner"])):
        return None
    return found


def _value(found: re.Match[str], decimal: str) -> float:
    digits = _BETWEEN[decimal].sub("", found["number"]).replace(",", ".")
    negative = found["open"] or "-" in (found["sign"], found["inner"])
    return -float(digits) if negative else float(digits)


class Codes(Struct, frozen=True, eq=False):
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


def is_plain(text: str, decimal: str) -> bool:
    """Whether nothing but digits, signs, e, decimal marks and line breaks stands in a text."""
    return _PLAIN[decimal].fullmatch(text) is not None


def numbers_in(cells: Sequence[str], decimal: str) -> Codes:
    """Return the numbers in some cells, NaN where there is none."""
    text = "\n".join(cells)
    if _GROUPED[decimal].fullmatch(text):
        text = text.replace(_OTHER[decimal], "")
    if is_plain(text, decimal):
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
    return _found(cell, decimal) is not None and number_in(cell, decimal) is None


def _number_or_nan(cell: str, decimal: str) -> float:
    number = number_in(cell, decimal)
    return math.nan if number is None else number


def _floats(texts: Sequence[str]) -> Array:
    """Return the texts as numbers, or nothing if one of them is none."""
    try:
        return np.fromiter(map(float, texts), np.float64, len(texts))
    except ValueError:
        return np.empty(0)
