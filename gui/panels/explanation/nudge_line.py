"""The nudge line: what a nudge of the weight really does, beside its slope."""

from fractions import Fraction

from core.nn.quantity import Quantity, QuantityKind
from core.text.numbers import MINUS
from core.training.gradient_check import Corner, Nudge, nudge
from gui.formatting.numbers import as_programs_read, number, precise
from gui.session.session import Session
from gui.session.visibility import Visibility

NUDGES = (0.1, 0.01, 0.001, 0.0001)
_CHECK, _CROSS = "✓", "✗"


def nudge_text(session: Session, visibility: Visibility, parameter: int | None, size: float) -> str:
    """The nudge, both losses, what comes of them, and whether the slope agrees."""
    if parameter is None or not visibility.shows(Quantity(QuantityKind.SLOPE, parameter=parameter)):
        return ""
    experiment = session.document.experiment
    if not visibility.shows(Quantity(QuantityKind.LOSS)):
        return ""
    found = nudge(experiment.of_batch, parameter, size)
    slope = float(session.evaluation.gradient[parameter])
    how = f"nudge by {number(size)}"
    if not found.can_tell:
        return f"{how}: the numbers are too large to nudge"
    of = " of the batch" if session.evaluation.batch is not None else ""
    if found.corner is Corner.HERE:
        left, right = (number(_clean(side)) for side in found.sides)
        return (
            f"{how}: on the corner: slope {left} to the left, {right} to the right;"
            f" we take {number(slope)}"
        )
    mark = _mark(found, slope)
    right, left = _digits(found.loss_right), _digits(found.loss_left)
    width, result = _digits(2 * size), number(_clean(found.slope))
    sign = "=" if _comes_to(right, left, width) == _fraction(result) else "≈"
    return f"{how}: loss{of} ({right} {MINUS} {left}) / {width} {sign} {result}{mark}"


def _mark(found: Nudge, slope: float) -> str:
    """Whether the nudge confirms the slope, or why it cannot be told."""
    if found.corner is Corner.CROSSED:
        return " · this nudge crosses a corner: choose a smaller one"
    if found.drowns(slope):
        return " · lost in rounding: choose a larger nudge"
    return f" {_CHECK}" if found.agrees(slope) else f" {_CROSS}"


def _digits(value: float) -> str:
    """A number with as many digits as a difference needs."""
    return precise(value, 10)


def _fraction(text: str) -> Fraction | None:
    try:
        return Fraction(as_programs_read(text))
    except ValueError:  # infinite
        return None


def _comes_to(right: str, left: str, width: str) -> Fraction | None:
    """What the shown arithmetic gives."""
    upper, lower, across = map(_fraction, (right, left, width))
    if upper is None or lower is None or not across:
        return None
    return (upper - lower) / across


def _clean(slope: float) -> float:
    """A slope without the noise of a difference of losses."""
    return float(f"{slope:.7g}")
