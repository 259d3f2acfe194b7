"""How long bars are on a logarithmic scale."""

import math
from collections.abc import Sequence

_DECADES = 3.0  # that the scale spans at the least
_LEAST = 0.04  # of the room: a bar that is to be seen


def bar_lengths(values: Sequence[float]) -> list[float]:
    """A part of the room for each value: the largest takes all of it, 0 takes none.

    The scale spans three powers of ten, or as many as the values need.
    """
    logarithms = [math.log10(value) for value in values if 0 < value < math.inf]
    if not logarithms:
        return [0.0 for _ in values]
    top = max(logarithms)
    span = max(top - min(logarithms), _DECADES)
    return [
        _LEAST + (1 - _LEAST) * (1 - (top - math.log10(value)) / span)
        if 0 < value < math.inf
        else 0.0
        for value in values
    ]
