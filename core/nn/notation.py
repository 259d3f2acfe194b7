"""How operations are written: the marks of each, and which parts need parentheses."""

from core.nn.expressions import Operator
from core.text.numbers import MINUS

# What stands before, between and after the parts.
MARKS = {
    Operator.SUM: ("", " + ", ""),
    Operator.PRODUCT: ("", " × ", ""),
    Operator.DIFFERENCE: ("", f" {MINUS} ", ""),
    Operator.QUOTIENT: ("", " / ", ""),
    Operator.SQUARE: ("", "", "²"),
    Operator.SQUARE_ROOT: ("√", "", ""),
    Operator.POWER: ("", "^", ""),
    Operator.ABSOLUTE: ("|", "", "|"),
    Operator.SIGN: ("sign of ", "", ""),
    Operator.EXPONENTIAL: ("e^(", "", ")"),
    Operator.MINUS_LOGARITHM: (f"{MINUS}ln(", "", ")"),
    Operator.LOG_COSH: ("ln cosh(", "", ")"),
    Operator.ACTIVATION: ("", "", ")"),
    Operator.NEGATIVE: (MINUS, "", ""),
    Operator.LOGARITHM: ("ln(", "", ")"),
    Operator.DECIMAL_LOGARITHM: ("log10(", "", ")"),
    Operator.SINE: ("sin(", "", ")"),
    Operator.COSINE: ("cos(", "", ")"),
    Operator.TANGENT: ("tan(", "", ")"),
    Operator.FLOOR: ("floor(", "", ")"),
    Operator.ROUND: ("round(", "", ")"),
    Operator.MINIMUM: ("min(", ", ", ")"),
    Operator.MAXIMUM: ("max(", ", ", ")"),
    Operator.LESS: ("", " < ", ""),
    Operator.AT_MOST: ("", " ≤ ", ""),
    Operator.GREATER: ("", " > ", ""),
    Operator.AT_LEAST: ("", " ≥ ", ""),
}
# How firmly what an operator makes holds together, beside what it takes: at least so firmly the
# first part and the others have to hold, or they need parentheses. Where marks enclose, it is 0.
COMPARISONS = (Operator.LESS, Operator.AT_MOST, Operator.GREATER, Operator.AT_LEAST)
_HOLD = {
    **dict.fromkeys((Operator.SIGN, *COMPARISONS), 0),
    Operator.SUM: 1,
    Operator.DIFFERENCE: 1,
    Operator.PRODUCT: 2,
    Operator.QUOTIENT: 2,
    Operator.NEGATIVE: 2,
    Operator.MINUS_LOGARITHM: 3,
    Operator.SQUARE: 3,
    Operator.SQUARE_ROOT: 3,
    Operator.POWER: 3,
}
_FIRMEST = 4
_TAKES = {
    **dict.fromkeys(COMPARISONS, (1, 1)),
    Operator.SUM: (1, 2),
    Operator.DIFFERENCE: (1, 2),
    Operator.PRODUCT: (2, 2),
    Operator.QUOTIENT: (2, 3),
    Operator.NEGATIVE: (3, 3),
    Operator.SQUARE: (4, 4),
    Operator.SQUARE_ROOT: (4, 4),
    Operator.POWER: (4, 4),
    Operator.SIGN: (4, 4),
}


def is_torn(part: Operator, operator: Operator, at: int) -> bool:
    """Whether a part would be torn apart by what is done to it, were it not for parentheses.

    Args:
        part: how the part is made.
        operator: what is done to it and others.
        at: which of the parts it is, from 0.
    """
    return _HOLD.get(part, _FIRMEST) < _TAKES.get(operator, (0, 0))[at > 0]
