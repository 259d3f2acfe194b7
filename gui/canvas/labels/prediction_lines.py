"""Beside a prediction: its error, what that adds to the loss, and the slope there."""

from collections.abc import Callable

from core.explanation.errors import error_equation, loss_slope_equation, share_equation
from core.explanation.quantities import Quantities
from core.explanation.terms import Equation
from core.nn.expressions import terms_of
from core.nn.network import NodePlace
from core.nn.quantity import Quantity, QuantityKind
from gui.formatting.equations import EquationWriter
from gui.formatting.numerals import show
from gui.session.visibility import Seen, Visibility

_LONGEST = 48  # characters; a longer line would leave its neighbours no room for their arithmetic
_EXPLAINED: dict[QuantityKind, Callable[[Quantities, NodePlace, int], Equation]] = {
    QuantityKind.ERROR: error_equation,
    QuantityKind.SHARE: share_equation,
    QuantityKind.LOSS_SLOPE: loss_slope_equation,
}


def prediction_lines(
    numbers: Quantities, output: int, row: int, visibility: Visibility, *, slopes: bool
) -> list[tuple[str, str]]:
    """The lines of one prediction of a row, as far as they may be seen.

    Each in full, "error 16 − 5 = +11", and in short, "error = +11".
    """
    place = NodePlace(len(numbers.network.layers) - 1, output)
    # What stands on a line in full, and in short.
    names = {
        QuantityKind.ERROR: ("error", "error"),
        QuantityKind.SHARE: (
            numbers.experiment.loss.share_words,
            numbers.experiment.loss.share_name,
        ),
    }
    if slopes:
        names[QuantityKind.LOSS_SLOPE] = ("loss slope", "loss slope")
    found = []
    for kind, (name, short_name) in names.items():
        quantity = Quantity(kind, node=place, row=row)
        seen = visibility.seen(quantity)
        if seen is Seen.SHOWN:
            brief = _brief(short_name, numbers.value(quantity), quantity, visibility)
            equation = _EXPLAINED[kind](numbers, place, row)
            found.append((_full(name, equation, visibility) or brief, brief))
        else:
            unseen = f"{short_name} {visibility.unknown(quantity)}" if seen is Seen.HIDDEN else ""
            found.append((unseen, unseen))
    return found


def _full(name: str, equation: Equation, visibility: Visibility) -> str:
    """The line in full; empty where it is too long, or tells a number that may not be seen."""
    made_of = [term.quantity for step in equation.steps for term in terms_of(step)]
    if not all(quantity is None or visibility.shows(quantity) for quantity in made_of):
        return ""
    is_signed = equation.quantity.kind is not QuantityKind.SHARE
    line = EquationWriter(visibility.numerals).write_line(name, equation, is_signed=is_signed)
    return line if len(line) <= _LONGEST else ""


def _brief(name: str, value: float, quantity: Quantity, visibility: Visibility) -> str:
    """The result alone; the sign is "=" where what is written says all of it."""
    is_signed = quantity.kind is not QuantityKind.SHARE
    text = (visibility.write_signed if is_signed else visibility.write)(value, quantity)
    shown = show(value, visibility.numerals)
    is_whole = shown.exact and shown.text == visibility.text(value)
    return f"{name} {'=' if is_whole else '≈'} {text}"
