"""The hill panel: tabs for the hill along weights and by step size, predictions, and a node."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.operations.futures import Futures
from gui.panels.node.node_page import NodePage
from gui.panels.one_weight.slice_plot import SlicePlot
from gui.panels.predictions.fit_page import FitPage
from gui.panels.predictions.fit_view import kinds_for
from gui.panels.predictions.pen import DRAWN_ON
from gui.panels.step_size.step_page import StepSizePage
from gui.panels.two_weights.plane_page import PlanePage
from gui.session.session import Session
from gui.session.settings import Key, Settings, load_text
from gui.session.snapshot import Focus
from gui.session.visibility import cover_of_steps, cover_text
from gui.style.icons import Icon, icon
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.pages import Pages, PageTabs
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label, set_tip

PAGES = (ONE_WEIGHT, TWO_WEIGHTS, STEP_SIZE, PREDICTIONS, NODE) = (
    "One weight",
    "Two weights",
    "Step size",
    "Predictions",
    "Node",
)
_SHORTER = ("One", "Two", "Step", "Pred.", "Node")


class HillPanel(Panel):
    """Five tabs, whose pages are made when they are turned to; hidden ones compute nothing.

    `enlarging_wanted` comes when it is to be enlarged, or brought back.
    """

    enlarging_wanted = Signal()

    def __init__(
        self,
        session: Session,
        futures: Futures,
        theme: Theme,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._futures = session, futures
        self._theme, self._settings = theme, settings
        self.tabs = PageTabs("Hill", dict(zip(PAGES, _SHORTER, strict=True)))
        self.tabs.setExpanding(True)
        self.tabs.tabBarDoubleClicked.connect(self.enlarging_wanted)
        self.setFocusProxy(self.tabs)
        self._enlarge = QuietButton()
        self._enlarge.setAccessibleName("Enlarge the hill")
        set_tip(self._enlarge, "Enlarge the hill, or bring it back (F6, or double-click a tab)")
        self._enlarge.clicked.connect(self.enlarging_wanted)
        self._cover = Label(role=Role.MUTED)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cover.setWordWrap(True)
        self._pages = Pages()
        self._shown: dict[str, Callable[[], QWidget]] = {
            ONE_WEIGHT: lambda: self.plot,
            TWO_WEIGHTS: lambda: self.plane,
            STEP_SIZE: lambda: self.step_size,
            PREDICTIONS: lambda: self.fit,
            NODE: lambda: self.node,
        }
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(2)  # the names of all pages have to fit
        head.addWidget(self.tabs, 1)
        head.addWidget(self._enlarge)
        self._column.addLayout(head)
        self._column.addLayout(self._pages, 1)
        self._pages.addWidget(self._cover)
        self.show_page(load_text(settings, Key.HILL_PAGE, ONE_WEIGHT))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        session.focus_changed.connect(self._on_focus_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_focus_changed(session.focus)

    @cached_property
    def plot(self) -> SlicePlot:
        """The hill along one weight."""
        return self._pages.added(SlicePlot(self._session, self._theme))

    @cached_property
    def plane(self) -> PlanePage:
        """The hill over two weights."""
        page = PlanePage(self._session, self._futures, self._theme, self._settings)
        page.no_plane.along_one.clicked.connect(partial(self.show_page, ONE_WEIGHT))
        return self._pages.added(page)

    @cached_property
    def step_size(self) -> StepSizePage:
        """The hill by step size."""
        return self._pages.added(StepSizePage(self._session, self._futures, self._theme))

    @cached_property
    def fit(self) -> FitPage:
        """Predictions."""
        return self._pages.added(FitPage(self._session, self._theme))

    @cached_property
    def node(self) -> NodePage:
        """The selected node."""
        return self._pages.added(NodePage(self._session, self._theme, self._settings))

    @property
    def can_draw(self) -> bool:
        """Whether rows can be drawn on the predictions, as they are shown."""
        usual = kinds_for(self._session.document.experiment)[0]
        return (self.fit.plot.kind if "fit" in vars(self) else usual) in DRAWN_ON

    @property
    def is_drawing(self) -> bool:
        """Whether rows are drawn with the mouse."""
        return "fit" in vars(self) and self.fit.draw.isChecked()

    @property
    def page(self) -> str:
        """The name of the page on show."""
        return PAGES[self.tabs.currentIndex()]

    def set_tabs_shown(self, shown: bool) -> None:
        """Show the tabs, or leave the choice of a page to what stands around the panel."""
        for widget in (self.tabs, self._enlarge):
            widget.setVisible(shown)

    def show_page(self, name: str) -> None:
        """Turn to a page; what is no page's name changes nothing."""
        if name in PAGES:
            self.tabs.setCurrentIndex(PAGES.index(name))

    def _on_tab_changed(self) -> None:
        self._settings.store(Key.HILL_PAGE, self.page)
        self._on_focus_changed(self._session.focus)

    def _on_focus_changed(self, focus: Focus) -> None:
        """Cover what may not be seen: the hill, or where a step leads; a node covers itself."""
        network = self._session.document.experiment.network
        cover = cover_of_steps if self.page == STEP_SIZE else cover_text
        why = "" if self.page == NODE else cover(network, focus)
        self._cover.setText(why)
        self._pages.setCurrentWidget(self._cover if why else self._shown[self.page]())

    def _on_theme_changed(self) -> None:
        pixels = self._theme.pixels
        self._enlarge.setIcon(icon(Icon.ENLARGE, self._theme.colors.muted))
        self._enlarge.setIconSize(QSize(pixels(14), pixels(14)))
        self._column.setContentsMargins(pixels(10), pixels(4), pixels(10), pixels(8))
