"""The optimizer in the top bar: a button with its menu, and above it what else is on."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from core.training.experiment import Experiment
from gui.formatting.sentences import as_read
from gui.formatting.way_down_words import about_optimizer, besides
from gui.style.roles import Role
from gui.widgets.buttons.choice_button import ChoiceButton
from gui.widgets.texts.plain_text import Label, set_tip, show_choice

_CAPTION = "Optimizer"


class OptimizerChoice(QWidget):
    """Names the optimizer; its caption names what is on besides, as far as there is room."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__()
        self._words = ""
        self._caption = Label(_CAPTION, role=Role.MUTED)
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = ChoiceButton(menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._caption)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_way_down(self, experiment: Experiment) -> None:
        """Follow the present way down."""
        optimizer, about = experiment.optimizer, about_optimizer(experiment.optimizer)
        falls = as_read(experiment.schedule.told)
        details = [*([falls] if falls else []), *besides(experiment)]
        words = " · ".join(details) or _CAPTION
        show_choice(self.button, optimizer.name)
        self.button.setAccessibleDescription(f"Optimizer: {', '.join([about, *details])}")
        set_tip(self.button, "\n".join([about, *details]))
        set_tip(self._caption, "\n".join(details) or about)
        if words != self._words:
            self._words = words
            self.updateGeometry()
            self._cut()

    @override
    def sizeHint(self) -> QSize:
        """Room for all that is to be said."""
        least = super().sizeHint()
        wanted = self._caption.fontMetrics().horizontalAdvance(self._words)
        return QSize(max(least.width(), wanted), least.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._cut()

    def _cut(self) -> None:
        metrics, end = self._caption.fontMetrics(), Qt.TextElideMode.ElideRight
        self._caption.setText(metrics.elidedText(self._words, end, self.width()))
