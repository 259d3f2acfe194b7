"""The Network menu, and the same commands for what lies under the pointer."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from core.nn.activations import IDENTITY
from core.nn.network import INPUT_LAYER, NodePlace
from gui.actions.building import add_action, add_choice, add_switch
from gui.actions.weight_actions import WeightActions
from gui.dialogs.questions import ask_name, ask_number
from gui.dialogs.randomise_dialog import RandomiseDialog
from gui.operations import structure
from gui.session.session import Session
from gui.widgets.emptying import empty
from gui.widgets.plain_text import as_entry

MOST_NODES = 1000


class NetworkCommands:
    """Fills menus with what can be done with nodes and layers."""

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session = session
        self._window = window

    def add_node(self, menu: QMenu, place: NodePlace) -> None:
        """Append what can be done with this node."""
        session = self._session
        name = as_entry(session.document.experiment.network.node_name(place))
        add_action(menu, f"&Rename {name}…", partial(self._rename, place))
        remove = add_action(menu, f"Re&move {name}", partial(structure.remove_node, session, place))
        remove.setEnabled(session.document.experiment.network.sizes[place.layer + 1] > 1)
        if place in session.document.positions:
            add_action(menu, "Snap &back", partial(structure.move_node, session, place, None))

    def add_layer(self, menu: QMenu, layer: int) -> None:
        """Append what can be done with this layer; layer −1 holds the inputs."""
        session = self._session
        network = session.document.experiment.network
        noun = {INPUT_LAYER: "an input", len(network.layers) - 1: "a prediction"}.get(
            layer, "a node"
        )
        add = add_action(menu, f"&Add {noun}", partial(structure.add_node, session, layer))
        add.setEnabled(network.sizes[layer + 1] < MOST_NODES)
        if layer != INPUT_LAYER:
            self._add_activations(menu, layer)
            biases = add_switch(
                menu,
                "&Biases",
                partial(structure.set_biased, session, layer),
                tip="A number that each node adds by itself",
            )
            biases.setChecked(network.layers[layer].biased)
        if layer < len(network.layers) - 1:
            add_action(
                menu,
                "Add a &hidden layer after it",
                partial(structure.insert_layer, session, layer + 1),
                tip="The new layer hands on what is above 0, until its weights are changed",
            )
            if layer != INPUT_LAYER:
                add_action(
                    menu, "Remove this &layer", partial(structure.remove_layer, session, layer)
                )

    def _add_activations(self, menu: QMenu, layer: int) -> None:
        chosen = self._session.document.experiment.network.layers[layer].activation
        submenu = menu.addMenu("Acti&vation")
        for activation in structure.activations_for(self._session, layer):
            text = (
                activation.name
                if activation is IDENTITY
                else f"{activation.name}: {activation.formula}"
            )
            action = add_choice(
                submenu, text, partial(structure.set_activation, self._session, layer, activation)
            )
            action.setChecked(activation is chosen)

    def _rename(self, place: NodePlace) -> None:
        name = self._session.document.experiment.network.node_name(place)
        answer = ask_name(self._window, "Rename", "Name (empty: named by its position)", name)
        if answer is not None:
            structure.rename_node(self._session, place, answer)


class NetworkMenu(QMenu):
    """The Network menu, filled anew each time it opens, because the layers change."""

    def __init__(
        self,
        session: Session,
        network_commands: NetworkCommands,
        weight_actions: WeightActions,
        parent: QWidget,
    ) -> None:
        super().__init__("&Network", parent)
        self._session = session
        self._commands = network_commands
        self._weight_actions = weight_actions
        self._window = parent
        self._submenus: list[QMenu] = []
        self.aboutToShow.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        empty(self)
        for submenu in self._submenus:
            submenu.deleteLater()
        self._submenus.clear()
        session = self._session
        for layer in range(INPUT_LAYER, len(session.document.experiment.network.layers)):
            name = structure.layer_name(session, layer)
            self._commands.add_layer(self._submenu(name[0].upper() + name[1:]), layer)
        self.addSeparator()
        if session.focus.node is not None:
            self._commands.add_node(self, session.focus.node)
        self.addActions(self._weight_actions.actions)
        self.addSeparator()
        add_action(
            self, "Ra&ndomise weights…", self._randomise, tip="Begin anew with random weights"
        )
        add_action(self, "Set all &weights to…", self._set_all, tip="Begin anew with equal weights")

    def _submenu(self, title: str) -> QMenu:
        submenu = QMenu(title, self)
        self._submenus.append(submenu)
        self.addMenu(submenu)
        return submenu

    def _randomise(self) -> None:
        dialog = RandomiseDialog(self._session.document.experiment.seed, self._window)
        if dialog.exec():
            structure.randomise(self._session, dialog.initializer, dialog.seed)
        dialog.deleteLater()

    def _set_all(self) -> None:
        value = ask_number(
            self._window, "Set all weights", "New value of every unlocked weight", 0.0
        )
        if value is not None:
            structure.set_all_parameters(self._session, value)
