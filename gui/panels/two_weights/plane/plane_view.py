"""What there is to see of the hill over a plane, in numbers. No Qt in here."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.landscape.planes import Plane
from core.nn.arrays import Array
from core.training.descent import Refusal
from gui.formatting.numbers import number, rounded
from gui.panels.two_weights.plane.plane_range import Span
from gui.plotting.scales import (
    SMALLEST,
    LossRange,
    LossScale,
    Tick,
    loss_ticks,
    range_between,
    widened,
)
from gui.session.snapshot import Present

_ROOM = 4.0  # times the ball's height: what rises above it is cut, and that is said
_END = 0.001  # of the range: closer to its end, a tick gives way to the end's own
_DEEPEST = 1e-6  # of the highest loss: what a logarithmic scale reaches down to


class PlaneView(Struct, frozen=True, eq=False):
    """The hill over a plane, and what stands on it.

    Attributes:
        plane: where.
        spans: the coordinates shown.
        xs: first coordinates, shape (n,).
        ys: second ones, shape (m,).
        losses: at each pair of them, shape (n, m).
        range: how losses become colours and heights.
        here: the ball's coordinates, shape (2,).
        loss: the ball's loss.
        after: where the next step leads, shape (2,); None where it would be refused.
        loss_after: the loss that the whole step reaches.
        way: the part of the way downhill that lies in the plane, shape (2,).
        path: the path of descent, shape (k, 2).
        note: what has to be said about rows left out; may be empty.
    """

    plane: Plane
    spans: tuple[Span, Span]
    xs: Array
    ys: Array
    losses: Array
    range: LossRange
    here: Array
    loss: float
    after: Array | None
    loss_after: float
    way: Array
    path: Array
    note: str

    def refined(self, xs: Array, ys: Array, losses: Array) -> "PlaneView":
        """The same, looked at more closely."""
        return replace(self, xs=xs, ys=ys, losses=losses)

    def describe(self) -> str:
        """Where the ball lies, and on which part of the hill, in a sentence."""
        names, here = self.plane.names, self.here.tolist()
        parts = [
            f"{name} {number(at)}, shown from {number(low)} to {number(high)}"
            for name, at, (low, high) in zip(names, here, self.spans, strict=True)
        ]
        finite = self.losses[np.isfinite(self.losses)]
        lowest = (
            f"the lowest loss in view is {number(float(finite.min()))}"
            if finite.size
            else "no loss in view is finite"
        )
        return f"loss {number(self.loss)} at {'; '.join((*parts, lowest))}"

    @property
    def has_losses(self) -> bool:
        """Whether any loss in view is finite."""
        return bool(np.isfinite(self.losses).any())

    def coarser(self, every: int) -> "PlaneView":
        """The same by each so many-th of its coordinates."""
        losses = self.losses[::every, ::every]
        return replace(self, xs=self.xs[::every], ys=self.ys[::every], losses=losses)

    @property
    def heights(self) -> Array:
        """The losses on the scale; NaN where a loss has no place on it."""
        scale = self.range.scale
        return scale.place(told_apart(self.losses) if scale.logarithmic else self.losses)

    def between(self, values: Array, points: Array) -> Array:
        """Values of the grid, shape (n, m), at points of shape (k, 2), by straight lines."""
        places = [
            np.clip((points[:, axis] - grid[0]) / (grid[-1] - grid[0]), 0, 1) * (grid.size - 1)
            for axis, grid in enumerate((self.xs, self.ys))
        ]
        i, j = (
            np.minimum(place.astype(np.intp), grid.size - 2)
            for place, grid in zip(places, (self.xs, self.ys), strict=True)
        )
        s, t = places[0] - i, places[1] - j
        lower = (1 - s) * values[i, j] + s * values[i + 1, j]
        upper = (1 - s) * values[i, j + 1] + s * values[i + 1, j + 1]
        return np.asarray((1 - t) * lower + t * upper)

    def ticks(self, most: int) -> Sequence[Tick]:
        """Round losses in the range; its ends say so if there are losses beyond them.

        There are none where no loss in view is finite.
        """
        if not self.has_losses:
            return ()
        low, high = self.range.low, self.range.high
        scale, room = replace(self.range.scale, zero=None), _END * (high - low)
        found: Sequence[Tick] = loss_ticks(scale, low, high, most)
        known = np.append(self.losses, self.loss)
        known = known[np.isfinite(known)]
        bottom, top = scale.loss(low), scale.loss(high)
        if (known > top * (1 + 1e-9)).any():
            kept = (tick for tick in found if tick.position < high - room)
            found = *kept, Tick(high, f"≥ {rounded(top, 3)}")
        if scale.logarithmic and (known < bottom * (1 - 1e-9)).any():
            kept = (tick for tick in found if tick.position > low + room)
            found = Tick(low, f"≤ {rounded(bottom, 3)}"), *kept
        return found


def told_apart(losses: Array) -> Array:
    """Losses over a grid, none of them below half the mean of the four around it: shape (n, m).

    By a logarithmic scale each point of a valley floor would lie as deep as it happens to be near
    the line of the lowest losses, which runs between the points. Where a loss is a · d² at the
    distance d from such a line, this is a floor of a · h²/4 or a little more, with h from point to
    point: what is half a point away.
    """
    wide = np.pad(losses / 8, 1, mode="reflect")
    with np.errstate(all="ignore"):
        half = wide[:-2, 1:-1] + wide[2:, 1:-1] + wide[1:-1, :-2] + wide[1:-1, 2:]
    return np.where(np.isfinite(half), np.maximum(losses, half), losses)


def stand_on(present: Present, plane: Plane) -> tuple[Array, Array | None, float, Array]:
    """Where the ball is, where the next step leads and to which loss, and which way is down."""
    experiment, evaluation = present.document.experiment, present.evaluation
    network = experiment.network
    here = plane.coordinates(network.parameters)
    ahead = present.next_step
    free = np.where(network.locked, 0.0, -evaluation.full_gradient)
    way = plane.along(free) if evaluation.is_finite else np.zeros(2)
    if isinstance(ahead.kept, Refusal):
        return here, None, math.nan, way
    return here, plane.coordinates(ahead.parameters), ahead.kept, way


def loss_range(losses: Array, wanted: Sequence[float], *, logarithmic: bool) -> LossRange:
    """The range of losses to tell apart: all there is, but not all of a wall around the ball.

    Args:
        losses: over the plane.
        wanted: losses that have to be in the range, where they are finite.
        logarithmic: whether equal factors look equally large.
    """
    finite = losses[np.isfinite(losses)]
    needed = [loss for loss in wanted if math.isfinite(loss)]
    if not finite.size:
        return LossRange(LossScale(logarithmic), 0.0, 1.0)
    highest, lowest = float(finite.max()), float(min(finite.min(), *needed, math.inf))
    middle = np.quantile(finite, 0.5, method="lower")  # one of them: no sum can be too large
    usual = max(_ROOM * max(needed, default=0.0), float(middle))
    top = min(highest, usual) if usual > lowest else highest
    if logarithmic:
        bottom = max(lowest, top * _DEEPEST, SMALLEST)
        low, high = widened(bottom, top) if top > 0 else (0.1, 1.0)
        foot, head = math.log10(low), math.log10(high)
        return LossRange(LossScale(True, zero=None if lowest > 0 else foot), foot, head)
    return range_between(lowest, top)
