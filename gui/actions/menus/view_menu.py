"""The View menu: what is shown, and how large."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow

from gui.actions.preference_commands import option_commands, switch_command
from gui.canvas.canvas import NetworkCanvas
from gui.operations import structure
from gui.operations.command import Command, Menu
from gui.operations.steepest import ring_steepest
from gui.panels.hill.hill_panel import PAGES, PREDICTIONS, HillPanel
from gui.session.preferences import EDGES_BY_SLOPE, MAPS, SLOPES, THEME, Preferences
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets.middle import Middle
from gui.widgets.panel_dock import PanelDock

_Standard = QKeySequence.StandardKey
_LARGER = 1.1


class ViewOptions:
    """What the View menu does besides choosing preferences.

    `scale_wanted` is called with the size of text and drawing, 1 for the usual one.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        preferences: Preferences,
        scale_wanted: Callable[[float], object],
        window: QMainWindow,
    ) -> None:
        self._session, self._theme, self._window = session, theme, window
        self._preferences = preferences
        self.scale_wanted = scale_wanted

    def switch_alone(self) -> None:
        """Show the slopes of the row on show alone, or those of all rows again."""
        focus = self._session.focus
        self._session.look(replace(focus, alone=not focus.alone))
        if not focus.alone:
            self._preferences.choose(SLOPES, True)

    def step_scale(self, steps: int) -> None:
        """Make text and drawing larger or smaller, in steps that meet the usual size."""
        at = round(math.log(self._theme.scale, _LARGER))
        self.scale_wanted(_LARGER ** (at + steps))

    def switch_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)


def drawing_commands(
    session: Session, canvas: NetworkCanvas, preferences: Preferences, options: ViewOptions
) -> Sequence[Command | None]:
    """How the drawing shows the network, in the menu and on a right click beside it."""
    return (
        switch_command(preferences, SLOPES, ("S",)),
        Command(
            "slopes_alone",
            "Slopes of this &row alone",
            options.switch_alone,
            ("Shift+S",),
            "What the row on show by itself asks of every weight, instead of the rows of a step",
            is_checked=lambda: session.focus.alone,
        ),
        switch_command(
            preferences, MAPS, ("M",), lambda: len(session.document.experiment.dataset.given) == 2
        ),
        switch_command(preferences, EDGES_BY_SLOPE, ("E",)),
        Command(
            "steepest",
            "Ring the s&teepest weight",
            partial(ring_steepest, session),
            ("T",),
            "Select the weight, of those that are not locked, whose slope is farthest from 0",
        ),
        None,
        Command("fit", "Fit the &drawing", canvas.fit, ("F",), "Show the whole network"),
        Command(
            "zoom_selected",
            "&Zoom to what is selected",
            canvas.zoom_to_selected,
            ("Z",),
            "Bring the selected nodes and weights close enough to be read; F shows all again",
            is_possible=lambda: bool(session.focus.parameters or session.focus.nodes),
        ),
        Command("zoom_in", "Zoom the drawing in", partial(canvas.zoom, 1), ("Ctrl+Alt++",)),
        Command("zoom_out", "Zoom the drawing out", partial(canvas.zoom, -1), ("Ctrl+Alt+-",)),
        Command("snap_all", "Snap all &nodes back", partial(structure.snap_all_back, session)),
    )


def view_menu(
    drawing: Sequence[Command | None],
    besides: Sequence[Command],
    preferences: Preferences,
    docks: Mapping[str, PanelDock],
    hill: HillPanel,
    plots: Sequence[Menu],
    middle: Middle,
    options: ViewOptions,
    reset_layout: Callable[[], object],
    projector: Sequence[Command],
) -> Menu:
    """What is shown, and how large; the docks are given by their titles.

    `besides` are what is shown besides the drawing and the docks, `plots` the menus of plots.
    """
    return Menu(
        "&View",
        (
            _panels_menu(docks, middle, reset_layout),
            Menu("&Drawing", drawing),
            _hill_menu(docks["Hill"], hill),
            *plots,
            None,
            *besides,
            None,
            Menu(THEME.title, option_commands(preferences, THEME)),
            Command(
                "larger",
                "&Larger",
                partial(options.step_scale, 1),
                (_Standard.ZoomIn, "Ctrl+="),
                "Larger text and drawing",
            ),
            Command("smaller", "S&maller", partial(options.step_scale, -1), (_Standard.ZoomOut,)),
            Command("usual_size", "&Usual size", partial(options.scale_wanted, 1.0), ("Ctrl+0",)),
            None,
            *projector,
            Command("full_screen", "Full s&creen", options.switch_full_screen, ("F11",)),
        ),
    )


def _panels_menu(
    docks: Mapping[str, PanelDock], middle: Middle, reset_layout: Callable[[], object]
) -> Menu:
    """Which panels are shown, and which of them in the place of the drawing."""
    return Menu(
        "Pa&nels",
        (
            *map(_dock_command, docks.values()),
            None,
            _enlarging(middle, docks["Hill"], "&Enlarge the hill", "F6"),
            _enlarging(middle, docks["Loss"], "Enlarge the l&oss", "Shift+F6"),
            _enlarging(middle, docks["Branches"], "Enlarge the &branches", "Ctrl+F6"),
            _enlarging(middle, docks["Code"], "Enlarge the co&de", "Alt+F6"),
            None,
            Command("reset_layout", "&Reset layout", reset_layout),
        ),
    )


def _dock_command(dock: PanelDock) -> Command:
    title = dock.windowTitle()

    def switch() -> None:
        """Hide it, or bring it to where it is seen."""
        is_seen = dock.is_in_front
        dock.setVisible(not is_seen)
        if not is_seen:
            dock.raise_()

    return Command(
        f"panel.{title.lower()}",
        title,
        switch,
        tip=f"Show or hide {title.lower()}",
        is_checked=lambda: not dock.isHidden(),
    )


def _enlarging(middle: Middle, dock: PanelDock, title: str, key: str) -> Command:
    name = dock.windowTitle().lower()
    return Command(
        f"enlarge.{name}",
        title,
        partial(middle.switch, dock),
        (key,),
        f"Show the {name} in the place of the drawing, or bring it back (Esc)",
        is_checked=lambda: middle.is_showing(dock),
    )


def _hill_menu(dock: QDockWidget, panel: HillPanel) -> Menu:
    def draw() -> None:
        show(PREDICTIONS)
        panel.fit.draw.click()

    def show(page: str) -> None:
        if not panel.isVisible():
            dock.show()
            dock.raise_()
        panel.show_page(page)

    return Menu(
        "&Hill pages",
        [
            Command(f"hill.{index}", page, partial(show, page), (f"Ctrl+Shift+{index + 1}",))
            for index, page in enumerate(PAGES)
        ]
        + [
            None,
            Command(
                "draw",
                "&Draw rows",
                draw,
                ("Ctrl+Shift+D",),
                "Draw rows with the mouse where there are one or two inputs",
                is_possible=lambda: panel.can_draw,
                is_checked=lambda: panel.is_drawing,
            ),
        ],
    )
