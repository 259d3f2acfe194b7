"""What is written in the nodes: their values, or the sums that are being added up."""

import math
from typing import NamedTuple

import numpy as np

from core.explanation.forward import partial_sum_equations
from core.explanation.quantities import Quantities
from core.nn.network import NodePlace
from core.nn.quantity import Quantity, node_value
from core.training.diagnosis import Sleep
from core.training.evaluation import Evaluation
from gui.canvas.labels.parameter_words import side_of_zero
from gui.session.visibility import Seen, Visibility

MOST_DETAILED = 6  # nodes of a layer that tell more about themselves than name and value


class NodeLook(NamedTuple):
    """How a node's value is drawn.

    Attributes:
        sign: of the value; 0 where it may not be seen.
        quiet: whether it is drawn as one that passes no slope on.
        stale: whether the value is one of the weights as they were before the step.
        ghost: whether it is what a slip makes of a hidden value.
        share: the value's share of the largest one in its layer, from −1 to 1, 0 if unseen.
    """

    sign: int = 0
    quiet: bool = False
    stale: bool = False
    ghost: bool = False
    share: float = 0.0


class ValueWords:
    """Writes the values of a network's nodes.

    Args:
        numbers: the numbers of the moment.
        evaluation: the same, layer by layer.
        row: the row whose values are shown.
        visibility: what of them may be seen.
        stale: the numbers before the latest step, for values that are not computed anew yet.
    """

    def __init__(
        self,
        numbers: Quantities,
        evaluation: Evaluation,
        row: int,
        visibility: Visibility,
        stale: Evaluation | None,
    ) -> None:
        self._numbers, self._row = numbers, row
        self._visibility, self._stale = visibility, stale
        columns = [layer[:, row] for layer in (evaluation.inputs, *evaluation.activations)]
        self._values = [column.tolist() for column in columns]
        self._largest = [float(np.abs(column).max()) for column in columns]

    def text(self, place: NodePlace) -> str:
        """The value, a question mark, or the sum so far: "Σ 6"."""
        quantity = node_value(place, self._row)
        seen = self._visibility.seen(quantity)
        if seen is Seen.SHOWN:
            return self._visibility.text(self._values[place.layer + 1][place.node])
        if seen is Seen.HIDDEN:
            return self._visibility.unknown(quantity)
        old = self._stale_value(place, quantity)
        return self._sum_inside(place) if old is None else self._visibility.text(old)

    def look(self, place: NodePlace, state: Sleep) -> NodeLook:
        """How the value is drawn."""
        quantity = node_value(place, self._row)
        seen = self._visibility.seen(quantity)
        if seen is Seen.SHOWN:
            value = self._values[place.layer + 1][place.node]
            quiet, share = state is not Sleep.AWAKE, self._share(place, value)
            return NodeLook(side_of_zero(value), quiet, share=share)
        if seen is Seen.HIDDEN:
            return NodeLook(ghost=self._visibility.hiding.ghost(quantity) is not None)
        return NodeLook(stale=self._stale_value(place, quantity) is not None)

    def sum_beside(self, place: NodePlace) -> str:
        """The running total beside a node: "sum so far 6"; empty where none is being added up."""
        total = self._total(place)
        return f"sum so far {total}" if total else ""

    def _sum_inside(self, place: NodePlace) -> str:
        """The same inside a node that has no room beside it."""
        if place.layer < 0 or self._numbers.network.layers[place.layer].size <= MOST_DETAILED:
            return ""
        total = self._total(place)
        return f"Σ {total}" if total else ""

    def _total(self, place: NodePlace) -> str:
        walkthrough = self._visibility.walkthrough
        adding = None if walkthrough is None else walkthrough.adding
        if adding is None or adding.node != place:
            return ""
        latest = partial_sum_equations(self._numbers, adding, self._row)[0]
        return self._visibility.write(latest.result.value, latest.quantity)

    def _stale_value(self, place: NodePlace, quantity: Quantity) -> float | None:
        """The value before the step, which stands until the new one is computed."""
        if self._stale is None or not self._visibility.hiding.shows(quantity):
            return None
        return float(self._stale.activations[place.layer][place.node, self._row])

    def _share(self, place: NodePlace, value: float) -> float:
        """The value's share of the largest one in its layer."""
        largest = self._largest[place.layer + 1]
        return value / largest if 0 < largest < math.inf and math.isfinite(value) else 0.0
