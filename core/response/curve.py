"""An activation as a curve: its values and slopes over a range of sums, and its tangent."""

from functools import cache
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core.nn.activation import Activation
from core.nn.arrays import Array, read_only

Span = tuple[float, float]
_POINTS = 161
_REACH = 8.0  # to either side of 0, where an activation is looked at for its knees
_FINE = 1601
_SETTLED = 0.01  # of all its slopes differ: closer than that, a slope no longer changes
_MARGIN = 0.08
_LEAST = 1.0  # between the ends of a range
LARGEST = 1e300  # so far out at the most, for distances have to be finite


class Tangent(NamedTuple):
    """The tangent of an activation at a sum: the value there, and its rise, the activation slope.

    At a corner it is the one to the left, as backpropagation takes it.
    """

    sum: float
    value: float
    slope: float


class Curve(Struct, frozen=True, eq=False):
    """An activation over a range of sums, each of shape (n,), with NaN where it may jump.

    Attributes:
        sums: what goes in, ascending.
        values: f(sum).
        slopes: f′(sum).
    """

    sums: Array
    values: Array
    slopes: Array


def respond(activation: Activation, sums: Array) -> tuple[Array, Array]:
    """Values f(z) and slopes f′(z) of sums, each of the shape of z."""
    values, slopes = np.empty_like(sums), np.empty_like(sums)
    with np.errstate(all="ignore"):
        activation.apply(sums, values)
        activation.slope(sums, values, slopes)
    return values, slopes


def tangent_at(activation: Activation, at: float) -> Tangent:
    """The tangent at a sum."""
    values, slopes = respond(activation, np.array([at]))
    return Tangent(at, float(values[0]), float(slopes[0]))


@cache
def knees(activation: Activation) -> Span:
    """From where to where the slope of an activation changes; its corner where it has one.

    An activation that never settles, as a sine, has them at the ends of what is looked at; one
    that is straight has both at 0.
    """
    sums = np.linspace(-_REACH, _REACH, _FINE)
    _, slopes = respond(activation, sums)
    enough = _SETTLED * float(np.ptp(slopes))
    changing = (np.abs(slopes - slopes[0]) > enough) & (np.abs(slopes - slopes[-1]) > enough)
    within = sums[changing]
    ends = [*activation.corners, *within[[0, -1]].tolist()] if within.size else activation.corners
    return (min(ends), max(ends)) if ends else (0.0, 0.0)


def range_for(activation: Activation, sums: Array) -> Span:
    """A range that has all sums that are numbers in it, up to `LARGEST`, and the knees; wider.

    Args:
        activation: whose knees.
        sums: of any shape; perhaps none.
    """
    known = sums[np.isfinite(sums)].clip(-LARGEST, LARGEST)
    low, high = knees(activation)
    low, high = min(low, float(known.min(initial=low))), max(high, float(known.max(initial=high)))
    middle, half = low / 2 + high / 2, max(high / 2 - low / 2, _LEAST / 2)
    return middle - (1 + 2 * _MARGIN) * half, middle + (1 + 2 * _MARGIN) * half


def curve(activation: Activation, low: float, high: float) -> Curve:
    """The curve between two sums: evenly, closer between the knees, and to both sides of corners.

    After a corner a gap is left, so that a jump is none of its values.
    """
    left, right = np.clip(knees(activation), low, high)
    places = np.unique([*np.linspace(low, high, _POINTS), *np.linspace(left, right, _POINTS)])
    values, slopes = respond(activation, places)
    for corner in activation.corners:
        if low <= corner < high:
            sides = np.array((corner, np.nan, np.nextafter(corner, np.inf)))
            at = int(np.searchsorted(places, corner))
            same = int(at < places.size and places[at] == corner)
            beside, steep = respond(activation, sides)
            beside[1] = steep[1] = np.nan
            places, values, slopes = (
                np.concatenate((of[:at], new, of[at + same :]))
                for of, new in ((places, sides), (values, beside), (slopes, steep))
            )
    return Curve(read_only(places), read_only(values), read_only(slopes))
