"""The Network menu, and the same commands for what lies under the pointer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from core.nn.activation import Activation
from core.nn.activations import IDENTITY
from core.nn.network import INPUT_LAYER, NodePlace
from gui.actions.making_inputs import make_inputs_command
from gui.dialogs.questions import ask_name, ask_number
from gui.dialogs.randomise_dialog import RandomiseDialog
from gui.formatting.sentences import as_read
from gui.operations import structure
from gui.operations.command import Command, Entry, Menu
from gui.operations.rows.made_inputs import can_remove, with_made_of
from gui.session.session import Session
from gui.widgets.texts.plain_text import as_entry

MOST_NODES = 1000


def network_menu(session: Session, weights: Sequence[Command | None], window: QWidget) -> Menu:
    """The network layer by layer, the node and the weights in focus, and new weights for all."""

    def randomise() -> None:
        dialog = RandomiseDialog(session.document.experiment.seed, window)
        if dialog.exec():
            structure.randomise(session, dialog.initializer, dialog.seed)
        dialog.deleteLater()

    def set_all() -> None:
        value = ask_number(window, "Set all weights", "New value of every unlocked weight", 0.0)
        if value is not None:
            structure.set_all_parameters(session, value)

    of_all = (
        Command(
            "randomise", "Ra&ndomise weights…", randomise, tip="Begin anew with random weights"
        ),
        Command("set_all", "Set all &weights to…", set_all, tip="Begin anew with equal weights"),
    )

    def entries() -> Sequence[Entry]:
        layers = range(INPUT_LAYER, len(session.document.experiment.network.layers))
        node = session.focus.node
        return (
            *(Menu(_title(session, layer), layer_entries(session, layer)) for layer in layers),
            None,
            *(() if node is None else node_entries(session, node, window)),
            *weights,
            None,
            *of_all,
        )

    return Menu("&Network", entries)


def node_entries(session: Session, place: NodePlace, window: QWidget) -> Sequence[Entry]:
    """What can be done with a node."""
    document = session.document
    name = document.experiment.network.node_name(place)

    def rename() -> None:
        answer = ask_name(window, "Rename", "Name (empty: named by its position)", name)
        if answer is not None:
            structure.rename_node(session, place, answer)

    entries = [
        Command("", f"&Rename {as_entry(name)}…", rename),
        Command(
            "",
            f"Re&move {as_entry(with_made_of(document, place))}",
            partial(structure.remove_node, session, place),
            is_possible=lambda: can_remove(document, place),
        ),
    ]
    if place.layer == INPUT_LAYER:
        entries.append(make_inputs_command(session, window))
    if place in document.positions:
        snap = partial(structure.move_node, session, place, None)
        entries.append(Command("", "Snap &back", snap))
    return entries


def layer_entries(session: Session, layer: int) -> Sequence[Entry]:
    """What can be done with a layer; layer −1 holds the inputs."""
    network = session.document.experiment.network
    last = len(network.layers) - 1
    noun = {INPUT_LAYER: "an input", last: "a prediction"}.get(layer, "a node")
    entries: list[Entry] = [
        Command(
            "",
            f"&Add {noun}",
            partial(structure.add_node, session, layer),
            is_possible=lambda: network.sizes[layer + 1] < MOST_NODES,
        )
    ]
    if layer != INPUT_LAYER:
        biased = network.layers[layer].biased
        entries += [
            _activation_menu(session, layer),
            Command(
                "",
                "&Biases",
                partial(structure.set_biased, session, layer, not biased),
                tip="A number that each node adds by itself",
                is_checked=lambda: biased,
            ),
        ]
    if layer < last:
        insert = partial(structure.insert_layer, session, layer + 1)
        tip = "The new layer hands on what is above 0, until its weights are changed"
        entries.append(Command("", "Add a &hidden layer after it", insert, tip=tip))
        if layer != INPUT_LAYER:
            remove = partial(structure.remove_layer, session, layer)
            entries.append(Command("", "Remove this &layer", remove))
    return entries


def _activation_menu(session: Session, layer: int) -> Menu:
    chosen = session.document.experiment.network.layers[layer].activation

    def command(activation: Activation) -> Command:
        name, formula = activation.name, activation.formula
        return Command(
            "",
            name if activation is IDENTITY else lambda: f"{name}: {as_read(formula)}",
            partial(structure.set_activation, session, layer, activation),
            is_checked=lambda: activation is chosen,
        )

    return Menu("Acti&vation", [*map(command, structure.activations_for(session, layer))])


def _title(session: Session, layer: int) -> str:
    name = structure.layer_name(session, layer)
    return name[0].upper() + name[1:]
