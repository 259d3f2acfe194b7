"""The free space of a drawing: what nodes and labels leave, searched for many boxes at once."""

import numpy as np

from core.nn.arrays import Array, BoolArray
from gui.geometry import Box

_AIR = 1.0  # what stays free between two boxes


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

    def copy(self) -> "FreeSpace":
        """Another ground with the same things on it."""
        twin = FreeSpace(self._circles, self.limits)
        twin._boxes, twin._count = self._boxes.copy(), self._count
        return twin

    def free(self, boxes: Array) -> BoolArray:
        """Which of the boxes, shape (k, 4), touch nothing."""
        return ~(self._on_circles(boxes) | self.on_boxes(boxes) | self._outside(boxes))

    def take(self, box: Array | Box) -> None:
        """Put a box down."""
        if self._count == len(self._boxes):
            self._boxes = np.concatenate((self._boxes, np.empty_like(self._boxes)))
        self._boxes[self._count] = box
        self._count += 1

    def place_each(self, candidates: Array) -> Array:
        """Put each item on the first of its boxes that is free.

        Takes the items' boxes in order of preference, shape (items, k, 4), and returns those
        chosen, shape (items, 4), NaN for items without a free place.
        """
        chosen = np.full((len(candidates), 4), np.nan)
        for item, boxes in enumerate(candidates):
            free = self.free(boxes)
            best = int(free.argmax())
            if free[best]:
                chosen[item] = boxes[best]
                self.take(boxes[best])
        return chosen

    def place_all(self, candidates: Array) -> Array | None:
        """Put down all items, as `place_each` does, or none of them."""
        begun = self._count
        chosen = np.empty((len(candidates), 4))
        for item, boxes in enumerate(candidates):
            free = self.free(boxes)
            best = int(free.argmax())
            if not free[best]:
                self._count = begun
                return None
            chosen[item] = boxes[best]
            self.take(boxes[best])
        return chosen

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
        x, y, radius = self._circles.T
        left, top, right, bottom = (side[:, np.newaxis] for side in boxes.T)
        across = np.maximum(np.maximum(left - x, x - right), 0)
        down = np.maximum(np.maximum(top - y, y - bottom), 0)
        hit: BoolArray = (across**2 + down**2 < radius**2).any(axis=1)
        return hit

    def on_boxes(self, boxes: Array) -> BoolArray:
        """Which of the boxes, shape (k, 4), touch a box; nodes do not count."""
        return np.asarray(_touching(boxes, self._boxes[: self._count]).any(axis=1))


def _touching(boxes: Array, others: Array) -> BoolArray:
    """Which of the boxes, shape (n, 4), touch which of the others, shape (m, 4)."""
    left, top, right, bottom = (side[:, np.newaxis] for side in boxes.T)
    return np.asarray(
        (left < others[:, 2] + _AIR)
        & (others[:, 0] - _AIR < right)
        & (top < others[:, 3] + _AIR)
        & (others[:, 1] - _AIR < bottom)
    )
