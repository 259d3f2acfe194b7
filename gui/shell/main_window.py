"""The main window: the drawing in the middle, panels around it, menus and bars.

The drawing, the bars and the panels' frames are there at once. The panels, the menus' entries and
the dialogs, which take longer to import than all of it, come after the first paint or when needed.
"""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenuBar,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gui import collect_as_usual
from gui.actions.action_set import ActionSet
from gui.actions.file_drops import dropped_files, open_dropped
from gui.actions.menus.descent_menu import descent_menu
from gui.actions.remedies import Remedies
from gui.canvas.canvas import NetworkCanvas
from gui.operations.command import Menu
from gui.operations.futures import Futures
from gui.operations.walkthrough import WalkthroughPlayer
from gui.panels.phase_bar import PhaseBar
from gui.session.preferences import SCALE, Preferences
from gui.session.session import Session
from gui.shell.bars.status_bar import StatusBar
from gui.shell.bars.toolbar import TopBar
from gui.shell.first_paint import FirstPaint
from gui.shell.layout.docks import DOCKS, LEFT, DockPlace
from gui.shell.layout.window_layout import WindowLayout
from gui.shell.preferred import follow_preferences
from gui.style.icons import Icon, icon
from gui.style.theme import Theme
from gui.widgets.clocks import stop_clocks
from gui.widgets.middle import Middle
from gui.widgets.notices import Notices
from gui.widgets.panel import Panel
from gui.widgets.panel_dock import PanelDock
from gui.widgets.space_presses import SpacePresses
from gui.widgets.texts.plain_text import as_title

if TYPE_CHECKING:
    from gui.actions.files import Files
    from gui.panels.data.data_panel import DataPanel
    from gui.panels.explanation.explanation_panel import ExplanationPanel
    from gui.panels.hill.hill_panel import HillPanel
    from gui.panels.loss.loss_panel import LossPanel
    from gui.panels.weights.weights_panel import WeightsPanel
    from gui.shell.menus import Menus
    from gui.shell.panels import Panels

_MENUS = ("&File", "&Edit", "&Network", "&Data", "&Descent", "&View", "&Learn", "&Help")
_EDGE = 10  # between the panels and the window's edge

_Child = TypeVar("_Child", bound=QObject)


