"""A loss as code of one update: with the names that its sums and predictions have there."""

import re

from core.nn.loss import Loss


def of_outputs(code: str, z: str, p: str) -> list[str]:
    """The lines of a loss; the last is what comes out."""
    here = {"z": z, "p": p}
    return re.sub(r"\b[zp]\b", lambda found: here[found.group()], code).split("\n")


def slope_of_outputs(loss: Loss, outputs: int, z: str, p: str) -> list[str]:
    """The lines of a row's loss slopes; the last is what comes out.

    Where the loss is a mean over the outputs too, a row's own loss is one.
    """
    *before, slope = of_outputs(loss.slope_code, z, p)
    if loss.averages and not loss.by_row and outputs > 1:
        slope = f"({slope}) / {outputs}"
    return [*before, slope]
