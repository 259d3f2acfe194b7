"""What there is to see of the selected node, so far as it may be seen. No Qt in here."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from core.data.classification import classes, tells_classes
from core.data.dataset import Dataset
from core.document.document import Document
from core.nn.activation import Activation
from core.nn.activations import IDENTITY
from core.nn.arrays import Array, Rows
from core.nn.network import INPUT_LAYER, Layer, NodePlace
from core.nn.quantity import Quantity, QuantityKind, node_value
from core.opening.predicting import classes_of
from core.response.curve import Tangent, respond, tangent_at
from core.response.shares import Shares, shares_of
from core.response.state import state_of
from core.training.experiment import Experiment
from gui.formatting.numbers import number
from gui.formatting.sentences import written
from gui.plotting.lines.row_dots import MOST_COLORS
from gui.session.shown import shown_of
from gui.session.snapshot import Focus, Present
from gui.session.visibility import Seen, Visibility, visibility_of, way_to_show

_NOT_YET = "are not computed yet (PgDown goes on)"


class NodeView(Struct, frozen=True, eq=False):
    """A node and all rows on it.

    Attributes:
        place: which node.
        name: what it is called.
        row: the row on show; None where a point that is no row is on show.
        activation: what it does with its sums; an input hands on what it is given.
        sums: of all rows, or an input's values in its own units, shape (rows,); None where these
            may not be seen.
        values: what it passes on, shape (rows,), or None.
        row_classes: the class of each row, shape (rows,); None where there are none, or too many.
        class_names: what the classes are called.
        tangent: at the sum of what is on show, or None.
        is_in_loss: whether the loss slope has the slope of the activation in it already.
        shows_slopes: whether slopes of the activation may be seen.
        shares: what softmax makes of the sums of the row on show, or None.
        layer_names: what the nodes of its layer are called, for shares.
        state: how it stands, in a sentence, or why that cannot be seen.
    """

    place: NodePlace
    name: str
    row: int | None
    activation: Activation
    sums: Array | None
    values: Array | None
    row_classes: Rows | None
    class_names: tuple[str, ...]
    tangent: Tangent | None = None
    is_in_loss: bool = False
    shows_slopes: bool = False
    shares: Shares | None = None
    layer_names: tuple[str, ...] = ()
    state: str = ""

    @property
    def is_input(self) -> bool:
        """Whether it is one of the inputs."""
        return self.place.layer == INPUT_LAYER

    @property
    def slope_words(self) -> str:
        """How steep the tangent is, if that may be seen."""
        if self.tangent is None or not self.shows_slopes:
            return ""
        already = ", in the loss slope already" if self.is_in_loss else ""
        return f"activation slope {number(self.tangent.slope)}{already}"

    @property
    def is_joint(self) -> bool:
        """Whether its activation looks at its whole layer."""
        return self.activation.is_joint


def look_at_node(present: Present, focus: Focus) -> NodeView | None:
    """Look at the selected node; None where there is none."""
    place, document = focus.node, present.document
    if place is None:
        return None
    if place.layer == INPUT_LAYER:
        return _input(document, focus, place)
    network, evaluation = document.experiment.network, present.evaluation
    visibility, layer = visibility_of(network, focus), network.layers[place.layer]
    sum_ = Quantity(QuantityKind.PREACTIVATION, place, row=focus.row)
    slope = sum_._replace(kind=QuantityKind.ACTIVATION_SLOPE)
    shown = shown_of(present, focus)
    sums = shown.evaluation.preactivations[place.layer][:, shown.row]
    why = _why_unseen(visibility, _sums_that_matter(layer, sum_))
    is_single, is_seen = not layer.activation.is_joint, not why
    at = float(sums[place.node])
    return NodeView(
        place,
        network.node_name(place),
        focus.shown_row,
        layer.activation,
        evaluation.preactivations[place.layer][place.node] if is_seen else None,
        evaluation.activations[place.layer][place.node] if is_seen else None,
        *_classes(document),
        tangent_at(layer.activation, at) if is_single and visibility.shows(sum_) else None,
        _is_in_loss(document.experiment, place.layer),
        visibility.shows(slope),
        shares_of(sums) if is_seen and not is_single else None,
        () if is_single else _names(document, place.layer),
        f"its sums {why}" if why else _state(present, focus, place, visibility),
    )


def _input(document: Document, focus: Focus, place: NodePlace) -> NodeView:
    dataset = document.experiment.dataset
    own, seen = dataset.own_inputs[place.node], dataset.inputs[place.node]
    name = document.experiment.network.node_name(place)
    return NodeView(place, name, focus.shown_row, IDENTITY, own, seen, *_classes(document))


def _is_in_loss(experiment: Experiment, layer: int) -> bool:
    """Whether the loss slope of a layer has the slope of its activation in it already."""
    return layer == len(experiment.network.layers) - 1 and experiment.loss.is_from_logits


def _sums_that_matter(layer: Layer, sum_: Quantity) -> list[Quantity]:
    """The sums that a node's value is made of: its own, or those of all nodes of its layer."""
    if not layer.activation.is_joint:
        return [sum_]
    at = sum_.node.layer
    return [sum_._replace(node=NodePlace(at, node)) for node in range(layer.size)]


def _why_unseen(visibility: Visibility, quantities: Sequence[Quantity]) -> str:
    """Why numbers may not be seen for all rows, as those of the row on show; empty if they may."""
    for quantity in quantities:
        if not visibility.hiding.shows_kind(quantity.kind):
            return f"are hidden {way_to_show(visibility.hiding)}"
        if visibility.seen(quantity) is Seen.NOT_YET:
            return _NOT_YET
    return ""


def _state(present: Present, focus: Focus, place: NodePlace, visibility: Visibility) -> str:
    """How a node whose sums may be seen stands, in a sentence; softmax has no state."""
    experiment, evaluation = present.document.experiment, present.evaluation
    activation = experiment.network.layers[place.layer].activation
    if activation.is_joint:
        return ""
    slope = Quantity(QuantityKind.ACTIVATION_SLOPE, place, row=focus.row)
    why = "" if activation.sleeps else _why_unseen(visibility, [slope])
    if why:
        return f"its slopes {why}"
    sums = evaluation.preactivations[place.layer][place.node]
    slopes = evaluation.activation_slopes[place.layer][place.node]
    if _is_in_loss(experiment, place.layer):
        _, slopes = respond(activation, sums)
    return written(state_of(activation, sums, slopes, focus.shown_row))


def _classes(document: Document) -> tuple[Rows | None, tuple[str, ...]]:
    """The class of each row and what classes are called, where a few are told apart."""
    experiment = document.experiment
    if not tells_classes(experiment.loss):
        return None, ()
    found, names = _classes_of_rows(experiment.dataset), classes_of(document)
    return (found, names) if len(names) <= MOST_COLORS else (None, ())


@lru_cache(maxsize=1)
def _classes_of_rows(dataset: Dataset) -> Rows:
    """Found once, because there may be many."""
    targets = np.array(dataset.targets)
    return classes(targets, exclusive=len(targets) > 1)


def _names(document: Document, layer: int) -> tuple[str, ...]:
    network = document.experiment.network
    places = (NodePlace(layer, node) for node in range(network.layers[layer].size))
    return tuple(map(network.node_name, places))


def may_show_values(document: Document, focus: Focus, place: NodePlace) -> bool:
    """Whether a node's values may be seen for whatever goes in."""
    if place.layer == INPUT_LAYER:
        return True
    visibility = visibility_of(document.experiment.network, focus)
    return not _why_unseen(visibility, [node_value(place, focus.row)])
