"""The sight on a deep network: the nodes whose texts are looked for a place.

The others are not seen, or so small that nobody could read them.
"""

from typing import NamedTuple

import numpy as np
from msgspec import Struct

from gui.canvas.labels.text_sizes import TITLE_SIZE, VALUE_SIZE
from gui.canvas.scene.layout import Wiring
from gui.canvas.scene.plan import Plan
from gui.canvas.scene.room import LARGEST_RADIUS

_FEW = 48  # columns, all of which are in sight
_MORE = 0.5  # of what is seen, on either side, so that it can be moved a little
_TOGETHER = 24  # columns that come into sight together, so that the same of them have names again


class Window(NamedTuple):
    """What is seen of a drawing: from left to right, and the size of text that can be read."""

    left: float
    right: float
    smallest: float


class Sight(Struct, frozen=True, eq=False):
    """What is in sight of a plan.

    Attributes:
        plan: the plan.
        nodes: which nodes are in sight.
        is_far: whether all are seen from so far away that no text could be read.
        crowded: which gaps between layers have no room for numbers, or are out of sight.
        left: from where on there is all that is seen.
        right: up to where.
        largest: the size of the largest text.
    """

    plan: Plan
    nodes: list[bool]
    crowded: tuple[bool, ...]
    is_far: bool = False
    left: float = -np.inf
    right: float = np.inf
    largest: float = np.inf

    def suits(self, window: Window | None) -> bool:
        """Whether all that is seen is in sight, if it could be read."""
        if window is None or self.is_far:
            return window is None or self.largest < window.smallest
        is_inside = self.left <= window.left and window.right <= self.right
        return is_inside and self.largest >= window.smallest


def is_deep(wiring: Wiring) -> bool:
    """Whether not everything need be in sight."""
    return len(wiring.sizes) > _FEW


def sight_of(plan: Plan, window: Window | None) -> Sight:
    """What is in sight: all of a network with few layers, or where no window is given."""
    wiring, crowded = plan.wiring, plan.ways.crowded
    if window is None or not is_deep(wiring):
        return Sight(plan, [True] * len(wiring.places), crowded)
    largest = max(TITLE_SIZE, VALUE_SIZE * float(plan.layout.radii.max()) / LARGEST_RADIUS)
    if largest < window.smallest:
        nowhere = [False] * len(wiring.places)
        return Sight(plan, nowhere, (True,) * len(crowded), is_far=True, largest=largest)
    more = _MORE * (window.right - window.left)
    left, right = window.left - more, window.right + more
    x, starts = plan.layout.centers[:, 0], wiring.starts
    columns = (np.minimum.reduceat(x, starts) < right) & (left < np.maximum.reduceat(x, starts))
    first = int(columns.argmax())
    columns[first // _TOGETHER * _TOGETHER : first] = True
    out = ~(columns[:-1] | columns[1:]) | crowded
    nodes = np.repeat(columns, wiring.sizes).tolist()
    gaps = tuple(out.tolist())
    return Sight(plan, nodes, gaps, left=left, right=right, largest=largest)
