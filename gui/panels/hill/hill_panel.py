"""The hill along one weight, over two, and along the step, and what is predicted: tabs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from core.nn.quantity import QuantityKind
from gui.operations.futures import Futures
from gui.panels.one_weight.slice_plot import SlicePlot
from gui.panels.predictions.fit_page import FitPage
from gui.panels.step_size.step_page import StepSizePage
from gui.panels.two_weights.plane_page import PlanePage
from gui.session.session import Session
from gui.session.settings import Key, Settings, load_number
from gui.session.snapshot import Focus
from gui.session.visibility import cover_text, visibility_of
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.panel import Panel
from gui.widgets.plain_text import Label

PAGES = ("One weight", "Two weights", "Step size", "Predictions")


class HillPanel(Panel):
    """Four tabs; what is not on show computes nothing."""

    def __init__(
        self,
        session: Session,
        futures: Futures,
        theme: Theme,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._settings = session, theme, settings
        self.plot = SlicePlot(session, theme)
        self.plane = PlanePage(session, futures, theme, settings)
        self.step_size = StepSizePage(session, futures, theme)
        self.plane.no_plane.along_one.clicked.connect(lambda: self.show_page(0))
        self.fit = FitPage(session, theme)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName("Hill")
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for page in PAGES:
            self.tabs.addTab(page)
        self._cover = Label(role=Role.MUTED)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        self._shown = (self.plot, self.plane, self.step_size, self.fit)
        for widget in (*self._shown, self._cover):
            self._pages.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self.tabs)
        self._column.addLayout(self._pages, 1)
        self.tabs.setCurrentIndex(int(load_number(settings, Key.HILL_PAGE, 0)))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        session.focus_changed.connect(self._on_focus_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_focus_changed(session.focus)

    def show_page(self, index: int) -> None:
        """Turn to a page."""
        self.tabs.setCurrentIndex(index)

    def _on_tab_changed(self, index: int) -> None:
        self._settings.store(Key.HILL_PAGE, index)
        self._on_focus_changed(self._session.focus)

    def _on_focus_changed(self, focus: Focus) -> None:
        """Cover what may not be seen: the hill, or where a step leads."""
        network = self._session.document.experiment.network
        why = cover_text(network, focus)
        steps = visibility_of(network, focus, in_walkthrough=False).shows_kind(
            QuantityKind.NEW_WEIGHT
        )
        if not steps and PAGES[self.tabs.currentIndex()] == "Step size":
            why = why or "Where a step leads is hidden (Learn ▸ Hide)"
        self._cover.setText(why)
        self._pages.setCurrentWidget(self._cover if why else self._shown[self.tabs.currentIndex()])

    def _on_theme_changed(self) -> None:
        pixels = self._theme.pixels
        self._column.setContentsMargins(pixels(10), pixels(4), pixels(10), pixels(8))
