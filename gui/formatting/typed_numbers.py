"""Numbers as people type them: "-0.5", "−0,5", "1/3", "2e-3", "½"."""

import math
import re

from core.text.numbers import MINUS
from gui.formatting.numbers import editable, mark_now

NUMBER_STARTS = f"0123456789+-.,{MINUS}"
_SIGN_SPACE = r"^([+-])\s+"
_THREE_FIGURES = r"[+−-]?[1-9]\d{0,2}[.,]\d{3}"
_THOUSANDS = r"[+-]?\d{1,3}(\s\d{3})+([.,]\d*)?"


def parse_number(text: str) -> float:
    """Read a number as people type it: "-0.5", "−0,5", "1/3", "2e-3", "½".

    Either mark stands before the tenths. Only "1.580", where a comma is what is chosen, may be
    thousands as well; and "1,580" where it is a point.

    Raises:
        ValueError: it is not a finite number, or may be two; the message says why, for people.
    """
    typed, value = text.strip(), number_in(text)
    if re.fullmatch(_THREE_FIGURES, typed) and mark_now() not in typed:
        whole = re.sub("[.,]", "", typed)
        raise ValueError(f"“{typed}” may be {whole} or {editable(value)}: type one of these.")
    return value


def number_in(text: str) -> float:
    """Read a number whose mark is known to be one, as in cells: `parse_number` without doubts.

    Raises:
        ValueError: it is not a finite number; the message says why, for people.
    """
    typed = text.strip().replace(MINUS, "-").replace("–", "-")
    if not typed:
        raise ValueError("Type a number.")
    numerator, slash, denominator = typed.partition("/")
    value = _decimal(numerator, text)
    if slash:
        below = _decimal(denominator, text)
        if below == 0:
            raise ValueError("Nothing can be divided by 0.")
        value = value / below
    if not math.isfinite(value):
        raise ValueError(f"“{text.strip()}” is too large to be a number here.")
    return value


def _decimal(text: str, whole: str) -> float:
    part = re.sub(_SIGN_SPACE, r"\1", text.strip())
    if re.fullmatch(_THOUSANDS, part):
        part = re.sub(r"\s", "", part)
    if "," in part and "." in part:
        raise ValueError(f"“{whole.strip()}” has a comma and a point: use one decimal sign only.")
    part = part.replace(",", ".")
    vulgar = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
    part = vulgar.get(part, part)
    if not any(map(str.isdigit, part)) or "_" in part or re.search(r"\s", part):
        raise ValueError(f"“{whole.strip()}” is not a number.")
    try:
        return float(part)
    except ValueError:
        raise ValueError(f"“{whole.strip()}” is not a number.") from None
