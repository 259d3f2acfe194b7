"""Boxes: rectangles in which things are drawn, by anyone. No Qt in here."""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in the units of whoever draws it; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, top, width and height, as Qt takes them."""
        return self.left, self.top, self.width, self.height

    @property
    def center(self) -> tuple[float, float]:
        """The middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside or on the border; one that is not a number does not."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Whether the boxes have more in common than a border."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def encloses(self, other: "Box") -> bool:
        """Whether the other box lies inside this one."""
        return self.contains(other.left, other.top) and self.contains(other.right, other.bottom)

    def grown(self, by: float) -> "Box":
        """The box with a margin on all sides."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def box_at(left: float, top: float, width: float, height: float) -> Box:
    """The box of this size with its upper left corner at a point."""
    return Box(left, top, left + width, top + height)


def around(x: float, y: float, width: float, height: float) -> Box:
    """The box of this size with its middle at a point."""
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box that encloses all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
