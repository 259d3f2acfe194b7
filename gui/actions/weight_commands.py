"""The commands for the selected weights: set, scale, lock."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from gui.dialogs.questions import ask_number
from gui.operations import structure
from gui.operations.command import Command
from gui.session.session import Session


def weight_commands(session: Session, window: QWidget) -> Sequence[Command]:
    """Commands for the weights and biases in focus; not possible while none are."""

    def selected() -> tuple[int, ...]:
        return session.focus.parameters

    def what() -> str:
        return f"{len(selected())} weights" if len(selected()) > 1 else "weight"

    def are_locked() -> bool:
        locked = session.document.experiment.network.locked
        return bool(selected()) and bool(locked[list(selected())].all())

    def ask_and_set() -> None:
        present = float(session.document.experiment.network.parameters[selected()[0]])
        value = ask_number(window, "Set weights", "New value", present)
        if value is not None:
            structure.set_parameters(session, selected(), value)

    def ask_and_scale() -> None:
        indices = selected()
        fits = partial(structure.scaled_parameters, session, indices)
        factor = ask_number(window, "Scale weights", "Multiply by", 2.0, fits)
        if factor is not None:
            structure.scale_parameters(session, indices, factor)

    return (
        Command(
            "set_weights",
            lambda: f"&Set {what()}…",
            ask_and_set,
            tip="Give a value",
            is_possible=lambda: bool(selected()),
        ),
        Command(
            "scale_weights",
            lambda: f"S&cale {what()}…",
            ask_and_scale,
            tip="Multiply by a factor",
            is_possible=lambda: bool(selected()),
        ),
        Command(
            "lock_weights",
            lambda: f"&Lock {what()}",
            lambda: structure.set_locked(session, selected(), not are_locked()),
            ("Ctrl+L",),
            "Descent leaves a locked weight alone",
            is_possible=lambda: bool(selected()),
            is_checked=are_locked,
        ),
    )
