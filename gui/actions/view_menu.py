"""The View menu."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu

from gui.actions.building import Shortcut, add_action, add_choice, add_switch
from gui.canvas.canvas import NetworkCanvas
from gui.operations import structure
from gui.panels.hill.hill_panel import PAGES, HillPanel
from gui.session.session import Session
from gui.session.settings import Settings
from gui.style.theme import Theme, ThemeChoice
from gui.widgets.plain_text import set_tip

_Standard = QKeySequence.StandardKey
_LARGER = 1.1


class ViewMenu(QMenu):
    """What is shown, and how large.

    `scale_wanted` comes with the size of text and drawing that is asked for, 1 for the usual one.
    """

    scale_wanted = Signal(float)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        settings: Settings,
        canvas: NetworkCanvas,
        docks: Sequence[QDockWidget],
        window: QMainWindow,
    ) -> None:
        super().__init__("&View", window)
        self._session = session
        self._theme = theme
        self._settings = settings
        self._canvas = canvas
        self.slopes = add_switch(
            self, "&Slopes", self.show_slopes, ["S"], "Show the slope of every weight"
        )
        self._alone = add_switch(
            self,
            "Slopes of this &row alone",
            self._show_alone,
            ["Shift+S"],
            "What the row on show by itself asks of every weight, instead of the rows of a step",
        )
        session.focus_changed.connect(lambda focus: self._alone.setChecked(focus.alone))
        self.addSeparator()
        add_action(self, "Fit the &drawing", canvas.fit, ["F"], "Show the whole network")
        add_action(self, "Zoom the drawing in", canvas.zoom_in, ["Ctrl+Alt++"])
        add_action(self, "Zoom the drawing out", canvas.zoom_out, ["Ctrl+Alt+-"])
        add_action(self, "Snap all &nodes back", partial(structure.snap_all_back, session))
        self.addSeparator()
        larger: tuple[Shortcut, ...] = (_Standard.ZoomIn, "Ctrl+=")
        add_action(self, "&Larger", partial(self._step_scale, 1), larger, "Larger text and drawing")
        add_action(self, "S&maller", partial(self._step_scale, -1), [_Standard.ZoomOut])
        add_action(self, "&Usual size", partial(self.scale_wanted.emit, 1.0), ["Ctrl+0"])
        self.addSeparator()
        self._themes = self._build_theme_menu()
        for dock in docks:
            toggle = dock.toggleViewAction()
            set_tip(toggle, f"Show or hide {dock.windowTitle().lower()}")
            self.addAction(toggle)
        self.reset_layout = QAction("&Reset layout", self)
        self.addAction(self.reset_layout)
        add_action(self, "Full s&creen", partial(_toggle_full_screen, window), ["F11"])

    def add_hill_pages(self, dock: QDockWidget, panel: HillPanel) -> None:
        """Add a menu that leads to each page of the hill."""
        menu = QMenu("&Hill pages", self)

        def show(index: int) -> None:
            dock.show()
            dock.raise_()
            panel.show_page(index)

        for index, page in enumerate(PAGES):
            add_action(menu, page, partial(show, index), [f"Ctrl+Shift+{index + 1}"])
        self.insertMenu(self.reset_layout, menu)

    def show_slopes(self, shown: bool) -> None:
        """Show or hide the slopes in the drawing."""
        self.slopes.setChecked(shown)
        self._canvas.set_slopes_shown(shown)
        self._settings.store("slopes", shown)

    def _show_alone(self, alone: bool) -> None:
        self._session.look(replace(self._session.focus, alone=alone))
        if alone:
            self.show_slopes(True)

    def _build_theme_menu(self) -> dict[ThemeChoice, QAction]:
        menu = self.addMenu("&Theme")
        names = {
            ThemeChoice.SYSTEM: "As the &system",
            ThemeChoice.LIGHT: "&Light",
            ThemeChoice.DARK: "&Dark",
        }
        actions = {
            choice: add_choice(menu, name, partial(self._choose_theme, choice))
            for choice, name in names.items()
        }
        actions[self._theme.choice].setChecked(True)
        return actions

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._theme.choose(choice)
        self._settings.store("theme", choice.value)
        for other, action in self._themes.items():
            action.setChecked(other is choice)

    def _step_scale(self, steps: int) -> None:
        """Make text and drawing larger or smaller, in steps that meet the usual size."""
        at = round(math.log(self._theme.scale, _LARGER))
        self.scale_wanted.emit(_LARGER ** (at + steps))


def _toggle_full_screen(window: QMainWindow) -> None:
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
