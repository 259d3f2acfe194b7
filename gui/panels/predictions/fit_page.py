"""The page of predictions: how they are shown, of which output, and the plot."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.nn.network import NodePlace
from gui.panels.predictions.fit_plot import FitPlot
from gui.panels.predictions.fit_view import FitKind, Part, kinds_for
from gui.panels.predictions.pen import DRAWN_ON
from gui.panels.predictions.pen_choice import PenChoice
from gui.session.session import Session
from gui.style.roles import Look, Role
from gui.style.theme import Theme
from gui.widgets.buttons.choices import Choice, offer
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.texts.plain_text import Label, as_entry, set_tip, show_choice

_DRAW_TIP = (
    "Draw rows: a click adds a point, a drag moves one, Delete takes out the ringed one;"
    " with the keyboard Insert, arrow keys and Delete"
)


class FitPage(QWidget):
    """A row of quiet choices over the plot."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.plot = FitPlot(session, theme)
        self.kind = _quiet("How predictions are shown")
        self.output = _quiet("Which prediction is shown")
        self.part = _quiet("Whose classes are compared")
        self.draw = _quiet(_DRAW_TIP)
        self.draw.setText("Draw")
        self.draw.setObjectName(Look.SWITCH)
        self.draw.setCheckable(True)
        self.pen = PenChoice(session, theme, self.plot.drawing)
        self._note = Label(role=Role.MUTED)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.kind)
        row.addWidget(self.output)
        row.addWidget(self.part)
        row.addWidget(self.draw)
        row.addWidget(self.pen)
        row.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.plot, 1)
        offer(self.kind, self._kinds)
        offer(self.output, self._outputs)
        offer(self.part, self._parts)
        self.draw.toggled.connect(self._on_draw_toggled)
        session.changed.connect(self._show)

    def _kinds(self) -> list[Choice]:
        kinds, chosen = kinds_for(self._session.document.experiment), self.plot.kind
        return [Choice(each.value, partial(self.choose, each), each is chosen) for each in kinds]

    def _outputs(self) -> list[Choice]:
        chosen, choose = self.plot.output, self._choose_output
        return [
            Choice(as_entry(self._name(each)), partial(choose, each), each == chosen)
            for each in range(self._session.document.experiment.network.sizes[-1])
        ]

    def _parts(self) -> list[Choice]:
        chosen, choose = self.plot.part, self._choose_part
        return [Choice(each.value, partial(choose, each), each is chosen) for each in Part]

    def choose(self, kind: FitKind) -> None:
        """Choose how predictions are shown."""
        self.plot.choose(kind)
        self._show()

    def _on_draw_toggled(self, wanted: bool) -> None:
        self.plot.draw(wanted)
        self._show()

    def _choose_output(self, output: int) -> None:
        self.plot.choose_output(output)
        self._show()

    def _choose_part(self, part: Part) -> None:
        self.plot.choose_part(part)
        self._show()

    def _name(self, output: int) -> str:
        network = self._session.document.experiment.network
        return network.node_name(NodePlace(len(network.layers) - 1, output))

    def _show(self) -> None:
        if not self.isVisible():
            return
        several = self._session.document.experiment.network.sizes[-1] > 1
        of_one = self.plot.kind not in (FitKind.MAP, FitKind.CONFUSION)
        show_choice(self.kind, self.plot.kind.value)
        show_choice(self.output, self._name(self.plot.output))
        self.output.setVisible(several and of_one)
        show_choice(self.part, self.plot.part.value)
        has_parts = self._session.document.experiment.validation is not None
        self.part.setVisible(has_parts and self.plot.kind is FitKind.CONFUSION)
        self.draw.setVisible(self.plot.kind in DRAWN_ON)
        self.pen.show_present(self.plot.kind)
        self._note.setText(self.plot.view.note)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()


def _quiet(tip: str) -> QToolButton:
    button = QuietButton()
    set_tip(button, tip)
    return button
