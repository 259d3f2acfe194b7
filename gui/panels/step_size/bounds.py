"""The bounds between the regions of step sizes: their numbers, and where these stand. No Qt."""

from collections.abc import Sequence
from typing import NamedTuple

from core.landscape.step_size import StepOutcome, StepSizes
from gui.formatting.numbers import rounded

_DIVERGING = (StepOutcome.WORSE, StepOutcome.NOT_FINITE)
_GAP = 10.0  # pixels between two numbers


class Bound(NamedTuple):
    """The largest learning rate of a region, where another follows.

    Attributes:
        rate: that learning rate.
        diverges: whether larger steps make the loss worse than it is.
    """

    rate: float
    diverges: bool

    @property
    def text(self) -> str:
        """The rate, to three digits."""
        return rounded(self.rate, 3)


def bounds_of(sizes: StepSizes) -> list[Bound]:
    """The bounds, the smallest rate first."""
    pairs = zip(sizes.regions, sizes.regions[1:], strict=False)
    return [
        Bound(here.high, following.outcome in _DIVERGING and here.outcome not in _DIVERGING)
        for here, following in pairs
    ]


def bound_places(
    bounds: Sequence[tuple[Bound, float, float]], left: float, right: float
) -> list[float | None]:
    """Where the number of each bound begins in one row: over its line, or else beside it.

    Where there is no room for all, the edge of divergence goes first, then the larger rates.

    Args:
        bounds: each with the pixel of its line and the width of its number.
        left: where the row begins.
        right: where it ends.
    """
    order = sorted(range(len(bounds)), key=lambda at: (not bounds[at][0].diverges, -at))
    places: list[float | None] = [None] * len(bounds)
    taken: list[tuple[float, float]] = []
    for at in order:
        _, x, width = bounds[at]
        place = _free(x, width, (left, right), taken)
        if place is not None:
            places[at] = place
            taken.append((place - _GAP, place + width + _GAP))
    return places


def _free(
    x: float, width: float, row: tuple[float, float], taken: Sequence[tuple[float, float]]
) -> float | None:
    """The free place nearest to the one over a line, and hardly further than its width."""
    left, right = row
    over = min(max(x - width / 2, left), right - width)
    begins = [over, *(low - width for low, _ in taken), *(high for _, high in taken)]
    free = [
        begin
        for begin in begins
        if left <= begin <= right - width
        and abs(begin - over) <= width + _GAP
        and all(begin + width <= low or begin >= high for low, high in taken)
    ]
    return min(free, key=lambda begin: abs(begin - over), default=None)
