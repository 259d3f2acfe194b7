"""The projector view: drawing, explanation and one panel in type that the last row can read."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from gui.canvas.labels.text_sizes import SMALLEST
from gui.canvas.scene.unshown import unshown
from gui.panels.hill.hill_panel import PAGES, STEP_SIZE
from gui.session.preferences import SCALE, Preferences
from gui.session.settings import Key, load_text
from gui.shell.front.projector_side import ProjectorControls, ProjectorSide
from gui.shell.layout.docks import BRANCHES, CODE, DATA, HILL, LESSON, LOSS, WEIGHTS
from gui.widgets.buttons.choices import Choice
from gui.widgets.clocks import RestTimer
from gui.widgets.middle import Lender
from gui.widgets.panel_dock import PanelDock
from gui.widgets.tables.painted_table import ANY_HEIGHT

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow

_SCALE, _WIDTH, _HEIGHT = 1.85, 1280, 720  # text of 11 pixels has 20 in a window of this size
_STEPS = 20  # to a whole, of sizes of type
_SIDE = 0.396  # of the width, for panel and explanation
_FULL = Qt.WindowState.WindowFullScreen
_ROUNDING = 0.99
_IN_TURN = (LESSON, LOSS, *PAGES)
_OPENED = (DATA, WEIGHTS, BRANCHES, CODE)  # as anywhere else
_READ = (LESSON, STEP_SIZE)
_ANSWERED = 100  # milliseconds after which a window manager has given the window its size back


class _Before(NamedTuple):
    """How the window was."""

    place: QRect
    state: Qt.WindowState
    hill_page: str
    enlarged: Lender | None


class ProjectorView(QObject):
    """Shows a window as the front of the room needs it, and puts it back as it was.

    Menus, bars and panels make room; one panel stands beside the drawing, over the explanation. A
    panel that is opened meanwhile takes that place. The screen is filled, unless it is smaller than
    the window; type grows with the window.
    """

    def __init__(self, window: "MainWindow", preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._settings = preferences.settings
        self._before: _Before | None = None
        self._shown: PanelDock | None = None
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window, self._on_escape)
        self._escape.activatedAmbiguously.connect(self._on_escape)
        self._escape.setEnabled(False)
        queued = Qt.ConnectionType.QueuedConnection  # once all is open that a lesson's page opens
        for dock in window.docks.values():
            dock.visibilityChanged.connect(partial(self._on_dock_seen, dock), queued)
        window.middle.changed.connect(self._on_middle_changed)
        self._left = RestTimer(self, _ANSWERED, self._show_again)
        self._drawn = RestTimer(self, 0, self._say_what_is_not_shown)  # once its room is known
        for signal in (window.session.changed, window.session.focus_changed):
            signal.connect(self._on_drawing_changed)

    @property
    def is_on(self) -> bool:
        """Whether the window is shown so."""
        return self._before is not None

    def switch(self) -> None:
        """Begin, or leave."""
        if self.is_on:
            self.leave()
        else:
            self._begin()

    def leave(self) -> None:
        """Put the window back as it was."""
        before, window, focused = self._before, self._window, QApplication.focusWidget()
        if before is None:
            return
        window.setUpdatesEnabled(False)
        self._left.start()
        window.middle.bring_back()
        for widget in (window, window.canvas):
            widget.removeEventFilter(self)
        self._before = None
        self._escape.setEnabled(False)
        self._end_of_show()
        window.hill_panel.show_page(before.hill_page)
        window.setWindowState(before.state)
        window.windowHandle().setWindowState(before.state)  # a layout that grew took it for left
        if before.state == Qt.WindowState.WindowNoState:
            window.setGeometry(before.place)
        window.theme.set_scale(self._preferences[SCALE])
        window.window_layout.take_up()
        if before.enlarged is not None:
            window.middle.switch(before.enlarged)
        self._give_keys_to(focused)
        window.commands.refresh()

    def _show_again(self) -> None:
        """Paint the window, once all is in its place."""
        self._window.window_layout.settle()
        self._window.setUpdatesEnabled(True)

    def _begin(self) -> None:
        window, hill, focused = self._window, self._window.hill_panel, QApplication.focusWidget()
        self._left.hurry()
        enlarged = window.middle.lender
        window.middle.bring_back()
        self._before = _Before(window.geometry(), window.windowState(), hill.page, enlarged)
        window.window_layout.put_aside()
        self._begin_show()
        screen = window.screen().geometry().size()
        if screen.expandedTo(window.size()) == screen:
            window.setWindowState(window.windowState() | _FULL)
        for widget in (window, window.canvas):
            widget.installEventFilter(self)
        self._escape.setEnabled(True)
        self._fit()
        self._give_keys_to(focused)
        window.commands.refresh()
        window.window_layout.settle()  # or else it is painted, and then again with higher bars

    def _begin_show(self) -> None:
        """Put away what the room does not need, and show one panel beside the drawing."""
        window, split = self._window, self._window.split
        name = load_text(self._settings, Key.PROJECTOR, LOSS)
        if self._has_lesson and not window.docks[LESSON].isHidden():
            name = LESSON
        for dock in window.docks.values():
            dock.hide()
        window.menuBar().setMaximumHeight(0)  # a hidden one would hear no keys
        window.statusBar().hide()
        window.top_bar.set_brief(True)
        window.hill_panel.set_tabs_shown(False)
        split.setOrientation(Qt.Orientation.Horizontal)
        self._side.take(window.panels.below)
        split.addWidget(self._side)
        self._side.show()
        self._controls.show()
        self._show(name if name in _IN_TURN else LOSS)

    def _end_of_show(self) -> None:
        """Have everything in its usual place again."""
        window, split = self._window, self._window.split
        if self._shown is not None:
            self._shown.take_back()
            self._shown = None
        window.hill_panel.set_tabs_shown(True)
        window.top_bar.set_brief(False)
        if "lesson" in vars(window.panels):
            window.panels.lesson.set_brief(False)
        split.setOrientation(Qt.Orientation.Vertical)
        split.insertWidget(1, window.panels.below)
        self._side.setParent(None)
        self._controls.hide()
        window.menuBar().setMaximumHeight(ANY_HEIGHT)
        window.statusBar().show()

    def _give_keys_to(self, focused: QWidget | None) -> None:
        """Have the keys go where they went before things were moved, else to the drawing."""
        is_there = focused is not None and focused.isVisibleTo(self._window)
        if not is_there and self._window.canvas.isVisible():
            focused = self._window.canvas
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    # Its size

    def _fit(self) -> None:
        """Have type as large as the window is, and the drawing have its share of the room."""
        window, split = self._window, self._window.split
        larger = min(window.width() / _WIDTH, window.height() / _HEIGHT)
        scale = max(1.0, int(_SCALE * larger * _STEPS + 1e-9) / _STEPS)
        if scale != window.theme.scale:
            window.theme.set_scale(scale)
        side = round(_SIDE * window.width())
        split.setSizes([window.width() - side, side])
        self._on_drawing_changed()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._fit()
        elif event.type() == QEvent.Type.Resize:
            self._on_drawing_changed()
        return False

    # What is shown

    @cached_property
    def _side(self) -> ProjectorSide:
        return ProjectorSide()

    @cached_property
    def _controls(self) -> ProjectorControls:
        controls = ProjectorControls(self._choices, self._window.commands["hands"], self.leave)
        self._window.phase_bar.add(controls)
        return controls

    @property
    def _name(self) -> str:
        """What is shown beside the drawing."""
        title = "" if self._shown is None else self._shown.windowTitle()
        return self._window.hill_panel.page if title == HILL else title

    def _choices(self) -> Iterator[Choice]:
        for name in (*_IN_TURN, *_OPENED):
            if name != LESSON or self._has_lesson:
                yield Choice(name, partial(self._choose, name), name == self._name)

    @property
    def _has_lesson(self) -> bool:
        panels = self._window.panels
        return "lesson" in vars(panels) and panels.lesson.player.lesson is not None

    def turn(self, steps: int) -> None:
        """Show the next panel beside the drawing, or the one before."""
        names = [name for name in _IN_TURN if name != LESSON or self._has_lesson]
        at = names.index(self._name) + steps if self._name in names else 0
        self._choose(names[at % len(names)])

    def _choose(self, name: str) -> None:
        self._window.middle.bring_back()
        if name in _OPENED:
            self._window.docks[name].show()
            return
        self._show(name)
        if name != LESSON:
            self._settings.store(Key.PROJECTOR, name)

    def _show(self, name: str) -> None:
        """Show a panel beside the drawing, in the place of the one before."""
        window = self._window
        if name in PAGES:
            window.hill_panel.show_page(name)
        dock = window.docks[HILL if name in PAGES else name]
        if self._shown is not None and self._shown is not dock:
            self._shown.take_back()
        self._shown = dock
        if name == LESSON:
            window.panels.lesson.set_brief(True)
        self._controls.show_name(name)
        self._side.show_panel(dock.lend(), is_text=name in _READ)

    def _on_dock_seen(self, dock: PanelDock, seen: bool) -> None:
        """What was opened is shown beside the drawing."""
        if self.is_on and seen and not dock.isHidden():
            dock.hide()
            title = dock.windowTitle()
            self._show(self._window.hill_panel.page if title == HILL else title)

    def _on_middle_changed(self) -> None:
        """What was enlarged comes back to its place here."""
        lender = self._window.middle.lender
        self._escape.setEnabled(self.is_on and lender is None)
        if self.is_on and lender is None and self._shown is not None:
            self._show(self._name)

    def _on_drawing_changed(self) -> None:
        if self.is_on:
            self._drawn.start()

    def _say_what_is_not_shown(self) -> None:
        canvas, scale = self._window.canvas, self._window.theme.scale
        self._side.say(unshown(canvas.picture, _ROUNDING * SMALLEST * scale / canvas.view.zoom))

    def _on_escape(self) -> None:
        """Pause what runs; else leave."""
        if self._window.session.is_running:
            self._window.session.pause()
        else:
            self.leave()
