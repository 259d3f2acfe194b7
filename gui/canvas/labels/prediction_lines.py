"""Beside a prediction: its error, what that adds to the loss, and the slope there."""

from collections.abc import Callable

from core.explanation.quantities import Quantities
from core.nn.network import NodePlace
from core.nn.quantity import Kind, Quantity
from gui.canvas.labels.arithmetic import error_line, share_line, slope_line
from gui.formatting.equations import show
from gui.session.visibility import UNKNOWN, Seen, Sight


def prediction_lines(
    numbers: Quantities, output: int, row: int, sight: Sight, *, slopes: bool
) -> list[tuple[str, str]]:
    """The lines of one prediction of a row, as far as they may be seen.

    Each in full, "error 16 − 5 = +11", and in short, "error = +11".
    """
    network, loss = numbers.experiment.network, numbers.experiment.loss
    place = NodePlace(len(network.layers) - 1, output)

    def at(kind: Kind) -> float:
        return numbers.value(Quantity(kind, node=place, row=row))

    predicted, target = at(Kind.ACTIVATION), at(Kind.TARGET)
    wanted: dict[Kind, tuple[str, Callable[[], str]]] = {
        Kind.ERROR: ("error", lambda: error_line(predicted, target, at(Kind.ERROR))),
        Kind.SHARE: (
            loss.share_name,
            lambda: share_line(loss, predicted, target, at(Kind.SHARE)),
        ),
    }
    if slopes:
        divisor = loss.divisor(1, network.sizes[-1])
        wanted[Kind.LOSS_SLOPE] = (
            "loss slope",
            lambda: slope_line(loss, predicted, target, at(Kind.LOSS_SLOPE), divisor),
        )
    found = []
    for kind, (name, line) in wanted.items():
        quantity = Quantity(kind, node=place, row=row)
        seen = sight.seen(quantity)
        if seen is Seen.SHOWN:
            write = sight.write if kind is Kind.SHARE else sight.write_signed
            found.append((line(), f"{name} {_sign(at(kind), sight)} {write(at(kind), quantity)}"))
        else:
            unseen = f"{name} {UNKNOWN}" if seen is Seen.HIDDEN else ""
            found.append((unseen, unseen))
    return found


def _sign(value: float, sight: Sight) -> str:
    """The sign before a number: "=" where what is written says all of it."""
    shown = show(value, sight.numerals)
    return "=" if shown.exact and shown.text == sight.text(value) else "≈"
