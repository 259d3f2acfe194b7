"""The main window: the drawing in the middle, panels around it, menus and bars."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gui.actions.action_set import ActionSet
from gui.actions.data_menu import data_menu
from gui.actions.descent_menu import descent_menu
from gui.actions.edit_menu import edit_menu, look_for
from gui.actions.file_menu import file_menu
from gui.actions.file_watch import FileWatch
from gui.actions.files import Files
from gui.actions.help_menu import help_menu
from gui.actions.learn_menu import learn_menu
from gui.actions.network_menu import layer_entries, network_menu, node_entries
from gui.actions.view_menu import ViewOptions, drawing_commands, view_menu
from gui.actions.weight_commands import weight_commands
from gui.canvas.canvas import NetworkCanvas
from gui.canvas.input.picking import Target
from gui.dialogs.command_palette import CommandPalette
from gui.dialogs.keys_dialog import KeysDialog
from gui.operations.command import Entry
from gui.operations.futures import Futures
from gui.operations.search import SearchHit
from gui.operations.walkthrough import WalkthroughPlayer
from gui.panels.data.data_panel import DataPanel
from gui.panels.explanation.explanation_panel import ExplanationPanel
from gui.panels.hill.hill_panel import HillPanel
from gui.panels.loss.loss_panel import LossPanel
from gui.panels.phase_bar import PhaseBar
from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.messages import NOTHING_ASKED
from gui.session.session import Session
from gui.session.settings import Key, Settings, load_flag, load_number
from gui.shell.status_bar import StatusBar
from gui.shell.toolbar import TopBar
from gui.shell.window_layout import WindowLayout
from gui.style.icons import Icon, icon
from gui.style.theme import Theme
from gui.widgets.clocks import stop_clocks
from gui.widgets.middle import Middle
from gui.widgets.notices import Notices
from gui.widgets.panel_dock import PanelDock
from gui.widgets.plain_text import as_title

_USUAL_SPEED = 60.0  # updates a second: slow enough to see the loss fall
_EDGE = 10  # between the panels and the window's edge
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


class MainWindow(QMainWindow):
    """The window of one document."""

    def __init__(
        self, session: Session, theme: Theme, settings: Settings, log: Path | None = None
    ) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self._settings = settings
        self.notices = Notices()
        self.files = Files(session, theme, settings, self)
        FileWatch(session, self.files, self.notices, self)
        self.player = WalkthroughPlayer(session, self)
        self.canvas = NetworkCanvas(session, theme)
        self.explanation = ExplanationPanel(session, theme)
        self.data_panel = DataPanel(session, theme)
        self.weights_panel = WeightsPanel(session, theme)
        self.futures = Futures(session, self)
        self.loss_panel = LossPanel(session, self.futures, theme)
        self.hill_panel = HillPanel(session, self.futures, theme, settings)
        self._docks = (
            self._dock("Data", self.data_panel, _LEFT),
            self._dock("Weights", self.weights_panel, _LEFT),
            self._dock("Loss", self.loss_panel, _RIGHT),
            self._dock("Hill", self.hill_panel, _RIGHT),
        )
        self.setCentralWidget(self._build_middle())
        self._build_menus(log)
        self._build_bars()
        self._connect()
        self.setAcceptDrops(True)
        self.setWindowIcon(icon(Icon.DOWNHILL))
        self.resize(1440, 900)
        self.window_layout = WindowLayout(self, theme, self._docks, self._split)
        self._restore()
        self._on_file_changed()
        self.canvas.setFocus()

    # Building

    def _build_middle(self) -> QWidget:
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.addWidget(self.canvas)
        self._split.addWidget(self.explanation)
        self._split.setStretchFactor(0, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 6, 0, 2)
        column.setSpacing(6)
        column.addWidget(self.notices)
        column.addWidget(PhaseBar(self.session, self.player, self.theme))
        self._middle = Middle(self._split)
        column.addWidget(self._middle, 1)
        return middle

    def _dock(self, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> PanelDock:
        margins = (_EDGE, 0) if area == _LEFT else (0, _EDGE)
        dock = PanelDock(title, panel, self.theme, margins, self)
        self.addDockWidget(area, dock)
        dock.wanted_back.connect(lambda: self._middle.bring_back())
        return dock

    def _build_menus(self, log: Path | None) -> None:
        session, bar = self.session, self.menuBar()
        options = ViewOptions(
            session, self.theme, self._settings, self.canvas, self._set_scale, self
        )
        self._view = options
        self._weight_commands = weight_commands(session, self)
        self._drawing_commands = drawing_commands(session, self.canvas, options)
        self.menus = (
            file_menu(session, self.files, self),
            edit_menu(session, self, self._have_keys_go_to),
            network_menu(session, self._weight_commands, self),
            data_menu(session, self.files.tables, self),
            descent_menu(session, self.futures, self),
            view_menu(
                self._drawing_commands,
                self.theme,
                self._docks,
                self.hill_panel,
                self._middle,
                options,
                self._reset_layout,
            ),
            learn_menu(session, self.player, self.canvas, self.explanation, self._settings, self),
            help_menu(log, self._show_keys, self._show_palette, self),
        )
        self.commands = ActionSet(self, self.menus)
        for menu in self.commands.menus:
            bar.addMenu(menu)

    def _show_keys(self) -> None:
        dialog = KeysDialog(self.menuBar(), self)
        dialog.exec()
        dialog.deleteLater()

    def _show_palette(self) -> None:
        dialog = CommandPalette(self.menus, self)
        chosen = dialog.chosen if dialog.exec() else None
        dialog.deleteLater()
        if chosen is not None:
            chosen.do()

    def _build_bars(self) -> None:
        controls = QToolBar("Controls")
        controls.setObjectName("Controls")
        controls.setMovable(False)
        controls.toggleViewAction().setEnabled(False)
        self.top_bar = TopBar(self.session, self.theme, self.commands)
        controls.addWidget(self.top_bar)
        self.addToolBar(controls)
        self.setStatusBar(StatusBar(self.session, self.theme))

    def _connect(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.session.file_changed.connect(self._on_file_changed)
        self.hill_panel.enlarging_wanted.connect(partial(self._middle.switch, self._docks[-1]))
        self.canvas.menu_requested.connect(self._show_menu)
        look = partial(look_for, self.session, self, self._have_keys_go_to)
        self.canvas.unfolding_wanted.connect(look)
        for signal in (
            self.session.changed,
            self.session.focus_changed,
            self.session.running_changed,
            self.futures.changed,
            self.player.playing_changed,
            self._middle.changed,
        ):
            signal.connect(self.commands.refresh)
        for place in (self.canvas, self.data_panel.table, self.weights_panel.table):
            place.guess_begun.connect(self._begin_guess)

    # Showing

    def _on_changed(self) -> None:
        self.setWindowModified(self.session.is_modified)

    def _on_file_changed(self) -> None:
        self.setWindowTitle(f"{as_title(self.session.title)}[*] — Downhill")
        self._on_changed()

    def _begin_guess(self, text: str) -> None:
        if not self.explanation.guess.begin(text):
            self.session.tell(NOTHING_ASKED)

    def _have_keys_go_to(self, found: SearchHit) -> None:
        """What is typed now is for what was found."""
        table = self.data_panel.table
        for_table = found.row is not None and table.isVisible()
        (table if for_table else self.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_menu(self, target: Target, where: QPoint) -> None:
        """The menu for what lies under the pointer."""
        session = self.session
        entries: Sequence[Entry]
        if target.parameters:
            entries = self._weight_commands
        elif target.node is not None:
            of_layer = layer_entries(session, target.node.layer)
            entries = (*node_entries(session, target.node, self), None, *of_layer)
        elif target.layer is not None:
            entries = layer_entries(session, target.layer)
        else:
            entries = self._drawing_commands
        menu = self.commands.popup(entries)
        menu.exec(where)
        menu.deleteLater()

    # The window's own state

    def _restore(self) -> None:
        self.window_layout.restore(self._settings)
        self.loss_panel.scale_choice.choose(load_flag(self._settings, Key.LOGARITHMIC, False))
        self._view.show_slopes(load_flag(self._settings, Key.SLOPES, False))
        self.canvas.set_moving(load_flag(self._settings, Key.MOTION, True))
        self.session.set_speed(load_number(self._settings, Key.SPEED, _USUAL_SPEED))

    def _reset_layout(self) -> None:
        self._middle.bring_back()
        self.window_layout.reset()

    def _set_scale(self, scale: float) -> None:
        self.window_layout.set_scale(scale)
        self._settings.store(Key.SCALE, self.theme.scale)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.pause()
        if not self.files.may_leave():
            event.ignore()
            return
        self.window_layout.store(self._settings)
        logarithmic = self.loss_panel.scale_choice.is_logarithmic
        self._settings.store(Key.LOGARITHMIC, logarithmic)
        self._settings.store(Key.SPEED, self.session.speed)
        self.session.close()
        for dock in filter(QDockWidget.isFloating, self._docks):
            dock.hide()  # it is a window of its own, and would stay behind
        stop_clocks(self)
        event.accept()

    # A file dropped on the window

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        local = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.files.open(Path(local[0].toLocalFile()))
