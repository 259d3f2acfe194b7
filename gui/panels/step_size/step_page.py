"""The page of the hill about step sizes: the plot, a verdict, and the fan of futures."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.landscape.futures import Future
from core.text.numbers import grouped
from gui.operations import structure
from gui.operations.futures import STEPS, Futures, present_rate
from gui.panels.step_size.future_chip import FutureChip
from gui.panels.step_size.step_plot import StepSizePlot
from gui.panels.step_size.step_view import best_words, verdict
from gui.session.session import Session
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.texts.plain_text import Label, set_tip, show_choice

_NO_FUTURES = "several learning rates side by side, some steps ahead"


class StepSizePage(QWidget):
    """What one step of any size leads to, and where several would go on to."""

    def __init__(
        self, session: Session, futures: Futures, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._futures, self._theme = session, futures, theme
        self.plot = StepSizePlot(session, theme)
        self.verdict = Label()
        self.verdict.setWordWrap(True)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.best = Label(role=Role.MUTED)
        self.best.setWordWrap(True)
        self.best.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.switch = QuietButton()
        self.switch.setText("Futures")
        self.switch.setCheckable(True)
        set_tip(self.switch, f"Look ahead: {_NO_FUTURES}, in the loss plot and on the hill")
        self.switch.clicked.connect(futures.switch)
        self.steps = QuietButton()
        self.steps.setToolTip("How far ahead to look")
        menu = QMenu(self.steps)
        for count in STEPS:
            menu.addAction(f"{count} steps", partial(self._choose_steps, count))
        self.steps.setMenu(menu)
        self.fan = QWidget()
        self._fan_row = QHBoxLayout(self.fan)
        self._fan_row.setContentsMargins(0, 0, 0, 0)
        self._fan_row.setSpacing(4)
        self._lay_out()
        session.changed.connect(self._say)
        session.focus_changed.connect(self._say)
        futures.changed.connect(self._show_fan)
        self._show_fan()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.switch)
        row.addWidget(self.steps)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.plot, 1)
        column.addWidget(self.verdict)
        column.addWidget(self.best)
        column.addLayout(row)
        column.addWidget(self.fan)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say()

    def _say(self) -> None:
        if self.isVisible():
            view = self.plot.view
            said = verdict(view, self._session.present, self._session.focus.row)
            left_out = f" (by {view.note})" if view.note and view.note not in said else ""
            self.verdict.setText(said + left_out)
            self.best.setText(best_words(view))

    def _choose_steps(self, count: int) -> None:
        self._futures.set_steps(count)
        self._show_fan()

    def _show_fan(self) -> None:
        self.switch.setChecked(self._futures.is_on)
        show_choice(self.steps, f"{grouped(self._futures.steps)} steps")
        self.steps.setVisible(self._futures.is_on)
        while self._fan_row.count():
            item = self._fan_row.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for nth, future in enumerate(self._futures.fan):
            self._fan_row.addWidget(self._chip(future, nth), 1)
        self.fan.setVisible(bool(self._futures.fan))

    def _chip(self, future: Future, nth: int) -> FutureChip:
        rate = future.learning_rate
        chip = FutureChip(future, nth, self._theme)
        chip.setChecked(rate == present_rate(self._session.document.experiment))
        chip.clicked.connect(lambda: structure.set_learning_rate(self._session, rate))
        return chip
