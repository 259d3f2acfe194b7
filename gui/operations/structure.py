"""Changes of structure and of many numbers at once, each one undo with a name."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from core.data.classification import odd_rows
from core.document import edits, made_inputs
from core.document.document import Document, Point
from core.nn import network_edits
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, OUTPUT_ACTIVATIONS, RELU
from core.nn.arrays import Array
from core.nn.initializers import Initializer
from core.nn.loss import Loss
from core.nn.losses import loss_for
from core.nn.network import INPUT_LAYER, NodePlace
from gui.formatting.numbers import number
from gui.operations.numbers import rows_problem
from gui.operations.rows.made_inputs import can_remove, with_made_of
from gui.session.messages import Message, Tone, change
from gui.session.session import Session


def add_node(session: Session, layer: int) -> None:
    """Add a node at the end of a layer, or an input."""
    document = session.document
    place = NodePlace(layer, document.experiment.network.sizes[layer + 1])
    after = edits.add_node(document, place)
    session.apply(f"Add {after.experiment.network.node_name(place)}", after)


def remove_node(session: Session, place: NodePlace) -> None:
    """Take a node out, an input with those that are made of it; the only one stays."""
    document = session.document
    name = with_made_of(document, place)
    if can_remove(document, place):
        session.apply(f"Remove {name}", edits.remove_node(document, place))
    else:
        session.tell(Message(f"Not removed: {name}. Every layer needs a node"))


def insert_layer(session: Session, at: int, activation: Activation = RELU) -> None:
    """Insert a hidden layer that becomes layer `at`."""
    session.apply("Add a hidden layer", edits.insert_layer(session.document, at, activation))


def remove_layer(session: Session, layer: int) -> None:
    """Take a hidden layer out."""
    name = layer_name(session, layer)
    with np.errstate(over="ignore", invalid="ignore"):
        document = edits.remove_layer(session.document, layer)
    if not np.isfinite(document.experiment.network.parameters).all():
        text = f"Removing the {name} would make a weight too large to be a number"
        remedy = "nothing was changed. Make the weights around it smaller first"
        session.tell(Message(f"{text}; {remedy}.", Tone.WARNING))
        return
    session.apply(f"Remove {name}", document)


def layer_name(session: Session, layer: int) -> str:
    """What a layer is called: "inputs", "hidden layer 2", "prediction"."""
    count = len(session.document.experiment.network.layers)
    if layer == INPUT_LAYER:
        return "inputs"
    if layer == count - 1:
        return "prediction"
    return "hidden layer" if count == 2 else f"hidden layer {layer + 1}"


def activations_for(session: Session, layer: int) -> list[Activation]:
    """The activations that a layer can have."""
    is_last = layer == len(session.document.experiment.network.layers) - 1
    return list((OUTPUT_ACTIVATIONS if is_last else ACTIVATIONS).values())


def set_activation(session: Session, layer: int, activation: Activation) -> None:
    """Choose a layer's activation."""
    network = session.document.experiment.network
    loss, name = loss_for(activation), activation.name.capitalize()
    if loss.by_row and network.sizes[-1] < 2:
        text = f"{name} shares 1 out among several predictions; here is only one."
        session.tell(Message(f"{text} Take sigmoid.", Tone.WARNING))
        return
    if loss.by_row and odd_rows(loss, session.document.experiment.dataset):
        text = f"{name} is for classes: the targets of each row are from 0 to 1 and add up to 1."
        session.tell(Message(f"{text} Change the targets first.", Tone.WARNING))
        return
    if network.layers[layer].activation is not activation:
        session.apply(
            f"{activation.name} in {layer_name(session, layer)}",
            edits.set_activation(session.document, layer, activation),
        )


def set_biased(session: Session, layer: int, biased: bool) -> None:
    """Give a layer biases or take them away."""
    verb = "Add biases to" if biased else "Remove biases from"
    session.apply(
        f"{verb} {layer_name(session, layer)}", edits.set_biased(session.document, layer, biased)
    )


def rename_node(session: Session, place: NodePlace, name: str) -> None:
    """Rename a node; an empty name has it named by its position."""
    document = session.document
    renamed = made_inputs.rename_node(document, place, name)
    old, new = (each.experiment.network.node_name(place) for each in (document, renamed))
    if old != new:
        session.apply(f"Rename {old} to {new}", renamed)


def set_locked(session: Session, indices: Sequence[int], locked: bool) -> None:
    """Lock weights, so that descent leaves them alone, or unlock them."""
    document = session.document
    network = document.experiment.network
    verb = "Lock" if locked else "Unlock"
    session.apply(
        f"{verb} {_parameters_name(session, indices)}",
        edits.with_network(document, network_edits.set_locked(network, indices, locked)),
    )


