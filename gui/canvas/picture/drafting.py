"""Making the picture of a moment: texts from the numbers, places for them, and the whole.

What does not change from one moment to the next is kept: wiring and layout while the structure
and the nodes' positions stay, the places of labels while their widths stay about the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.document import Document
from core.evaluation import Evaluation
from core.network import Network
from gui.canvas.picture.composing import Composer
from gui.canvas.picture.edge_places import find_ways
from gui.canvas.picture.extents import Measure, key, measure_all
from gui.canvas.picture.folding import fold, looked_at
from gui.canvas.picture.layout import Wiring, arrange, wire
from gui.canvas.picture.picture import Picture
from gui.canvas.picture.placement import place
from gui.canvas.picture.plan import Plan
from gui.canvas.picture.rasters import Rasters
from gui.canvas.picture.spots import Extents, Spots
from gui.canvas.picture.words import Words, Writer
from gui.present import NO_FOCUS, Focus
from gui.sight import sight_of


@dataclass(frozen=True, slots=True)
class Options:
    """What is to be seen.

    Attributes:
        row: the row whose values are shown.
        slopes: whether slopes are shown.
        wanted: weights and biases whose numbers are shown even where there is no room.
        steady: whether labels keep their places although numbers got shorter, as in a run.
        focus: what is hidden, how far the update is walked through, how numbers are written.
        stale: the numbers before the latest step, for values that are not computed anew yet.
        change: from what to what parameters go, each of shape (P,), to be shown on the edges.
        ahead: whether the change is still to come.
        alone: the slopes of the row on show alone, shape (P,); None for those of the next step.
    """

    row: int = 0
    slopes: bool = False
    wanted: tuple[int, ...] = ()
    steady: bool = False
    focus: Focus = NO_FOCUS
    stale: Evaluation | None = None
    change: tuple[Array, Array] | None = None
    ahead: bool = False
    alone: Array | None = None


class Drafting:
    """Makes pictures, and keeps what the next one can use again."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._shapes: object = None
        self._positions: object = None
        self._plan: Plan | None = None
        self._rasters = Rasters()
        self._extents: Extents | None = None
        self._spots: Spots | None = None
        self._spots_plan: Plan | None = None
        self._spots_key: object = None

    def wiring_of(self, document: Document, focus: Focus) -> Wiring:
        """Which parameter joins which nodes; the same object while the same nodes are drawn."""
        return self._arranged(document, focus).wiring

    def draw(self, document: Document, evaluation: Evaluation, options: Options) -> Picture:
        """Make the picture of a moment."""
        plan = self._arranged(document, options.focus)
        network = document.experiment.network
        sight = sight_of(network, options.focus)
        writer = Writer(
            document, evaluation, options.row, sight, options.slopes, options.stale, options.alone
        )
        crowded = plan.ways.crowded
        words = writer.write(plan.wiring, crowded, options.change, options.ahead)
        before = self._extents if options.steady else None
        spots = self._place_words(plan, words, network, before)
        if options.change is not None:
            change = _where_it_fits(options.change, network, plan, words, spots)
            if change is not options.change:
                words = writer.write(plan.wiring, crowded, change, options.ahead)
                spots = self._place_words(plan, words, network, before)
        composer = Composer(network, words, options.row, plan, self._measure)
        rasters = self._rasters.of(document, options.row, options.focus, plan)
        return composer.compose(spots, options.slopes, options.wanted, rasters)

    def _place_words(
        self, plan: Plan, words: Words, network: Network, before: Extents | None
    ) -> Spots:
        locked = network.locked.astype(np.float64)
        extents = measure_all(
            words, plan.layout, plan.wiring, plan.ways, locked, self._measure, before
        )
        return self._placed(plan, extents)

    def _arranged(self, document: Document, focus: Focus) -> Plan:
        network = document.experiment.network
        shown = fold(network.sizes, looked_at(network, focus))
        shapes = (network.sizes, network.shapes, [nodes.tobytes() for nodes in shown])
        plan = self._plan
        if plan is None or shapes != self._shapes:
            self._shapes = shapes
            plan, wiring = None, wire(network, shown)
        else:
            wiring = plan.wiring
        if plan is None or document.positions is not self._positions:
            self._positions = document.positions
            layout = arrange(wiring, document.positions)
            plan = self._plan = Plan(wiring, layout, find_ways(layout, wiring))
        return plan

    def _placed(self, plan: Plan, extents: Extents) -> Spots:
        wanted = key(extents)
        if self._spots is None or plan is not self._spots_plan or wanted != self._spots_key:
            self._spots = place(plan.layout, plan.wiring, plan.ways, extents)
            self._spots_plan, self._spots_key = plan, wanted
        self._extents = extents
        return self._spots


def _where_it_fits(
    change: tuple[Array, Array], network: Network, plan: Plan, words: Words, spots: Spots
) -> tuple[Array, Array]:
    """Old → new only between layers where there is room for it; elsewhere the weights alone."""
    wanted = np.array([bool(text) for text in words.weights])
    lost = wanted & np.isnan(spots.weights[:, 0])
    if not lost.any():
        return change
    layers = np.unique(plan.wiring.layers[lost])
    plain = plan.wiring.parameters[np.isin(plan.wiring.layers, layers)]
    before, after = (part.copy() for part in change)
    before[plain] = after[plain] = network.parameters[plain]
    return before, after


def draw_picture(
    document: Document,
    evaluation: Evaluation,
    measure: Measure,
    options: Options | None = None,
) -> Picture:
    """Make one picture, for an export or a test."""
    return Drafting(measure).draw(document, evaluation, options or Options())


def wanted_numbers(parameters: Sequence[int], hovered: int | None) -> tuple[int, ...]:
    """The weights whose numbers are always shown: the hovered one, then the selected ones."""
    first = () if hovered is None or hovered in parameters else (hovered,)
    return (*first, *parameters)
