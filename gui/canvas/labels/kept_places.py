"""The places of the labels, kept from one moment to the next.

A number that changes stays where it is: labels move when a text outgrows its place, when there are
others to be shown, or when the nodes stand elsewhere.
"""

from collections.abc import Hashable

import numpy as np
from msgspec.structs import replace

from core.nn.arrays import Array
from gui.canvas.labels.label_boxes import LabelBoxes, TextSizes
from gui.canvas.labels.placement import place
from gui.canvas.scene.plan import Plan

_MUCH_LESS = 0.9


class KeptPlaces:
    """The places found last, and how wide a text may be in each."""

    def __init__(self) -> None:
        self._boxes: LabelBoxes | None = None
        self._sizes: TextSizes | None = None
        self._how: Hashable = None
        self._asked: Hashable = None
        self._lost = 0  # texts that have no place, or stand in short
        self._has_room_to_grow = True

    def of(self, plan: Plan, sizes: TextSizes, how: Hashable, *, steady: bool) -> LabelBoxes:
        """A place for every text: the one it had, while there is room for each in its own.

        Args:
            plan: where the nodes stand.
            sizes: how wide each text is.
            how: what else the texts depend on; places are not kept where it is another.
            steady: whether places are kept even if some text that had no room may have it now.
        """
        asked = (plan, how, steady, *((a.shape, a.tobytes()) for a in sizes.arrays()))
        if self._boxes is None or asked != self._asked:  # most steps leave all widths as they are
            self._asked, self._boxes = asked, self._found(plan, sizes, how, steady=steady)
        return self._boxes

    def _found(self, plan: Plan, sizes: TextSizes, how: Hashable, *, steady: bool) -> LabelBoxes:
        kept, known = self._boxes, self._sizes
        if kept is None or known is None or (plan, how) != self._how:
            self._how, self._has_room_to_grow = (plan, how), True
            return self._keep(_find(plan, sizes), sizes)
        if _has_room(kept, known, sizes):
            if steady or not self._lost or _total(sizes) > _MUCH_LESS * _total(known):
                return kept
        elif self._has_room_to_grow:  # to what was longer: it may be so again
            wide = _at_least(sizes, known)
            roomy = _find(plan, wide)
            lost = _lacking(roomy, wide)
            if lost <= self._lost:
                return self._keep(roomy, wide)
            found = _find(plan, sizes)
            if lost <= _lacking(found, sizes):
                return self._keep(roomy, wide)
            self._has_room_to_grow = False
            return self._keep(found, sizes)
        return self._keep(_find(plan, sizes), sizes)

    def _keep(self, found: LabelBoxes, sizes: TextSizes) -> LabelBoxes:
        self._sizes, self._lost = sizes, _lacking(found, sizes)
        return found


def _find(plan: Plan, sizes: TextSizes) -> LabelBoxes:
    return place(plan.layout, plan.wiring, plan.ways, sizes)


def _has_room(boxes: LabelBoxes, known: TextSizes, found: TextSizes) -> bool:
    """Whether there are the same texts, and each fits where one of the known size was placed."""
    for old, new in zip(known.texts(), found.texts(), strict=True):
        if old.shape != new.shape or bool(((new > 0) != (old > 0)).any()):
            return False
    return not any(
        bool((new > old)[~np.isnan(box[..., 0])].any())
        for (box, old), (_, new) in zip(_shown(boxes, known), _shown(boxes, found), strict=True)
    )


def _at_least(found: TextSizes, before: TextSizes) -> TextSizes:
    """The larger widths of both, where they speak of the same texts.

    The arithmetic at a prediction is long now and short then: it gets the room it needs.
    """
    values, *texts = (
        np.maximum(new, old) if new.shape == old.shape else new
        for new, old in zip(found.arrays(), before.arrays(), strict=True)
    )
    there = (np.where(new > 0, wide, new) for wide, new in zip(texts, found.texts(), strict=True))
    return replace(TextSizes(values, *there), lines=found.lines)


def _total(sizes: TextSizes) -> float:
    return sum(float(array.sum()) for array in sizes.arrays())


def _lacking(boxes: LabelBoxes, sizes: TextSizes) -> int:
    """How many texts have no place, or stand in short."""
    lost = sum(int((np.isnan(b[..., 0]) & (width > 0)).sum()) for b, width in _shown(boxes, sizes))
    short = int(boxes.names_short.sum()) + int(boxes.node_slopes_short.sum())
    return lost + short + boxes.fields_tight + boxes.lines_short + boxes.title_form


def _shown(boxes: LabelBoxes, sizes: TextSizes) -> tuple[tuple[Array, Array], ...]:
    """The boxes and widths of all texts, in the form in which each is shown."""
    return (
        (boxes.fields[:, np.newaxis], sizes.values),
        (boxes.names, np.where(boxes.names_short, sizes.names[1], sizes.names[0])),
        (boxes.activations, sizes.activations),
        (
            boxes.node_slopes,
            np.where(boxes.node_slopes_short, sizes.node_slopes[1], sizes.node_slopes[0]),
        ),
        (boxes.weights, sizes.weights),
        (boxes.slopes, sizes.slopes),
        (boxes.biases, sizes.biases),
        (boxes.bias_slopes, sizes.bias_slopes),
        (boxes.lines, sizes.lines[int(boxes.lines_short)]),
        (boxes.titles, sizes.titles[boxes.title_form]),
    )