def set_parameters(session: Session, indices: Sequence[int], value: float) -> None:
    """Set several weights to one value."""
    document = session.document
    network = document.experiment.network
    session.apply(
        f"Set {_parameters_name(session, indices)} to {number(value)}",
        edits.with_network(document, network_edits.set_parameters(network, list(indices), value)),
    )


def scaled_parameters(session: Session, indices: Sequence[int], factor: float) -> Array:
    """Several weights multiplied by one factor.

    Raises:
        ValueError: one would be too large; the message says what to do.
    """
    with np.errstate(over="ignore"):
        scaled = session.document.experiment.network.parameters[list(indices)] * factor
    if not np.isfinite(scaled).all():
        raise ValueError("A weight would be too large to be a number. Choose a smaller factor.")
    return scaled


def scale_parameters(session: Session, indices: Sequence[int], factor: float) -> None:
    """Multiply several weights by one factor.

    Raises:
        ValueError: one would be too large; see `scaled_parameters`.
    """
    document = session.document
    scaled = scaled_parameters(session, indices, factor)
    network = network_edits.set_parameters(document.experiment.network, list(indices), scaled)
    session.apply(
        f"Multiply {_parameters_name(session, indices)} by {number(factor)}",
        edits.with_network(document, network),
    )


def set_all_parameters(session: Session, value: float) -> None:
    """Set every weight and bias that is not locked to one value, and begin anew."""
    session.apply(f"Set all weights to {number(value)}", edits.set_all(session.document, value))


def randomise(session: Session, initializer: Initializer, seed: int) -> None:
    """Draw new weights from a seed, and begin anew."""
    session.apply(
        f"Randomise weights, seed {seed}",
        edits.randomise_weights(session.document, initializer, seed),
    )


def set_loss(session: Session, loss: Loss) -> None:
    """Choose the loss function."""
    document = session.document
    if document.experiment.loss is loss:
        return
    if loss.by_row and document.experiment.network.sizes[-1] < 2:
        text = f"{loss.name} tells classes apart: it needs two or more predictions."
        session.tell(Message(f"{text} For one, take log loss.", Tone.WARNING))
        return
    if odd_rows(loss, document.experiment.dataset):
        text = f"{loss.name} is for targets between 0 and 1: how likely the answer is yes."
        if loss.by_row:
            text = f"{loss.name} is for classes: targets from 0 to 1 that add up to 1 in each row."
        session.tell(Message(f"{text} Change the targets first.", Tone.WARNING))
        return
    session.apply(f"Loss: {loss.title}", edits.set_loss(document, loss))


def set_learning_rate(session: Session, rate: float) -> None:
    """Choose the learning rate of the next step.

    Raises:
        ValueError: it is not a finite number above 0.
    """
    preview_learning_rate(session, rate)
    commit_learning_rate(session)


def preview_learning_rate(session: Session, rate: float) -> None:
    """Try a learning rate of the next step out.

    Raises:
        ValueError: it is not a finite number above 0.
    """
    preview_first_rate(session, session.document.experiment.at_rate(rate).optimizer.learning_rate)


def preview_first_rate(session: Session, rate: float) -> None:
    """Try another learning rate out, from which it falls if there is a schedule.

    Raises:
        ValueError: it is not a finite number above 0.
    """
    document = session.document
    experiment = document.experiment
    begun = replace(experiment, optimizer=replace(experiment.optimizer, learning_rate=rate))
    session.preview(
        change("Learning rate", _rate(session.settled.document), rate),
        document.with_experiment(begun),
    )


def commit_learning_rate(session: Session) -> None:
    """Keep the learning rate that was tried out; the old one again is no change."""
    before, after = _rate(session.settled.document), _rate(session.document)
    if before == after:
        session.cancel()
    else:
        name = "Learning rate"
        session.commit(change(name, before, after), back=change(name, after, before))


def _rate(document: Document) -> float:
    return document.experiment.optimizer.learning_rate


def set_rows(session: Session, name: str, document: Document) -> bool:
    """Put other rows in: rows added or removed, cells pasted; says whether that was possible."""
    if problem := rows_problem(document):
        session.tell(Message(f"Nothing was changed: {problem}.", Tone.WARNING))
        return False
    return session.apply(name, document)


def move_node(session: Session, place: NodePlace, point: Point | None) -> None:
    """Place a node by hand, or let it go back to its own place (None)."""
    name = session.document.experiment.network.node_name(place)
    verb = "Move" if point is not None else "Snap back"
    session.apply(f"{verb} {name}", edits.move_node(session.document, place, point))


def snap_all_back(session: Session) -> None:
    """Let every node go back to its own place."""
    if session.document.positions:
        session.apply("Snap all nodes back", session.document.with_positions({}))


def _parameters_name(session: Session, indices: Sequence[int]) -> str:
    network = session.document.experiment.network
    if len(indices) == 1:
        return network.parameter_name(network.place(int(np.asarray(indices)[0])))
    return f"{len(indices)} weights"
