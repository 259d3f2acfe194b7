"""Where one picture looks otherwise than the one before, so that only that is painted anew."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice

import numpy as np
from msgspec import Struct

from gui.canvas.paint.edge_painting import looks_of
from gui.canvas.paint.painting import Highlights
from gui.canvas.scene.picture import Node, Picture, Pill, SceneLabel
from gui.canvas.scene.room import IntArray
from gui.canvas.view_transform import ViewTransform
from gui.geometry import Box, union

_MANY = 24  # boxes: where so many have changed, no part is looked for
_REACH = 8.0  # as far beyond its box a node, a label or a pill may be seen
_Thing = Node | SceneLabel | Pill


class Seen(Struct, frozen=True, eq=False):
    """A picture, and how it is looked at."""

    picture: Picture
    view: ViewTransform
    marks: Highlights
    edges: IntArray


def seen(picture: Picture, view: ViewTransform, marks: Highlights) -> Seen:
    """A picture as it is looked at."""
    return Seen(picture, view, marks, looks_of(picture.edges))


def changed(before: Seen, now: Seen) -> Box | None:
    """What encloses all that has changed, in the drawing; None where that may be most of it."""
    old, new = before.picture, now.picture
    parts = ((old.nodes, new.nodes), (old.labels, new.labels), (old.pills, new.pills))
    if (
        old is new  # and something else has changed
        or (before.view, before.marks) != (now.view, now.marks)
        or now.marks != Highlights()
        or old.has_maps
        or new.has_maps
        or old.rasters != new.rasters
        or any(len(one) != len(other) for one, other in parts)
        or not np.array_equal(old.edges.lines, new.edges.lines)
        or not np.array_equal(before.edges, now.edges)
    ):
        return None
    differing = chain.from_iterable(_differing(*both) for both in parts)
    boxes = [*islice(differing, _MANY)]
    if len(boxes) == _MANY:
        return None
    return union(boxes).grown(_REACH) if boxes else Box(0, 0, 0, 0)


def _differing(old: Sequence[_Thing], new: Sequence[_Thing]) -> Iterable[Box]:
    for one, other in zip(old, new, strict=True):
        if one != other:
            yield from map(_box, (one, other))


def _box(thing: _Thing) -> Box:
    return union((thing.box, thing.number_box)) if isinstance(thing, Node) else thing.box