class MainWindow(QMainWindow):
    """The window of one document. `completed` comes once, when all of it is there."""

    completed = Signal()

    def __init__(
        self, session: Session, theme: Theme, preferences: Preferences, log: Path | None = None
    ) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self.preferences, self._settings, self._log = preferences, preferences.settings, log
        self._is_complete = False
        self._notices = Notices()
        Remedies(session, self._notices)
        self.player = WalkthroughPlayer(session, self)
        self.futures = Futures(session, self)
        self.canvas = NetworkCanvas(session, theme)
        self.setFocusProxy(self.canvas)
        self.docks = {place.title: self._dock(place) for place in DOCKS}
        self.setCentralWidget(self._build_middle())
        self._build_bars()
        self._connect()
        self.setAcceptDrops(True)
        for window in (self, *self.docks.values()):  # a dock may float
            window.installEventFilter(self._commands)
        self.installEventFilter(SpacePresses(self))
        self.setWindowIcon(icon(Icon.DOWNHILL))
        self.resize(1440, 900)
        self.window_layout = WindowLayout(self, session, theme, self.docks, self.split)
        self._restore()
        self._on_file_changed()
        self.canvas.setFocus()
        FirstPaint(self.canvas).over.connect(self.complete)

    def _build_middle(self) -> QWidget:
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(8)
        self.split.addWidget(self.canvas)
        self.split.addWidget(Panel())
        self.split.setStretchFactor(0, 1)
        column = QVBoxLayout(middle := QWidget())
        column.setContentsMargins(0, 6, 0, 2)
        column.setSpacing(6)
        column.addWidget(self._notices)
        self.phase_bar = PhaseBar(self.session, self.player, self.theme)
        column.addWidget(self.phase_bar)
        self.middle = Middle(self.split)
        column.addWidget(self.middle, 1)
        return middle

    def _dock(self, place: DockPlace) -> PanelDock:
        margins = (_EDGE, 0) if place.area is LEFT else (0, _EDGE)
        dock = PanelDock(place.title, self.theme, margins, self)
        self.addDockWidget(place.area, dock)
        dock.wanted_back.connect(lambda: self.middle.bring_back())
        return dock

    def _build_bars(self) -> None:
        self._commands = ActionSet(self, _MENUS)
        bar = super().menuBar()
        for menu in self._commands.menus:
            bar.addMenu(menu)
            menu.aboutToShow.connect(self.complete)
        self._descent = descent_menu(self.session, self.futures, self.preferences, self)
        self._commands.follow(self._descent.present_entries)
        controls = QToolBar("Controls")
        controls.setObjectName("Controls")
        controls.setMovable(False)
        controls.toggleViewAction().setEnabled(False)
        self.top_bar = TopBar(self.session, self.theme, self._commands)
        controls.addWidget(self.top_bar)
        self.addToolBar(controls)
        self.setStatusBar(StatusBar(self.session, self.theme))

    def _connect(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.session.file_changed.connect(self._on_file_changed)
        for signal in (
            self.session.changed,
            self.session.focus_changed,
            self.session.running_changed,
            self.futures.changed,
            self.player.playing_changed,
            self.middle.changed,
            self.preferences.changed,
        ):
            signal.connect(self._commands.refresh)

    # What comes after the first paint

    def complete(self) -> None:
        """Have all of the window there."""
        if not self._is_complete:
            for menu in self._menus.records:
                self._commands.fill(menu)
            self._is_complete = True
            collect_as_usual()
            self.completed.emit()

    @cached_property
    def files(self) -> "Files":
        """Opening and saving."""
        from gui.actions.file_watch import FileWatch
        from gui.actions.files import Files

        files = Files(self.session, self.theme, self._settings, lambda: self.panels.lessons, self)
        FileWatch(self.session, files, self._notices, self)
        return files

    @property
    def menus(self) -> tuple[Menu, ...]:
        """The menus of the bar and all their commands."""
        self.complete()
        return self._menus.records

    @property
    def commands(self) -> ActionSet:
        """The commands as Qt's actions."""
        self.complete()
        return self._commands

    @property
    def notices(self) -> Notices:
        """What is there to decide on."""
        self.complete()
        return self._notices

    @override
    def menuBar(self) -> QMenuBar:
        self.complete()
        return super().menuBar()

    @override
    def findChild(self, kind: type[_Child], /, *which: Any, **options: Any) -> _Child | None:
        self.complete()
        return super().findChild(kind, *which, **options)

    @override
    def findChildren(self, kind: type[_Child], /, *which: Any, **options: Any) -> list[_Child]:
        self.complete()
        return super().findChildren(kind, *which, **options)

    @cached_property
    def _menus(self) -> "Menus":
        from gui.shell.menus import Menus

        return Menus(self, self._descent, self.preferences, self._log)

    @cached_property
    def panels(self) -> "Panels":
        """The panels around the drawing."""
        from gui.shell.panels import Panels

        panels = Panels(self, self._notices, self.preferences)
        for title, panel in panels.docked.items():
            self.docks[title].show_panel(panel)
        if (frame := self.split.replaceWidget(1, panels.below)) is not None:
            frame.deleteLater()
        return panels

    @property
    def explanation(self) -> "ExplanationPanel":
        """The strip below the drawing."""
        return self.panels.explanation

    @property
    def data_panel(self) -> "DataPanel":
        """The rows."""
        return self.panels.data

    @property
    def weights_panel(self) -> "WeightsPanel":
        """Every weight and its slope."""
        return self.panels.weights

    @property
    def loss_panel(self) -> "LossPanel":
        """The loss over the steps."""
        return self.panels.loss

    @property
    def hill_panel(self) -> "HillPanel":
        """The pages of the hill."""
        return self.panels.hill

    def _on_changed(self) -> None:
        if self.isWindowModified() != self.session.is_modified:  # Qt writes the title each time
            self.setWindowModified(self.session.is_modified)

    def _on_file_changed(self) -> None:
        self.setWindowTitle(f"{as_title(self.session.title)}[*] — Downhill")
        self._on_changed()

    # The window's own state

    def _restore(self) -> None:
        self.window_layout.restore(self._settings)
        follow_preferences(self, self.preferences)

    def reset_layout(self) -> None:
        """Put everything where it was at the very first start."""
        self.middle.bring_back()
        self.window_layout.reset()

    def set_scale(self, scale: float) -> None:
        """Change the size of text and drawing, 1 for the usual one, and remember it."""
        self.preferences.choose(SCALE, scale)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.pause()
        if not self.files.may_leave():
            event.ignore()
            return
        if "_menus" in vars(self):
            self._menus.put_back()
        self.window_layout.store(self._settings)
        self.session.close()
        for dock in filter(QDockWidget.isFloating, self.docks.values()):
            dock.hide()  # it is a window of its own, and would stay behind
        stop_clocks(self)
        event.accept()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dropped_files(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event):
            QTimer.singleShot(0, self, partial(open_dropped, files, self.files.open, self))
