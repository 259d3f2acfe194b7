"""The free space of a drawing: what nodes and labels leave, searched for many boxes at once."""

import numpy as np

from core.nn.arrays import Array, BoolArray
from gui.canvas.scene.strips import Strips
from gui.geometry import Box

_AIR = 1.0  # what stays free between two boxes
_AT_ONCE = 2**17  # pairs of things that are looked at
_FEW = 100  # items, each of which is held against each
_MANY = 500  # circles, from which on it is worth it to look at those alone that are near
_A_STRIP = 32  # circles in a strip, where they are spread evenly


def boxes_around(centers: Array, widths: Array, heights: Array | float) -> Array:
    """Boxes as rows (left, top, right, bottom), shape (…, 4), around centres, shape (…, 2)."""
    half = np.stack(np.broadcast_arrays(np.asarray(widths) / 2, np.asarray(heights) / 2), axis=-1)
    return np.concatenate((centers - half, centers + half), axis=-1)


class FreeSpace:
    """The space around the circles of the nodes, shape (n, 3), and the boxes placed so far.

    Nothing is free outside of `limits`.
    """

    def __init__(self, circles: Array, limits: Box | None = None) -> None:
        self._circles = circles
        self.limits = limits
        self._boxes = np.empty((64, 4))
        self._count = 0
        self._strips: Strips | None = None  # with the boxes
        if len(circles) > _MANY:
            self._circles = circles = circles[circles[:, 0].argsort()]
            self._largest = float(circles[:, 2].max())
            wide = float(np.ptp(circles[:, 0])) * _A_STRIP / len(circles)
            self._strips = Strips(max(wide, 2 * self._largest))

    def copy(self) -> "FreeSpace":
        """Another ground with the same things on it."""
        twin = FreeSpace(self._circles, self.limits)
        twin._boxes, twin._count = self._boxes.copy(), self._count
        if self._strips is not None:
            twin._strips = self._strips.copy()
        return twin

    def free(self, boxes: Array) -> BoolArray:
        """Which of the boxes, shape (k, 4), touch nothing."""
        return ~(self._on_circles(boxes) | self.on_boxes(boxes) | self._outside(boxes))

    def take(self, box: Array | Box) -> None:
        """Put a box down."""
        if self._count == len(self._boxes):
            self._boxes = np.concatenate((self._boxes, np.empty_like(self._boxes)))
        self._boxes[self._count] = box
        if self._strips is not None:
            self._strips.put(self._count, float(box[0]) - _AIR, float(box[2]) + _AIR)
        self._count += 1

    def place_each(self, candidates: Array) -> Array:
        """Put each item on the first of its boxes that is free.

        Takes the items' boxes in order of preference, shape (items, k, 4), and returns those
        chosen, shape (items, 4), NaN for items without a free place.
        """
        chosen = _first_free(candidates, self._free(candidates))
        for box in chosen[~np.isnan(chosen[:, 0])]:
            self.take(box)
        return chosen

    def place_all(self, candidates: Array) -> Array | None:
        """Put down all items, as `place_each` does, or none of them."""
        free = self._free(candidates)
        if not free.any(axis=1).all():
            return None
        chosen = _first_free(candidates, free)
        if np.isnan(chosen[:, 0]).any():
            return None
        for box in chosen:
            self.take(box)
        return chosen

    def _free(self, candidates: Array) -> BoolArray:
        """Which boxes, shape (items, k, 4), touch nothing; shape (items, k)."""
        items, places = candidates.shape[:2]
        count = max(1, _AT_ONCE // (places * (len(self._circles) + self._count + 1)))
        free = np.empty((items, places), dtype=np.bool_)
        for first in range(0, items, count):
            boxes = candidates[first : first + count]
            free[first : first + count] = self.free(boxes.reshape(-1, 4)).reshape(-1, places)
        return free

    def place_closely(self, candidates: Array) -> Array | None:
        """Put down all items or none, with more care than preference, shape (items, k, 4).

        The item with the fewest places left comes next, and goes where it takes the fewest from
        the others.
        """
        items, places = candidates.shape[:2]
        boxes = candidates.reshape(-1, 4)
        free = np.flatnonzero(self.free(boxes))
        boxes, owner = boxes[free], np.repeat(np.arange(items), places)[free]
        spoilt = _touching(boxes, boxes) | (owner[:, np.newaxis] == owner)
        left = np.ones(len(boxes), dtype=np.bool_)
        waiting = np.ones(items, dtype=np.bool_)
        chosen = np.empty((items, 4))
        for _ in range(items):
            counts = np.bincount(owner[left], minlength=items)
            item = int(np.where(waiting, counts, places + 1).argmin())
            if not counts[item]:
                return None
            own = np.flatnonzero(left & (owner == item))
            taken = spoilt[own] @ (left / np.maximum(counts, 1)[owner])
            best = int(own[taken.argmin()])
            chosen[item], waiting[item] = boxes[best], False
            left &= ~spoilt[best]
        for box in chosen:
            self.take(box)
        return chosen

    def moved_inside(self, boxes: Array) -> Array:
        """The boxes, shape (…, 4), shifted to the left or right until they are inside."""
        if self.limits is None:
            return boxes
        left = np.maximum(self.limits.left - boxes[..., 0], 0)
        right = np.maximum(boxes[..., 2] - self.limits.right, 0)
        shift = np.zeros_like(boxes)
        shift[..., 0] = shift[..., 2] = np.where(left > 0, left, -right)
        return np.asarray(boxes + shift)

    def _outside(self, boxes: Array) -> BoolArray:
        if self.limits is None:
            return np.zeros(len(boxes), dtype=np.bool_)
        left, top, right, bottom = self.limits
        inside = (boxes[:, :2] >= (left, top)) & (boxes[:, 2:] <= (right, bottom))
        return np.asarray(~inside.all(axis=1))

    def _on_circles(self, boxes: Array) -> BoolArray:
        circles = self._circles
        if self._strips is not None and len(boxes):
            left, right = _reach(boxes)
            ends = left - self._largest, right + self._largest
            circles = circles[slice(*np.searchsorted(circles[:, 0], ends))]
        x, y, radius = circles.T
        left, top, right, bottom = (side[:, np.newaxis] for side in boxes.T)
        across = np.maximum(np.maximum(left - x, x - right), 0)
        down = np.maximum(np.maximum(top - y, y - bottom), 0)
        hit: BoolArray = (across**2 + down**2 < radius**2).any(axis=1)
        return hit

    def on_boxes(self, boxes: Array) -> BoolArray:
        """Which of the boxes, shape (k, 4), touch a box; nodes do not count."""
        others = self._boxes[: self._count]
        if self._strips is not None and len(boxes):
            others = others[self._strips.near(*_reach(boxes))]
        return np.asarray(_touching(boxes, others).any(axis=1))


def _reach(boxes: Array) -> tuple[float, float]:
    """From where to where boxes reach, shape (n, 4)."""
    return float(boxes[:, 0].min()), float(boxes[:, 2].max())


def _first_free(candidates: Array, free: BoolArray) -> Array:
    """The first box of each item that is free and touches none of the items before; else NaN.

    Args:
        candidates: the items' boxes, shape (items, k, 4).
        free: which of them touch nothing that is there already, shape (items, k).
    """
    boxes, items = candidates[:, 0], len(candidates)
    if free[:, 0].all() and items <= _FEW and not np.tril(_touching(boxes, boxes), -1).any():
        return boxes.copy()
    chosen = np.full((items, 4), np.nan)
    for item, own in enumerate(candidates):
        open_to_it = free[item] & ~_touching(own, chosen[:item]).any(axis=1)
        best = int(open_to_it.argmax())
        if open_to_it[best]:
            chosen[item] = own[best]
    return chosen


def _touching(boxes: Array, others: Array) -> BoolArray:
    """Which of the boxes, shape (n, 4), touch which of the others, shape (m, 4)."""
    left, top, right, bottom = (side[:, np.newaxis] for side in boxes.T)
    return np.asarray(
        (left < others[:, 2] + _AIR)
        & (others[:, 0] - _AIR < right)
        & (top < others[:, 3] + _AIR)
        & (others[:, 1] - _AIR < bottom)
    )
