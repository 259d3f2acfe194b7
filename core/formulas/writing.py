"""A formula as text, from which it can be read again."""

import math
import re
from collections.abc import Sequence
from typing import Any

from core.formulas.formula import Column, Formula
from core.formulas.functions import CONSTANTS, FUNCTIONS
from core.nn.expressions import Operation, Operator, Term
from core.nn.notation import MARKS, is_torn
from core.text.numbers import MINUS

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
VULGAR = "½¼¾"
PLAIN_NAME = rf"[^\W\d{SUPERSCRIPTS}{VULGAR}][^\W{SUPERSCRIPTS}{VULGAR}]*"  # a pattern
_FUNCTION_MARKS = MARKS | {
    function.operator: (f"{word}(", ", ", ")")
    for word, function in FUNCTIONS.items()
    if function.operator in (Operator.SIGN, Operator.EXPONENTIAL)
}
_WORDS = {
    f.activation.key: word for word, f in FUNCTIONS.items() if f.operator is Operator.ACTIVATION
}
_POWERS = range(3, 10)
_FACTORS = (Operator.PRODUCT, Operator.QUOTIENT, Operator.NEGATIVE)


def written(formula: Formula, names: Sequence[str]) -> str:
    """Write a formula over columns of these names: "2 × x² + `own units`"."""
    if isinstance(formula, Column):
        return quoted_name(names[formula.place], names)
    if isinstance(formula, Term):
        return _constant(formula.value, names)
    if power := _small_power(formula):
        return _part(formula, 0, names) + SUPERSCRIPTS[power]
    before, mark, after = _FUNCTION_MARKS[formula.operator]
    if formula.operator is Operator.ACTIVATION:
        before = f"{_WORDS[formula.activation.key]}("
    parts = mark.join(_part(formula, at, names) for at in range(len(formula.parts)))
    return f"{before}{parts}{after}"


def quoted_name(name: str, names: Sequence[str]) -> str:
    """A column's name as it stands in a formula: in backticks unless it is a plain word."""
    plain = re.fullmatch(PLAIN_NAME, name) and name.casefold() not in FUNCTIONS
    return name if plain else f"`{name.replace('`', '``')}`"


def literal(value: float) -> str:
    """A number with as few digits as tell it from all others."""
    text = repr(value).removesuffix(".0")
    return text.replace("-", MINUS)


def _constant(value: float, names: Sequence[str]) -> str:
    known = [word for word, number in CONSTANTS.items() if number == value and word not in names]
    return known[0] if known else literal(value)


def _part(whole: Operation[Any], at: int, names: Sequence[str]) -> str:
    part = whole.parts[at]
    text = written(part, names)
    return f"({text})" if _is_torn(part, whole.operator, at) else text


def _is_torn(part: Formula, operator: Operator, at: int) -> bool:
    """Whether a part would be read with something else, were it not for parentheses."""
    encloses = MARKS[operator][2] in (")", "|")
    if isinstance(part, Operation):
        if at and operator is Operator.PRODUCT and part.operator in _FACTORS:
            return True
        is_sign = part.operator is Operator.NEGATIVE and at > 0
        return is_torn(part.operator, operator, at) or (is_sign and not encloses)
    is_negative = isinstance(part, Term) and math.copysign(1, part.value) < 0
    is_tight = operator in (Operator.SQUARE, Operator.SQUARE_ROOT, Operator.POWER)
    return is_negative and (at > 0 or is_tight) and not encloses


def _small_power(formula: Operation[Any]) -> int:
    """The exponent that is written small, such as 3 in x³; 0 for none."""
    if formula.operator is not Operator.POWER or not isinstance(formula.parts[1], Term):
        return 0
    exponent = formula.parts[1].value
    return int(exponent) if exponent in _POWERS else 0
