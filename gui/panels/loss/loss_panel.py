"""The loss panel: the plot of the loss, and the timeline under it, on one axis."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.operations.futures import Futures
from gui.panels.loss.guess_line import guess_accuracy
from gui.panels.loss.loss_plot import LossPlot
from gui.panels.loss.loss_words import accuracy_text, moment_lines, near_lines
from gui.panels.loss.status_line import StatusLine
from gui.panels.loss.timeline import Timeline
from gui.plotting.plot_frame import Frame
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import cover_text
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.fields.scale_choice import ScaleChoice
from gui.widgets.panel import Panel, PanelHead
from gui.widgets.plain_text import Label, set_tip


class LossPanel(Panel):
    """Heading, plot, timeline, and a line that says where the present stands.

    `menu_requested` comes with a `Moment` and the global position for a menu.
    """

    menu_requested = Signal(object, QPoint)

    def __init__(
        self, session: Session, futures: Futures, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.plot = LossPlot(session, futures, theme)
        self.setFocusProxy(self.plot)
        self._head = PanelHead("Loss")
        self.accuracy = self._head.note
        self._accuracies = [""]
        self.reset_button = _reset_button()
        self.scale_choice = ScaleChoice()
        self.timeline = Timeline(session, theme)
        self.status = StatusLine()
        self._cover = Label(role=Role.MUTED)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cover.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self.scale_choice.chosen.connect(self._on_scale_chosen)
        self.reset_button.clicked.connect(self.plot.fit)
        self.plot.framed.connect(self._on_framed)
        self.plot.menu_requested.connect(self.menu_requested)
        self.timeline.menu_requested.connect(self.menu_requested)
        self.plot.zoom_changed.connect(self.reset_button.setVisible)
        session.changed.connect(self._on_changed)
        futures.changed.connect(self._say)
        session.focus_changed.connect(self._on_focus_changed)
        session.running_changed.connect(self._on_running_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_focus_changed(session.focus)
        self._on_changed(session.present)

    def _lay_out(self) -> None:
        self._head.setSpacing(6)
        self._head.addWidget(self.reset_button)
        self._head.addWidget(self.scale_choice)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.plot, 1)
        self._column.addWidget(self._cover, 1)
        self._cover.hide()
        self._column.addWidget(self.timeline)
        self._column.addWidget(self.status)

    def _on_scale_chosen(self, logarithmic: bool) -> None:
        self.plot.set_logarithmic(logarithmic)
        self._say()

    def _on_framed(self, frame: Frame) -> None:
        """Give the timeline, which begins where the plot begins, the plot's axis."""
        self.timeline.follow(frame)
        self.status.end_at(round(self.plot.width() - frame.box.right))
        self._fit_accuracy()

    def set_guess_shown(self, shown: bool) -> None:
        """Show or hide the guess to beat, in the plot and beside the accuracy."""
        self.plot.set_guess_shown(shown)
        self._on_changed(self._session.present)

    def _on_changed(self, present: Present) -> None:
        self._say()
        right, guesses = "", []
        if not self._covered:
            right = accuracy_text(present.document.experiment, present.evaluation)
            guesses = (
                guess_accuracy(present.document.experiment) if self.plot.is_guess_shown else []
            )
        self._accuracies = [*(f"{right} ({guess})" for guess in guesses), right]
        set_tip(self.accuracy, self._accuracies[0])
        self._fit_accuracy()

    def _fit_accuracy(self) -> None:
        """Say as much beside the title as there is room for."""
        metrics, room = self.accuracy.fontMetrics(), self.accuracy.width()
        every = self._accuracies
        fitting = (text for text in every if metrics.horizontalAdvance(text) <= room)
        self.accuracy.setText(next(fitting, every[-1]))

    @property
    def _covered(self) -> str:
        """Why the loss may not be seen; empty if it may."""
        return cover_text(self._session.document.experiment.network, self._session.focus)

    def _on_focus_changed(self, _: Focus) -> None:
        """Cover the plot while the loss may not be seen; the timeline tells only of steps."""
        why = self._covered
        if why != self._cover.text():
            self._cover.setText(why)
            self._cover.setVisible(bool(why))
            self.scale_choice.setVisible(not why)
            self.plot.setVisible(not why)
            if why:
                self.timeline.follow(None)
            self._on_changed(self._session.present)

    def _on_running_changed(self, _: bool) -> None:
        self._say()

    def _on_theme_changed(self) -> None:
        pixels = self._theme.pixels
        self._column.setContentsMargins(pixels(14), pixels(10), pixels(14), pixels(8))
        small = self._theme.font(0.85)
        for widget in (self.reset_button, self.status):
            widget.setFont(small)
        colors = self._theme.colors
        self.reset_button.setStyleSheet(f"QToolButton {{ padding: 1px {pixels(8)}px; }}")
        palette = self.status.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colors.muted))
        self.status.setPalette(palette)
        self.setMinimumSize(pixels(180), pixels(150))

    def _say(self) -> None:
        session, line = self._session, self.timeline
        missing = session.present.missing
        if missing:
            self.status.say(near_lines(line.here, missing, scrubbing=session.is_scrubbing))
            return
        notes = [] if self._covered else self.plot.notes()
        self.status.say(
            notes or moment_lines(line.lowest, line.here, line.highest, session.is_running)
        )


def _reset_button() -> QToolButton:
    button = QToolButton()
    button.setText("reset")
    button.setAccessibleName("Reset zoom")
    button.setToolTip("Show all of the plot again (double-click on the plot)")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.hide()
    return button
