"""Beside a prediction: its error, what that adds to the loss, and the slope there."""

from collections.abc import Callable

from core.explanation.quantities import Quantities
from core.nn.network import NodePlace
from core.nn.quantity import Quantity, QuantityKind
from gui.canvas.labels.arithmetic import error_line, share_line, slope_line
from gui.formatting.equations import show
from gui.session.visibility import UNKNOWN, Seen, Visibility


def prediction_lines(
    numbers: Quantities, output: int, row: int, visibility: Visibility, *, slopes: bool
) -> list[tuple[str, str]]:
    """The lines of one prediction of a row, as far as they may be seen.

    Each in full, "error 16 − 5 = +11", and in short, "error = +11".
    """
    network, loss = numbers.experiment.network, numbers.experiment.loss
    place = NodePlace(len(network.layers) - 1, output)

    def at(kind: QuantityKind) -> float:
        return numbers.value(Quantity(kind, node=place, row=row))

    predicted, target = at(QuantityKind.ACTIVATION), at(QuantityKind.TARGET)
    wanted: dict[QuantityKind, tuple[str, Callable[[], str]]] = {
        QuantityKind.ERROR: (
            "error",
            lambda: error_line(predicted, target, at(QuantityKind.ERROR)),
        ),
        QuantityKind.SHARE: (
            loss.share_name,
            lambda: share_line(loss, predicted, target, at(QuantityKind.SHARE)),
        ),
    }
    if slopes:
        divisor = loss.divisor(1, network.sizes[-1])
        wanted[QuantityKind.LOSS_SLOPE] = (
            "loss slope",
            lambda: slope_line(loss, predicted, target, at(QuantityKind.LOSS_SLOPE), divisor),
        )
    found = []
    for kind, (name, line) in wanted.items():
        quantity = Quantity(kind, node=place, row=row)
        seen = visibility.seen(quantity)
        if seen is Seen.SHOWN:
            write = visibility.write if kind is QuantityKind.SHARE else visibility.write_signed
            found.append(
                (line(), f"{name} {_sign(at(kind), visibility)} {write(at(kind), quantity)}")
            )
        else:
            unseen = f"{name} {UNKNOWN}" if seen is Seen.HIDDEN else ""
            found.append((unseen, unseen))
    return found


def _sign(value: float, visibility: Visibility) -> str:
    """The sign before a number: "=" where what is written says all of it."""
    shown = show(value, visibility.numerals)
    return "=" if shown.exact and shown.text == visibility.text(value) else "≈"
