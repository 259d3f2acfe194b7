"""Numbers as people read them.

A number is shown as short as it can be and still be true: in full up to six significant digits,
otherwise rounded to four. Binary rounding (0.6799999999999999 for 0.68) is not shown.

The decimal mark is that of all numbers on the screen, as a language is; what is read by programs
(files, code, reports) is not written here, and has the point.
"""

import math
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Protocol, TypeVar

from msgspec import Struct, field

from core.text.numbers import (
    LARGEST_PLAIN,
    MINUS,
    NOISE_DIGITS,
    ROUNDED_DIGITS,
    SMALLEST_PLAIN,
    number_text,
    without_noise,
)

_HIDDEN = 6  # only a number this much shorter is what somebody meant
_BRIEF_DIGITS = 3
_MOST_DIGITS = 12  # that are shown to tell two numbers apart
_LEAST_PART = 0.001
_ALIKE = str.maketrans("123456789", "000000000")
_REMEMBERED = 8192  # texts; many a number stands in several places


class DecimalMark(StrEnum):
    """What stands before the tenths."""

    POINT = "."
    COMMA = ","


class _Cached(Protocol):
    def cache_clear(self) -> None:
        """Forget everything."""


class _Writing(Struct):
    """How numbers are written now, and the texts that are remembered of it."""

    mark: DecimalMark = DecimalMark.POINT
    remembered: list[_Cached] = field(default_factory=list)


_writing = _Writing()
_C = TypeVar("_C", bound=_Cached)


def forgets_with_mark(cached: _C) -> _C:
    """Have a function that remembers texts forget them when they are written in another way."""
    _writing.remembered.append(cached)
    return cached


def write_with(mark: DecimalMark) -> None:
    """Write all numbers with this mark from now on."""
    if mark is not _writing.mark:
        _writing.mark = mark
        for cached in _writing.remembered:
            cached.cache_clear()


def mark_now() -> DecimalMark:
    """The mark that numbers are written with."""
    return _writing.mark


def as_programs_read(text: str) -> str:
    """A shown number as Python reads it."""
    return text.replace(MINUS, "-").replace(_writing.mark, ".")


@forgets_with_mark
@lru_cache(maxsize=_REMEMBERED)
def number(value: float) -> str:
    """Show a number in a few characters: "2", "0.68", "−1.25e−7"."""
    return _written(number_text(value))


@lru_cache(maxsize=_REMEMBERED)
def with_alike_figures(text: str) -> str:
    """A text with a 0 for each figure: as wide as before, for figures are equally wide."""
    return text.translate(_ALIKE)


def rounded(value: float, digits: int) -> str:
    """Show a number with so many significant digits at the most: "0.13", "1.2e−9"."""
    return number(float(f"{value:.{digits}g}"))


@forgets_with_mark
@lru_cache(maxsize=_REMEMBERED)
def brief(value: float) -> str:
    """Show a number where there is little room: "−0.0737", "12345", "1.2e−9"."""
    if not math.isfinite(value) or value == 0:
        return number(value)
    plain = SMALLEST_PLAIN * 10 <= abs(value) < LARGEST_PLAIN
    digits = max(_BRIEF_DIGITS, len(str(int(abs(value))))) if plain else _BRIEF_DIGITS - 1
    return rounded(value, digits)


def precise(value: float, digits: int) -> str:
    """Show a number with so many significant digits, or fewer if they say all of it."""
    known = digits <= NOISE_DIGITS and is_exact(value)
    if known or not math.isfinite(value):
        return number(value)
    text = f"{value:.{digits}g}"
    if float(text) == value and abs(value) < LARGEST_PLAIN:
        text = repr(value).removesuffix(".0")
    mantissa, e, exponent = text.partition("e")
    return _written(f"{mantissa}{e}{int(exponent) if e else ''}")


def apart(before: float, after: float) -> str:
    """Show two numbers with an arrow, and as many digits as it takes to tell them apart."""
    texts = [number(value) for value in (before, after)]
    for digits in range(ROUNDED_DIGITS + 1, _MOST_DIGITS + 1):
        if before == after or texts[0] != texts[1] or not math.isfinite(before - after):
            break
        texts = [precise(value, digits) for value in (before, after)]
    return f"{texts[0]} → {texts[1]}"


def signed(value: float) -> str:
    """Show a number with its sign, except for 0: "+11", "−4.453", "0"."""
    text = number(value)
    return f"+{text}" if value > 0 and text != "0" else text


def is_exact(value: float) -> bool:
    """Whether what `number` shows is the value itself, binary rounding aside."""
    if not math.isfinite(value):
        return True
    return float(as_programs_read(number(value))) == without_noise(value)


def equals(value: float) -> str:
    """The sign to put before a shown number: "=" where it is exact, else "≈"."""
    return "=" if is_exact(value) else "≈"


def full(value: float) -> str:
    """Show every digit, and what binary rounding hides behind them."""
    if not math.isfinite(value):
        return number(value)
    text = _written(repr(float(value)).removesuffix(".0"))
    clean = _written(repr(without_noise(value)).removesuffix(".0"))
    return f"{text} (binary rounding of {clean})" if len(clean) < len(text) - _HIDDEN else text


def editable(value: float) -> str:
    """Show a number in full the way it is typed, to begin an edit with."""
    return full(value).partition(" (")[0]


def percent(part: float) -> str:
    """A part of a whole: "97.3%"; 100% is all of it, and 0% nothing."""
    if part in (0.0, 1.0):
        return f"{part:.0%}"
    return _written(f"{min(max(part, _LEAST_PART), 1 - _LEAST_PART):.1%}")


def file_size(count: int) -> str:
    """How large a file of so many bytes is: "683 kB", "1.4 MB"."""
    return f"{rounded(count / 1e6, 2)} MB" if count >= 1e6 else f"{-(-count // 1000)} kB"


def fraction(value: float, largest: int = 1000) -> str | None:
    """The fraction p/q with q up to `largest` that rounds to this very float, if there is one."""
    if not math.isfinite(value):
        return None
    found = Fraction(value).limit_denominator(largest)
    if found.numerator / found.denominator != value:
        return None
    text = str(found.numerator).replace("-", MINUS)
    return text if found.denominator == 1 else f"{text}/{found.denominator}"


def _written(text: str) -> str:
    """What Python has written, with the true minus sign and the mark of now."""
    return text.replace("-", MINUS).replace(".", _writing.mark)
