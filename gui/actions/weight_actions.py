"""What can be done with the selected weights, wherever a menu offers it."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.actions.building import add_action, add_switch
from gui.dialogs.questions import ask_number
from gui.operations import structure
from gui.session.session import Session
from gui.session.snapshot import Focus, Present


class WeightActions(QObject):
    """Actions for the weights and biases in focus; greyed while none are selected."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._home = QMenu(window)
        self._set = add_action(self._home, "", self._ask_and_set, tip="Give a value")
        self._scale = add_action(self._home, "", self._ask_and_scale, tip="Multiply by a factor")
        self._lock = add_switch(
            self._home,
            "",
            self._switch_lock,
            ["Ctrl+L"],
            tip="Descent leaves a locked weight alone",
        )
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        self._refresh()

    @property
    def actions(self) -> list[QAction]:
        """The actions, to be put into menus."""
        return self._home.actions()

    def _on_changed(self, _: Present) -> None:
        self._refresh()

    def _on_focus_changed(self, _: Focus) -> None:
        self._refresh()

    def _refresh(self) -> None:
        indices = self._session.focus.parameters
        locked = self._session.document.experiment.network.locked
        what = f"{len(indices)} weights" if len(indices) > 1 else "weight"
        self._set.setText(f"&Set {what}…")
        self._scale.setText(f"S&cale {what}…")
        self._lock.setText(f"&Lock {what}")
        self._lock.setChecked(bool(indices) and bool(locked[list(indices)].all()))
        for action in self.actions:
            action.setEnabled(bool(indices))

    def _ask_and_set(self) -> None:
        indices = self._session.focus.parameters
        present = float(self._session.document.experiment.network.parameters[indices[0]])
        value = ask_number(self._window, "Set weights", "New value", present)
        if value is not None:
            structure.set_parameters(self._session, indices, value)

    def _ask_and_scale(self) -> None:
        session, indices = self._session, self._session.focus.parameters
        fits = partial(structure.scaled_parameters, session, indices)
        factor = ask_number(self._window, "Scale weights", "Multiply by", 2.0, fits)
        if factor is not None:
            structure.scale_parameters(session, indices, factor)

    def _switch_lock(self, locked: bool) -> None:
        structure.set_locked(self._session, self._session.focus.parameters, locked)
