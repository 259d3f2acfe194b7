"""A coarse grid of heights made finer by smooth curves through its points. No Qt in here."""

from functools import cache

import numpy as np

from core.nn.arrays import Array, read_only


def finer(values: Array, times: int) -> Array:
    """Values on a grid so many times as fine: shape (n, m) to ((n − 1) × times + 1, …).

    Between its points each row and column follows a cubic through them: Edwin Catmull and Raphael
    Rom, "A class of local interpolating splines", 1974. It is NaN near values that are not finite.
    """
    across, up = (_weights(count, times) for count in values.shape)
    gaps = ~np.isfinite(values)
    with np.errstate(all="ignore"):
        found = across @ np.where(gaps, 0.0, values) @ up.T
        if gaps.any():
            found[np.abs(across) @ gaps @ np.abs(up.T) > 0] = np.nan
    return np.asarray(found)


def finer_places(places: Array, times: int) -> Array:
    """The places of a finer grid, shape (n,) to ((n − 1) × times + 1,)."""
    return np.linspace(places[0], places[-1], (places.size - 1) * times + 1)


@cache
def _weights(count: int, times: int) -> Array:
    """What each of `count` points adds to each point between them.

    With t from one point to the next, and the points before and behind numbered −1 to 2, they are
    (−t + 2t² − t³, 2 − 5t² + 3t³, t + 4t² − 3t³, −t² + t³) / 2. Beyond the ends the line goes on
    straight.
    """
    places = np.arange((count - 1) * times + 1)
    at = np.minimum(places // times, count - 2)
    t = places / times - at
    parts = np.array(
        (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, -(t**2) + t**3)
    )
    wide = np.zeros((places.size, count + 2))
    for nth, part in enumerate(parts / 2):
        wide[places, at + nth] = part
    weights = wide[:, 1:-1]
    for beyond, near, next_ in ((0, 0, 1), (-1, -1, -2)):
        weights[:, near] += 2 * wide[:, beyond]
        weights[:, next_] -= wide[:, beyond]
    return read_only(weights)
