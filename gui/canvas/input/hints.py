"""Hints about the things in the drawing: on hover, and for a screen reader."""

from PySide6.QtCore import Qt

from core.document.document import Document
from core.document.made_inputs import formula_text
from core.explanation.quantities import Quantities
from core.explanation.remarks import state_remarks
from core.nn.arrays import Array
from core.nn.network import INPUT_LAYER, NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind, node_value
from core.training.evaluation import Evaluation
from gui.canvas.input.handles import Handle
from gui.canvas.input.picking import Hit
from gui.canvas.scene.picture import LabelKind
from gui.formatting.numbers import full, number
from gui.formatting.sentences import as_read
from gui.operations.numbers import Editable, name_of, value_of
from gui.operations.rows.made_inputs import made_refusal, with_made_of
from gui.session.shown import Shown, shown_of
from gui.session.snapshot import Focus, Present
from gui.session.visibility import Visibility

SLOPE_IS_COMPUTED = "a slope is computed; change a weight or an input"


def hint(
    present: Present,
    focus: Focus,
    hit: Hit,
    visibility: Visibility,
    alone: Array | None = None,
) -> str:
    """What hovering over something shows: its name and its numbers in full.

    `alone` are the slopes of the row alone, shape (P,), where the drawing shows these.
    """
    document = present.document
    if hit.target.parameters:
        return parameter_hint(
            document, present.evaluation, hit.target.parameters[0], visibility, alone
        )
    if hit.number is not None:
        shown = full(value_of(document, hit.number))
        where = " in own units" if document.experiment.dataset.is_scaled else ""
        name = name_of(document, hit.number)
        return f"{name}\n{shown}{where}\nDrag sideways, or double-click to type"
    if hit.target.node is not None:
        return node_hint(shown_of(present, focus), hit.target.node, visibility)
    if hit.label is LabelKind.FOLD:
        return "Click to find one of them"
    if hit.target.layer is not None:
        return "Double-click to choose the activation" if hit.target.layer != INPUT_LAYER else ""
    return ""


def parameter_hint(
    document: Document,
    evaluation: Evaluation,
    index: int,
    visibility: Visibility,
    alone: Array | None = None,
) -> str:
    """A weight's or bias's name, its value and its slope in full."""
    network = document.experiment.network
    lines = [
        network.parameter_name(network.place(index)),
        full(float(network.parameters[index])),
    ]
    if visibility.shows(Quantity(QuantityKind.SLOPE, parameter=index)):
        whose = "" if evaluation.batch is None else " of the batch"
        lines.append(f"slope{whose} {full(float(evaluation.gradient[index]))}")
        if alone is not None:
            lines.append(f"of this row alone {full(float(alone[index]))}")
    if network.locked[index]:
        lines.append("locked: descent leaves it alone")
    return "\n".join(lines)


def node_hint(shown: Shown, place: NodePlace, visibility: Visibility) -> str:
    """A node's name, and its value in full."""
    document, evaluation, row = shown.document, shown.evaluation, shown.row
    network = document.experiment.network
    name = network.node_name(place)
    if place.layer == INPUT_LAYER:
        made = formula_text(document.experiment, place.node)
        lines = [name, full(float(evaluation.inputs[place.node, row]))]
        return "\n".join([*lines, f"computed as {as_read(made)}"] if made else lines)
    if not visibility.shows(node_value(place, row)):
        return f"{name}\nSelect it to guess its value, or to have it revealed"
    value = float(evaluation.activations[place.layer][place.node, row])
    before = float(evaluation.preactivations[place.layer][place.node, row])
    lines = [name, full(value)]
    activation = network.layers[place.layer].activation
    if value != before:
        lines.append(f"{activation.name} of {full(before)}")
    if not shown.is_point:
        numbers = Quantities(document.experiment, evaluation)
        lines += [remark.text for remark in state_remarks(numbers, place, row)]
    return "\n".join(lines)


def computed(document: Document, place: NodePlace) -> str:
    """What is said to somebody who tries to type over a computed number; empty if it is none."""
    if place.layer == INPUT_LAYER:
        return made_refusal(document, place.node)
    name = document.experiment.network.node_name(place)
    return f"{name} is computed; change a weight or an input"


def spoken(
    document: Document,
    evaluation: Evaluation,
    focus: Focus,
    number_ringed: Editable | None,
    visibility: Visibility,
) -> str:
    """A sentence about what is selected, for a screen reader."""
    network, parameters, node = document.experiment.network, focus.parameters, focus.node
    if len(parameters) > 1:
        return f"{len(parameters)} weights selected"
    if len(focus.nodes) > 1:
        return f"{len(focus.nodes)} nodes selected"
    if parameters:
        index = parameters[0]
        name = network.parameter_name(network.place(index))
        shown = number(float(network.parameters[index]))
        slope = visibility.write_signed(
            float(evaluation.gradient[index]), Quantity(QuantityKind.SLOPE, parameter=index)
        )
        locked = ", locked" if network.locked[index] else ""
        return f"{name}: {shown}{f', slope {slope}' if slope else ''}{locked}"
    if number_ringed is not None:
        value = value_of(document, number_ringed)
        return f"{name_of(document, number_ringed)}: {number(value)}"
    if node is not None:
        layers = (evaluation.inputs, *evaluation.activations)
        value = float(layers[node.layer + 1][node.node, focus.row])
        shown = visibility.write(value, node_value(node, focus.row)) or "not computed yet"
        return f"{network.node_name(node)}: {shown}, computed"
    sizes = "-".join(map(str, network.sizes))
    loss = visibility.write(evaluation.loss, LOSS)
    return f"A {sizes} network{f', loss {loss}' if loss else ''}. Nothing is selected."


def handle_hint(document: Document, handle: Handle) -> str:
    """What a + or − does."""
    network = document.experiment.network
    if handle.node is not None:
        return f"Remove {with_made_of(document, handle.node)}"
    if handle.layer is None:
        return "Add a hidden layer here"
    if handle.layer == INPUT_LAYER:
        return "Add an input"
    return "Add a prediction" if handle.layer == len(network.layers) - 1 else "Add a node"


def cursor_over(hit: Hit, handle: Handle | None) -> Qt.CursorShape:
    """The pointer that tells what a press does there."""
    clickable = hit.label in (LabelKind.FOLD, LabelKind.RASTER)
    if handle is not None or clickable or (hit.target.parameters and hit.number is None):
        return Qt.CursorShape.PointingHandCursor
    if hit.number is not None:
        return Qt.CursorShape.SizeHorCursor
    if hit.target.node is not None:
        return Qt.CursorShape.OpenHandCursor
    return Qt.CursorShape.ArrowCursor
