"""Making the picture of a moment: texts from the numbers, places for them, and the whole.

What does not change from one moment to the next is kept: wiring and layout while the structure
and the nodes' positions stay, the places of labels while every text has room in its own.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.document.document import Document
from core.nn.arrays import Array, BoolArray
from core.nn.network import Network
from core.training.evaluation import Evaluation
from gui.canvas.labels.edge_places import find_ways
from gui.canvas.labels.kept_places import KeptPlaces
from gui.canvas.labels.label_boxes import LabelBoxes
from gui.canvas.labels.text_bounds import Measure, TextBounds
from gui.canvas.labels.text_sizes import DETAIL_SIZE
from gui.canvas.labels.words import MOST_NAMED, Words, Writer
from gui.canvas.scene.folding import fold, looked_at
from gui.canvas.scene.layout import Wiring, arrange, wire
from gui.canvas.scene.maps.rasters import Rasters, room_before
from gui.canvas.scene.node_labels import NodeLabels
from gui.canvas.scene.picture import Picture
from gui.canvas.scene.picture_composer import PictureComposer
from gui.canvas.scene.plan import Plan
from gui.canvas.scene.room import Room, Stretch
from gui.canvas.scene.sight import Sight, Window, sight_of
from gui.session.snapshot import NO_FOCUS, Focus
from gui.session.visibility import visibility_of


class Options(Struct, frozen=True):
    """The options of a picture: what is to be seen of the numbers.

    Attributes:
        row: the row whose values are shown, of the document that is drawn.
        slopes: whether slopes are shown.
        wanted: weights and biases whose numbers are shown even where there is no room.
        steady: whether labels keep their places although others might have room now, as in a run.
        focus: what is hidden, how far the update is walked through, how numbers are written.
        stale: the numbers before the latest step, for values that are not computed anew yet.
        change: from what to what parameters go, each of shape (P,), to be shown on the edges.
        ahead: whether the change is still to come.
        maps: whether nodes have room for a map of their outputs.
        alone: the slopes of the row on show alone, shape (P,); None for those of the next step.
        on_edges: the slopes that edges tell in the place of weights, shape (P,); None for weights.
        window: what is seen of the drawing; None where all of it may be.
    """

    row: int = 0
    slopes: bool = False
    wanted: tuple[int, ...] = ()
    steady: bool = False
    focus: Focus = NO_FOCUS
    stale: Evaluation | None = None
    change: tuple[Array, Array] | None = None
    ahead: bool = False
    maps: bool = False
    alone: Array | None = None
    on_edges: Array | None = None
    window: Window | None = None


class PictureBuilder:
    """A maker of pictures that keeps what the next one can use again.

    Attributes:
        room: the width and height that a drawing has, in its own units; None in the open.
        sight: what is in sight, and so has its texts, in the latest picture.
    """

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self.room: tuple[float, float] | None = None
        self.sight: Sight | None = None
        self._shapes: object = None
        self._arranged_in: object = None
        self._positions: object = None
        self._plan: Plan | None = None
        self._asked: tuple[Document, Focus, tuple[float, float] | None] | None = None
        self._rasters = Rasters()
        self._texts: tuple[TextBounds, NodeLabels] | None = None
        self._places = KeptPlaces()
        self._brief_for: object = None

    def wiring_of(self, document: Document, focus: Focus) -> Wiring:
        """Which parameter joins which nodes; the same object while the same nodes are drawn."""
        return self._arranged(document, focus).wiring

    def stretch_of(self, document: Document, focus: Focus) -> Stretch:
        """How much closer nodes stand than in the open."""
        return self._arranged(document, focus).layout.stretch

    def draw(self, document: Document, evaluation: Evaluation, options: Options) -> Picture:
        """Make the picture of a moment."""
        plan = self._arranged(document, options.focus)
        network = document.experiment.network
        if (
            self.sight is None
            or self.sight.plan is not plan
            or not self.sight.suits(options.window)
        ):
            self.sight = sight_of(plan, options.window)
        kind = (plan, options.slopes, options.change is None, options.maps)
        sight = self.sight
        words, boxes = self._written(document, evaluation, options, sight, kind == self._brief_for)
        if kind != self._brief_for and _is_tight(words, boxes):
            self._brief_for = kind  # and stay so, rather than to write now this way, now that
            words, boxes = self._written(document, evaluation, options, sight, is_brief=True)
        if options.change is not None:
            change = _where_it_fits(options.change, network, plan, words, boxes)
            if change is not options.change:
                options = replace(options, change=change)
                words, boxes = self._written(document, evaluation, options, sight, is_brief=True)
        row = options.row if options.focus.point is None else None
        (_, labels), measure, maps = self._texts_in(plan), self._measure, options.maps
        shown = document.experiment
        composer = PictureComposer(shown, words, row, plan, labels, measure, maps=maps)
        on_edges = options.on_edges
        rasters = self._rasters.of(document, options.row, options.focus, plan, on_edges)
        return composer.compose(boxes, options.slopes, options.wanted, rasters, on_edges)

    def _written(
        self,
        document: Document,
        evaluation: Evaluation,
        options: Options,
        sight: Sight,
        is_brief: bool,
    ) -> tuple[Words, LabelBoxes]:
        """The texts of a moment and their places; brief numbers where there is little room."""
        network, plan = document.experiment.network, sight.plan
        visibility = replace(visibility_of(network, options.focus), is_brief=is_brief)
        writer = Writer(
            document,
            evaluation,
            options.row,
            visibility,
            options.slopes,
            options.stale,
            options.alone,
            options.focus.point,
        )
        words = writer.write(sight, options.change, options.ahead)
        bounds, _ = self._texts_in(plan)
        sizes = bounds.of(words, network.locked, maps=options.maps)
        how = (is_brief, options.maps, sight)
        return words, self._places.of(plan, sizes, how, steady=options.steady)

    def _texts_in(self, plan: Plan) -> tuple[TextBounds, NodeLabels]:
        """What measures the texts of a plan, and what makes labels of them."""
        if self._texts is None or self._texts[0].plan is not plan:
            self._texts = TextBounds(plan, self._measure), NodeLabels(plan, self._measure)
        return self._texts

    def _arranged(self, document: Document, focus: Focus) -> Plan:
        asked = (document, focus, self.room)
        if self._plan is None or asked != self._asked:
            self._plan, self._asked = self._arrange(document, focus), asked
        return self._plan

    def _arrange(self, document: Document, focus: Focus) -> Plan:
        network = document.experiment.network
        shown = fold(network.sizes, looked_at(network, focus))
        shapes = (network.sizes, network.shapes, [nodes.tobytes() for nodes in shown])
        plan = self._plan
        if plan is None or shapes != self._shapes:
            self._shapes = shapes
            plan, wiring = None, wire(network, shown)
        else:
            wiring = plan.wiring
        room = self._room_for(document, wiring)
        if plan is None or document.positions is not self._positions or room != self._arranged_in:
            self._positions, self._arranged_in = document.positions, room
            layout = arrange(wiring, document.positions, room)
            plan = Plan(wiring, layout, find_ways(layout, wiring))
        return plan

    def _room_for(self, document: Document, wiring: Wiring) -> Room | None:
        if self.room is None:
            return None
        names = document.experiment.network.inputs if wiring.sizes[0] <= MOST_NAMED else ()
        widths = (self._measure(name, DETAIL_SIZE, False) for name in names)
        return Room(*self.room, max(widths, default=0.0), room_before(document.image))


def _is_tight(words: Words, boxes: LabelBoxes) -> bool:
    """Whether a value, a weight or a bias has no room."""
    biases = np.array([bool(text) for text in words.biases], dtype=np.bool_)
    lost = _lost(words, boxes).any() or np.isnan(boxes.biases[biases]).any()
    return bool(boxes.fields_tight or lost)


def _lost(words: Words, boxes: LabelBoxes) -> BoolArray:
    """The edges whose numbers have no room."""
    wanted = np.array([bool(text) for text in words.weights], dtype=np.bool_)
    return np.asarray(wanted & np.isnan(boxes.weights[:, 0]))


def _where_it_fits(
    change: tuple[Array, Array], network: Network, plan: Plan, words: Words, boxes: LabelBoxes
) -> tuple[Array, Array]:
    """Old → new only between layers where there is room for it; elsewhere the weights alone."""
    lost = _lost(words, boxes)
    if not lost.any():
        return change
    layers = np.unique(plan.wiring.layers[lost])
    plain = plan.wiring.parameters[np.isin(plan.wiring.layers, layers)]
    before, after = (part.copy() for part in change)
    before[plain] = after[plain] = network.parameters[plain]
    return before, after


def wanted_numbers(parameters: Sequence[int], hovered: int | None) -> tuple[int, ...]:
    """The weights whose numbers are always shown, the first ones first of all.

    The one that was selected last comes before the hovered one, for typing begins over its number.
    """
    last, others = parameters[-1:], parameters[-2::-1]
    hovers = () if hovered is None or hovered in parameters else (hovered,)
    return (*last, *hovers, *others)
