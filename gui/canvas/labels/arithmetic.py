"""How the error of a row comes about, in lines that can be checked by hand."""

from core.nn.expressions import Expression, Term, minus_logarithm, subtracted
from core.nn.loss import Loss
from gui.formatting.equations import Numerals, show, telling_digits
from gui.formatting.numbers import MINUS, is_exact, number, signed


def error_line(prediction: float, target: float, error: float) -> str:
    """The error of a row: "error 16 − 5 = +11"; where both look the same, only what is left."""
    made_of, sign = _difference(prediction, target, error)
    if error and made_of == _difference(target, target, 0.0)[0]:
        return f"error {_sign(error)} {signed(error)}"
    return f"error {made_of} {sign} {signed(error)}"


def share_line(loss: Loss, prediction: float, target: float, share: float) -> str:
    """What the error adds to the loss before the mean: "squared error 11² = 121"."""
    if loss.is_from_logits:
        return _surprise_line(loss, prediction, target, share)
    error = prediction - target
    sign = _sign(error, share)
    shown = number(share)
    straight = abs(error) > 1
    formulas = {
        "half_mse": f"half squared error ½ × {_base(error)}² {sign} {shown}",
        "mae": f"absolute error |{number(error)}| {sign} {shown}",
        "huber": f"Huber |{number(error)}| {MINUS} ½ {sign} {shown}"
        if straight
        else f"Huber ½ × {_base(abs(error))}² {sign} {shown}",
    }
    return formulas.get(loss.key, f"squared error {_base(error)}² {sign} {shown}")


def _surprise_line(loss: Loss, probability: float, target: float, share: float) -> str:
    """What a probability adds: "log loss −ln 0.5 ≈ 0.6931"."""
    name = "cross-entropy" if loss.by_row else "log loss"
    yes = minus_logarithm(Term(probability))
    no = minus_logarithm(subtracted(Term(1.0), Term(probability)))
    shown = _shown(probability, (yes if target else no, Term(share)))
    certain = probability == target and share == 0
    sign = "=" if certain else "≈"
    if target == 1:
        return f"{name} {MINUS}ln {shown} {sign} {number(share)}"
    if loss.by_row:
        text = f"{name} {number(target)} × {MINUS}ln {shown}"
        return f"{text} {'=' if target == 0 else '≈'} {number(share)}"
    if target == 0:
        return f"{name} {MINUS}ln(1 {MINUS} {shown}) {sign} {number(share)}"
    return f"{name} ≈ {number(share)}"


def slope_line(loss: Loss, prediction: float, target: float, slope: float, divisor: int) -> str:
    """The slope of a row's loss along its prediction: "loss slope 2 × 11 = +22".

    `divisor` is the number of outputs, where the loss is a mean over them.
    """
    error = prediction - target
    if loss.is_from_logits:
        made_of, sign = _difference(prediction, target, error)
        if divisor > 1:
            made_of, sign = f"({made_of}) ÷ {divisor}", _sign(prediction, target, slope)
        return f"loss slope {made_of} {sign} {signed(slope)}"
    sign = _sign(error, slope)
    factor = _guarded(error)
    if loss.key in ("mae", "huber") and (loss.key == "mae" or abs(error) > 1):
        factor = f"sign of {number(error)}"
        if divisor > 1:
            factor = f"({factor})"
    elif loss.key in ("mse", "sse"):
        factor = f"2 × {factor}"
    elif divisor == 1:
        return f"loss slope = error {sign} {signed(slope)}"
    share = f" ÷ {divisor}" if divisor > 1 else ""
    return f"loss slope {factor}{share} {sign} {signed(slope)}"


def _difference(prediction: float, target: float, result: float) -> tuple[str, str]:
    """Prediction − target with as many digits as tell that result, and the sign to put after it."""
    parts = Term(prediction), Term(target)
    digits = telling_digits((subtracted(*parts), Term(result)))
    left, right = (show(part.value, Numerals.SHORT, digits) for part in parts)
    exact = left.exact and right.exact and is_exact(result)
    guarded = f"({right.text})" if target < 0 else right.text
    return f"{left.text} {MINUS} {guarded}", "=" if exact else "≈"


def _shown(value: float, steps: tuple[Expression, Expression]) -> str:
    """A number with as many digits as make the arithmetic come true."""
    return show(value, Numerals.SHORT, telling_digits(steps)).text


def _guarded(value: float) -> str:
    return number(value) if value >= 0 else f"({number(value)})"


def _base(value: float) -> str:
    """A number that is squared: −3 and 2e−5 need parentheses."""
    text = number(value)
    return text if text.replace(".", "").isdigit() else f"({text})"


def _sign(*values: float) -> str:
    return "=" if all(map(is_exact, values)) else "≈"
