"""Numbers in sentences, as people read them.

A number has a point, for a program may read the sentence as well as a person; a window that writes
another mark changes it where it shows the sentence. A count is in groups of three, apart by a
space, which is right beside a point and beside a comma (ISO 80000-1).
"""

import math

MINUS = "\N{MINUS SIGN}"

_GROUP = "\N{NARROW NO-BREAK SPACE}"
_LEAST_GROUPED = 10_000
NOISE_DIGITS = 12  # beyond these, digits are binary rounding
_FULL_DIGITS = 6
ROUNDED_DIGITS = 4
SMALLEST_PLAIN = 1e-4
LARGEST_PLAIN = 1e6
_LARGEST_WHOLE = 1e15


def grouped(count: int) -> str:
    """A count in full, in groups of three: "20", "1580", "100 000"."""
    if -_LEAST_GROUPED < count < _LEAST_GROUPED:
        return str(count).replace("-", MINUS)
    return f"{count:,}".replace(",", _GROUP).replace("-", MINUS)


def counted(count: int, noun: str, plural: str = "") -> str:
    """A number of things: "1 row", "20 000 rows", "3 classes"."""
    return f"1 {noun}" if count == 1 else f"{grouped(count)} {plural or f'{noun}s'}"


def number_text(value: float) -> str:
    """A number as short as it can be and still be true: "2", "0.68", "−1.25e−7".

    In full up to six significant digits, otherwise rounded to four. Binary rounding
    (0.6799999999999999 for 0.68) is not shown. One that could not be computed, as ∞ − ∞, comes of
    others that are too large.
    """
    if math.isnan(value):
        return "too large"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    clean = without_noise(value)
    if clean == 0:
        return "0"
    if not SMALLEST_PLAIN <= abs(clean) < LARGEST_PLAIN:
        return _scientific(clean)
    text = _plain(clean, NOISE_DIGITS)
    if len(text.lstrip("-0.").replace(".", "")) > _FULL_DIGITS:
        text = _plain(clean, max(ROUNDED_DIGITS, len(str(int(abs(clean))))))
    return text.replace("-", MINUS)


def rounded_text(value: float) -> str:
    """A number with four digits, or all before the point: "29.7", "1 234 568"."""
    if _LEAST_GROUPED <= abs(value) < _LARGEST_WHOLE:
        return grouped(round(value))
    return number_text(float(f"{value:.{ROUNDED_DIGITS}g}"))


def without_noise(value: float) -> float:
    """A finite number without what binary rounding adds to it; any other as it is."""
    return float(f"{value:.{NOISE_DIGITS}g}") if math.isfinite(value) else value


def _plain(value: float, digits: int) -> str:
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(value: float) -> str:
    mantissa, exponent = f"{value:.{ROUNDED_DIGITS - 1}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
