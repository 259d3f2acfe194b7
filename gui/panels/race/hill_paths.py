"""The paths of racers over a plane: where they lie on the hill, and where they have left it.

No Qt in here.
"""

import numpy as np
from msgspec import Struct

from core.landscape.planes import Plane
from core.nn.arrays import Array, BoolArray
from core.racing.by_hand import ByHand
from core.racing.race import Run
from gui.formatting.racer_words import YOU
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.plotting.lines.racer_look import BY_HAND

_MOST_POINTS = 300  # of a path
_DOTS = 10
_LEFT = 0.03  # of all heights in view: so far from the hill a path is not on it any more


class HillPath(Struct, frozen=True, eq=False):
    """The path of one racer.

    Attributes:
        look: how it is drawn.
        name: of the racer.
        points: coordinates on the plane or right above it, shape (n, 2).
        losses: its own, shape (n,), or the lowest of those that a long trace keeps as one; NaN
            where one was not computed.
        highest: the highest of those, shape (n,).
        is_out: whether it has left the numbers.
    """

    look: int
    name: str
    points: Array
    losses: Array
    highest: Array
    is_out: bool = False

    @property
    def dots(self) -> Array:
        """Which of its points have a dot: some, equally far from each other along the path."""
        steps = np.hypot(*np.diff(self.points, axis=0).T)
        ways = np.concatenate(([0.0], np.cumsum(steps)))
        found = np.searchsorted(ways, np.linspace(0.0, ways[-1], _DOTS + 1)[1:])
        return np.unique(np.minimum(found, len(ways) - 1))

    def leaves(self, view: PlaneView) -> BoolArray:
        """At which points in view its own loss is not that of the hill under it, shape (n,)."""
        scale, room = view.range.scale, view.range.high - view.range.low
        top, at = view.range.high + room, np.arange(len(self.losses))
        ground = np.minimum(view.between(view.heights, self.points), top)

        def own(losses: Array) -> Array:
            known = np.isfinite(losses)
            if not known.any():
                return np.full(len(at), top)
            return np.interp(at, at[known], np.minimum(scale.place(losses[known]), top))

        low, high = np.transpose(view.spans)
        in_view = ((self.points >= low) & (self.points <= high)).all(axis=1)
        below, above = own(self.losses) - ground, ground - own(self.highest)
        left: BoolArray = in_view & (np.maximum(below, above) > _LEFT * room)
        return left


def path_of(look: int, name: str, run: Run, plane: Plane) -> HillPath:
    """The path of a descent over a plane."""
    states, moments = walked(run)
    series = run.trace.losses()
    buckets = np.array(moments) // series.bucket
    lowest, highest = series.lowest[buckets], series.highest[buckets]
    if moments[-1] != run.steps:
        states = np.vstack((states, run.experiment.network.parameters))
        lowest, highest = np.append(lowest, run.loss), np.append(highest, run.loss)
    lowest[-1] = highest[-1] = run.loss
    is_out = run.refusal is not None
    return HillPath(look, name, plane.coordinates(states), lowest, highest, is_out)


def path_by_hand(hand: ByHand, plane: Plane) -> HillPath:
    """The path of edits by hand over a plane."""
    return HillPath(BY_HAND, YOU, plane.coordinates(hand.parameters), hand.losses, hand.losses)


def walked(run: Run, most: int = _MOST_POINTS) -> tuple[Array, range]:
    """The weights at moments that are kept at hand, shape (n, P), and which moments these are.

    Of a long path moments are left out evenly.
    """
    trace = run.trace
    every = max(1, -(-len(trace.kept()) // most))
    moments = trace.kept()[::every]
    return trace.parameters(every=every), moments
