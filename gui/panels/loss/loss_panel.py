"""The loss panel: pages over the steps, and the timeline under them, on one axis."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gui.operations.futures import Futures
from gui.panels.histories.histories_page import HistoriesPage
from gui.panels.histories.layers_page import LayersPage
from gui.panels.loss.lines.guess_line import guess_accuracy
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
from gui.widgets.fields.scale_choice import VALUES_SCALES, ScaleChoice
from gui.widgets.pages import Pages, PageTabs
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label, set_tip

_OfValues = TypeVar("_OfValues", HistoriesPage, LayersPage)
PAGES = (LOSS, HISTORIES, LAYERS) = ("Loss", "Histories", "Layers")
_SHORTER = ("Loss", "Hist.", "Layers")


class LossPanel(Panel):
    """Tabs, a page, the timeline, and a line that says where the present stands.

    A page is made when it is turned to; what is not on show computes nothing. `menu_requested`
    comes with a `Moment` and the global position for a menu.
    """

    menu_requested = Signal(object, QPoint)

    def __init__(
        self, session: Session, futures: Futures, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.plot = LossPlot(session, futures, theme)
        self.tabs = PageTabs("Over the steps", dict(zip(PAGES, _SHORTER, strict=True)))
        self.tabs.setExpanding(False)
        self.setFocusProxy(self.plot)
        self.accuracy = Label(role=Role.MUTED)
        self._accuracies = [""]
        self.reset_button = _reset_button()
        self.scale_choice = ScaleChoice()
        self.values_scale = ScaleChoice("Axes of numbers", VALUES_SCALES)
        self.timeline = Timeline(session, theme)
        self.status = StatusLine()
        self._cover = Label(role=Role.MUTED)
        self._pages, self._loss_page = Pages(), QWidget()
        self._lay_out()
        self._connect(futures)
        self._drawn = session.focus.histories
        self._on_theme_changed()
        self._on_page_turned()
        self._on_changed(session.present)

    def _lay_out(self) -> None:
        self.accuracy.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.accuracy.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cover.setWordWrap(True)
        self._cover.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.tabs)
        head.addStretch(1)
        for widget in (self.reset_button, self.scale_choice, self.values_scale):
            head.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addLayout(self._pages, 1)
        with_accuracy = QVBoxLayout(self._loss_page)
        with_accuracy.setContentsMargins(0, 0, 0, 0)
        with_accuracy.setSpacing(0)
        with_accuracy.addWidget(self.accuracy)
        with_accuracy.addWidget(self.plot, 1)
        self._pages.addWidget(self._cover)
        self._pages.addWidget(self._loss_page)
        self._column.addWidget(self.timeline)
        self._column.addWidget(self.status)

    def _connect(self, futures: Futures) -> None:
        session = self._session
        self.tabs.currentChanged.connect(self._on_page_turned)
        self.scale_choice.chosen.connect(self._on_scale_chosen)
        self.reset_button.clicked.connect(self._on_reset)
        self.plot.framed.connect(self._on_framed)
        self.plot.menu_requested.connect(self.menu_requested)
        self.timeline.menu_requested.connect(self.menu_requested)
        self.plot.zoom_changed.connect(self._on_zoom_changed)
        session.changed.connect(self._on_changed)
        futures.changed.connect(self._say)
        session.focus_changed.connect(self._on_focus_changed)
        session.running_changed.connect(self._on_running_changed)
        self._theme.changed.connect(self._on_theme_changed)

    @cached_property
    def histories(self) -> HistoriesPage:
        """The histories of single numbers."""
        page = HistoriesPage(self._session, self._theme)
        page.framed.connect(self._on_framed)
        page.zoom_changed.connect(self._on_zoom_changed)
        return self._with_axes(page)

    @cached_property
    def layers(self) -> LayersPage:
        """How the numbers of each layer are spread."""
        return self._with_axes(LayersPage(self._session, self._theme))

    def _with_axes(self, page: _OfValues) -> _OfValues:
        """A page whose axes are chosen above it."""
        page.set_symmetric(self.values_scale.is_logarithmic)
        self.values_scale.chosen.connect(page.set_symmetric)
        return self._pages.added(page)

    @property
    def page(self) -> str:
        """The name of the page on show."""
        return PAGES[self.tabs.currentIndex()]

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self.tabs.setCurrentIndex(PAGES.index(name))

    def _on_page_turned(self) -> None:
        """Show what belongs to the page, or what stands in its place."""
        why, is_loss = self._covered, self.page == LOSS
        self._cover.setText(why)
        shown: dict[str, Callable[[], QWidget]] = {
            LOSS: lambda: self._cover if why else self._loss_page,
            HISTORIES: lambda: self.histories,
            LAYERS: lambda: self.layers,
        }
        self.scale_choice.setVisible(is_loss and not why)
        self.values_scale.setVisible(not is_loss)
        self._pages.setCurrentWidget(shown[self.page]())
        self._on_zoom_changed()
        if self.page == LAYERS or (is_loss and why):
            self._on_framed(None)
        self._say()

    def _on_zoom_changed(self) -> None:
        shown = self._pages.currentWidget()
        of_loss = shown is self._loss_page and self.plot.is_zoomed
        of_histories = self.page == HISTORIES and self.histories.is_zoomed
        self.reset_button.setVisible(of_loss or of_histories)

    def _on_reset(self) -> None:
        (self.plot if self.page == LOSS else self.histories).fit()

    def _on_scale_chosen(self, logarithmic: bool) -> None:
        self.plot.set_logarithmic(logarithmic)
        self._say()

    def _on_framed(self, frame: Frame | None) -> None:
        """Give the timeline, which begins where the plot begins, the plot's axis."""
        self.timeline.follow(frame)
        right = self.timeline.width() if frame is None else frame.box.right
        self.status.end_at(round(self.timeline.width() - right))
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
        self.accuracy.setVisible(bool(right))
        self._fit_accuracy()

    def _fit_accuracy(self) -> None:
        """Say as much above the plot as there is room for."""
        every = self._accuracies
        if every == [self.accuracy.text()]:
            return
        metrics, room = self.accuracy.fontMetrics(), self.accuracy.width()
        fitting = (text for text in every if metrics.horizontalAdvance(text) <= room)
        self.accuracy.setText(next(fitting, every[-1]))

    @property
    def _covered(self) -> str:
        """Why the loss may not be seen; empty if it may."""
        return cover_text(self._session.document.experiment.network, self._session.focus)

    def _on_focus_changed(self, focus: Focus) -> None:
        """Turn to a history that was added; cover the loss while it may not be seen."""
        if len(focus.histories) > len(self._drawn):
            self.show_page(HISTORIES)
        self._drawn = focus.histories
        if self._covered != self._cover.text():
            self._on_page_turned()
            self._on_changed(self._session.present)

    def _on_running_changed(self, _: bool) -> None:
        self._say()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_type()  # Qt puts another one back when the panel comes to stand elsewhere

    def _on_theme_changed(self) -> None:
        pixels = self._theme.pixels
        self._column.setContentsMargins(pixels(14), pixels(10), pixels(14), pixels(8))
        self._set_type()
        colors = self._theme.colors
        self.reset_button.setStyleSheet(f"QToolButton {{ padding: 1px {pixels(8)}px; }}")
        palette = self.status.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colors.muted))
        self.status.setPalette(palette)
        self.setMinimumSize(pixels(180), pixels(150))

    def _set_type(self) -> None:
        for widget in (self.reset_button, self.status):
            widget.setFont(self._theme.font(0.85))

    def _say(self) -> None:
        session, line = self._session, self.timeline
        missing = session.present.missing
        if missing:
            self.status.say(near_lines(line.here, missing, scrubbing=session.is_scrubbing))
            return
        notes = [] if self._covered or self.page != LOSS else self.plot.notes()
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
