"""What the projector view adds: its own controls, and the column beside the drawing."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.style.roles import Look, Role
from gui.widgets.buttons.action_button import ActionButton
from gui.widgets.buttons.choices import Choice, offer
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.texts.plain_text import Label, set_tip

_PANEL, _TEXT, _BELOW = 2, 4, 1  # how they share the height: a plot, or what is to be read


class ProjectorControls(QWidget):
    """A choice of panels, the show of hands, and the way back.

    Args:
        find: the panels to choose from.
        hands: begins or ends the show of hands.
        leave: ends the projector view.
    """

    def __init__(
        self, find: Callable[[], Iterable[Choice]], hands: QAction, leave: Callable[[], object]
    ) -> None:
        super().__init__()
        self._choice = QuietButton()
        set_tip(self._choice, "What stands beside the drawing (F7 goes on, Shift+F7 back)")
        offer(self._choice, find)
        close = QuietButton()
        close.setText("✕")
        close.setAccessibleName("Leave the projector view")
        set_tip(close, "Put menus, bars and panels back (Esc or F5)")
        close.clicked.connect(leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        counting = ActionButton(hands)
        counting.setObjectName(Look.REMEDY)
        for widget in (self._choice, counting, close):
            row.addWidget(widget)

    def show_name(self, name: str) -> None:
        """Say which panel is shown."""
        self._choice.setText(f"{name} ▾")
        self._choice.setAccessibleName(f"Shown beside the drawing: {name}")


class ProjectorSide(QWidget):
    """One panel over what usually stands below the drawing."""

    def __init__(self) -> None:
        super().__init__()
        self._note = Label(role=Role.MUTED)
        set_tip(self._note, "Select a weight or a node, and Z brings it close; F shows all again")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 0, 8, 1)
        self._column.setSpacing(4)
        self._column.addWidget(self._note)

    def take(self, below: QWidget) -> None:
        """Have what usually stands below the drawing stand here."""
        self._column.addWidget(below, _BELOW)

    def show_panel(self, panel: QWidget, *, is_text: bool) -> None:
        """Show a panel over it; one that is read is higher."""
        if self._column.indexOf(panel) < 0:
            self._column.insertWidget(0, panel)
        self._column.setStretchFactor(panel, _TEXT if is_text else _PANEL)
        panel.show()

    def say(self, text: str) -> None:
        """Say what of the drawing is not shown; nothing if all is."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
