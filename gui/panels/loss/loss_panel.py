"""The loss panel: the plot of the loss, and the timeline under it, on one axis."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gui.operations.futures import Futures
from gui.panels.loss.loss_words import accuracy_text, moment_lines
from gui.panels.loss.status_line import StatusLine
from gui.panels.loss.timeline import Timeline
from gui.plotting.plot_frame import Frame
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import cover_text
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer
from gui.widgets.panel import Panel, PanelHead
from gui.widgets.plain_text import Label, set_tip
from gui.widgets.scale_choice import ScaleChoice

if TYPE_CHECKING:
    from gui.panels.loss.loss_plot import LossPlot


class LossPanel(Panel):
    """Heading, plot, timeline, and a line that says where the present stands.

    The plot comes after the panel has first been seen: its library takes longer to load than the
    rest of the window.
    """

    def __init__(
        self, session: Session, futures: Futures, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._futures = session, futures
        self._theme = theme
        self._plot: LossPlot | None = None
        self._head = PanelHead("Loss")
        self.accuracy = self._head.note
        self.reset_button = _reset_button()
        self.scale_choice = ScaleChoice()
        self.timeline = Timeline(session, theme)
        self.status = StatusLine()
        self._cover = Label(role=Role.MUTED)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cover.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self._first_look = RestTimer(self, 0, self.ensure_plot)
        self.scale_choice.chosen.connect(self._on_scale_chosen)
        self.reset_button.clicked.connect(self._reset_zoom)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        session.running_changed.connect(self._on_running_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_changed(session.present)

    def _lay_out(self) -> None:
        self._head.setSpacing(6)
        self._head.addWidget(self.reset_button)
        self._head.addWidget(self.scale_choice)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._room = QWidget()
        self._room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._column.addWidget(self._room, 1)
        self._column.addWidget(self._cover, 1)
        self._cover.hide()
        self._column.addWidget(self.timeline)
        self._column.addWidget(self.status)

    @property
    def plot(self) -> "LossPlot | None":
        """The plot, if it has been made already."""
        return self._plot

    def ensure_plot(self) -> "LossPlot":
        """The plot; made now if it was not there yet."""
        if self._plot is None:
            from gui.panels.loss.loss_plot import LossPlot

            self._plot = LossPlot(self._session, self._futures, self._theme)
            self._plot.framed.connect(self._on_framed)
            self._plot.zoom_changed.connect(self.reset_button.setVisible)
            self._column.replaceWidget(self._room, self._plot)
            self._room.deleteLater()
            self._plot.set_logarithmic(self.scale_choice.is_logarithmic)
            self._on_focus_changed(self._session.focus)
        return self._plot

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            self._first_look.start()

    def _reset_zoom(self) -> None:
        self.ensure_plot().reset_zoom()

    def _on_scale_chosen(self, logarithmic: bool) -> None:
        self.ensure_plot().set_logarithmic(logarithmic)
        self._say()

    def _on_framed(self, frame: Frame) -> None:
        """Give the timeline the plot's axis, in the timeline's own pixels."""
        if self._plot is not None:
            shift = self._plot.x() - self.timeline.x()
            self.timeline.follow(frame.shifted(shift))
            self.status.end_at(round(self._plot.width() - frame.box.right))
            self._say()

    def _on_changed(self, present: Present) -> None:
        self._say()
        text = (
            "" if self._covered else accuracy_text(present.document.experiment, present.evaluation)
        )
        self.accuracy.setText(text)
        set_tip(self.accuracy, text)

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
            self._on_changed(self._session.present)
        if self._plot is not None:
            self._plot.setVisible(not why)

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
        notes = [] if self._plot is None or self._covered else self._plot.notes()
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
