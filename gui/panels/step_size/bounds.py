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
    for at in order:
        _, x, width = bounds[at]
        ends = [
            place + size + _GAP
            for place, (_, _, size) in zip(places[:at], bounds, strict=False)
            if place is not None
        ]
        begins = [place - _GAP for place in places[at + 1 :] if place is not None]
        first, last = max([left, *ends]), min([right, *begins]) - width
        over = x - width / 2
        place = max(first, min(over, last))
        if first <= last and abs(place - min(max(over, left), right - width)) <= width + _GAP:
            places[at] = place
    return places
