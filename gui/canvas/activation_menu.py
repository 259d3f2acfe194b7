"""A small menu with the activations a layer can have."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from gui.operations import structure
from gui.session.session import Session


def activation_menu(session: Session, layer: int, parent: QWidget) -> QMenu:
    """A menu that chooses the layer's activation."""
    chosen = session.document.experiment.network.layers[layer].activation
    menu = QMenu(parent)
    for activation in structure.activations_for(session, layer):
        action = menu.addAction(activation.name)
        action.setCheckable(True)
        action.setChecked(activation is chosen)
        action.triggered.connect(partial(structure.set_activation, session, layer, activation))
    return menu
