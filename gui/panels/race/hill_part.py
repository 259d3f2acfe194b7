"""The part of the race with the hill: which plane, what is said of it, and the plot."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from gui.operations.race.racing import Racing
from gui.panels.race.hill_plot import HillPlot
from gui.panels.race.hill_scene import HillPlane, HillScene
from gui.session.session import Session
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.buttons.choices import Choice, offer
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.fields.scale_choice import ScaleChoice
from gui.widgets.texts.plain_text import Label, set_tip, show_choice

_HOLLOW = "hollow: off plane"
_TIP = (
    "Dots are hollow where the loss of the racer is not that of the hill under it: other weights"
    " have moved, too. The bar shows each racer at its own loss"
)


class HillPart(QWidget):
    """A row of quiet choices over the paths of all racers on one hill."""

    def __init__(self, session: Session, racing: Racing, theme: Theme) -> None:
        super().__init__()
        self.scene = HillScene(session, racing, self)
        self.plot = HillPlot(racing, self.scene, theme)
        self.choice = QuietButton()
        offer(self.choice, self._planes)
        set_tip(self.choice, "The plane through the start that is shown")
        self.scale = ScaleChoice()
        self.scale.setAccessibleName("Loss colours")
        self.scale.chosen.connect(self.scene.set_logarithmic)
        self._note = Label(role=Role.MUTED)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addWidget(self._note, 1)
        row.addWidget(self.scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.plot, 1)
        self.scene.changed.connect(self._show)
        self.choose(self.scene.choice)

    def _planes(self) -> list[Choice]:
        chosen = self.scene.choice
        return [
            Choice(each.value, partial(self.choose, each), each is chosen) for each in HillPlane
        ]

    def choose(self, plane: HillPlane) -> None:
        """Choose which plane is shown."""
        show_choice(self.choice, plane.value)
        self.scene.choose(plane)

    def _show(self) -> None:
        if not self.isVisible():
            return
        view = self.scene.view
        left = view is not None and any(path.leaves(view).any() for path in self.scene.paths)
        self._note.setText(_HOLLOW if left else "")
        rows = view.note if view is not None else ""
        set_tip(self._note, f"{_TIP}. The hill is that of {rows}" if rows else _TIP)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()
