"""Asking about a number: a lesson with this network and one question is written, and opened."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.files.file_names import safe_name
from core.lessons.course import SUFFIX
from core.lessons.names import name_of
from core.lessons.writing import lesson_about
from core.nn.network import INPUT_LAYER
from core.nn.quantity import LOSS, Quantity, QuantityKind
from gui.dialogs.file_questions import ask_and_write, complain
from gui.operations.command import Command, Menu
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.widgets.texts.plain_text import as_entry

_FILTER = f"Lessons (*{SUFFIX})"
_OF_WEIGHTS = (QuantityKind.SLOPE, QuantityKind.NEW_WEIGHT)
_OF_NODES = (QuantityKind.PREACTIVATION, QuantityKind.ACTIVATION, QuantityKind.LOSS_SLOPE)
_OF_PREDICTIONS = (QuantityKind.ERROR, QuantityKind.SHARE)
_HIDDEN = "It is hidden, and would stand in the file"


def ask_menu(
    session: Session,
    open_file: Callable[[Path], object],
    window: QWidget,
    about: Callable[[], Sequence[Quantity]] | None = None,
) -> Menu:
    """What can be asked about the weight or the node in focus, and about the loss.

    Args:
        session: with the network.
        open_file: opens the lesson once it is written.
        window: over which questions stand.
        about: the numbers that can be asked about instead of those in focus.
    """

    def write(quantity: Quantity, name: str) -> None:
        session.settle()
        document = session.document
        try:
            text = lesson_about(document, quantity)
        except ValueError as trouble:
            why = str(trouble)
            complain(window, "No lesson was written.", f"{why[:1].upper()}{why[1:]}.")
            return
        folder = Path.home() if session.path is None else session.path.parent
        offered = folder / f"{safe_name(name)}{SUFFIX}"
        path = ask_and_write(window, "Ask about this", offered, _FILTER, [SUFFIX], text.encode())
        if path is not None:
            open_file(path)

    def entries() -> Sequence[Command]:
        network = session.document.experiment.network
        visibility = visibility_of(network, session.focus)
        found = []
        asked = _in_focus(session) if about is None else about()
        for quantity in (*asked, LOSS):
            name, shown = name_of(quantity, network), visibility.shows(quantity)
            found.append(
                Command(
                    "",
                    as_entry(name if shown else f"{name} (hidden)"),
                    partial(write, quantity, name),
                    tip="" if shown else _HIDDEN,
                    is_possible=partial(bool, shown),
                )
            )
        return found

    return Menu("&Ask about this", entries)


def _in_focus(session: Session) -> Sequence[Quantity]:
    """The numbers of what is in focus that are computed; what is given needs no asking."""
    focus, network = session.focus, session.document.experiment.network
    if len(focus.parameters) == 1:
        at = focus.parameters[0]
        return [*(Quantity(kind, parameter=at, row=focus.row) for kind in _OF_WEIGHTS)]
    node = focus.node
    if node is None or node.layer == INPUT_LAYER:
        return []
    kinds = _OF_NODES + (_OF_PREDICTIONS if node.layer == len(network.layers) - 1 else ())
    return [*(Quantity(kind, node, row=focus.row) for kind in kinds)]
