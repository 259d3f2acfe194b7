"""What the window does with what the user likes, at the start and whenever it is another."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from gui.formatting.numbers import DecimalMark
from gui.formatting.numerals import Numerals
from gui.session.preferences import (
    DECIMAL_MARK,
    EDGES_BY_SLOPE,
    MAPS,
    MOTION,
    NUMERALS,
    PACE,
    SCALE,
    SLOPES,
    SPEED,
    TERMS,
    THEME,
    Preferences,
)

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow


def follow_preferences(window: "MainWindow", preferences: Preferences) -> None:
    """Have the drawing, Run, Play and the look go by the preferences.

    The theme was made with the preferred look and size. Panels that come later follow by
    themselves.
    """
    session, canvas, player = window.session, window.canvas, window.player

    def show_maps(shown: bool) -> None:
        canvas.set_display(replace(canvas.display, maps=shown))

    def show_edges_by_slope(shown: bool) -> None:
        canvas.set_display(replace(canvas.display, by_slope=shown))

    def write(numerals: Numerals) -> None:
        session.look(replace(session.focus, numerals=numerals))

    def redraw(_: DecimalMark) -> None:
        """Draw anew what keeps pictures of numbers, as for another theme."""
        window.theme.changed.emit()

    def resize(scale: float) -> None:
        """Have text as large as there is room for, unless another arrangement decides on that."""
        if not window.window_layout.is_aside:
            window.window_layout.set_scale(scale)
            preferences.choose(SCALE, window.theme.scale)

    preferences.follow(SLOPES, canvas.set_slopes_shown)
    preferences.follow(MAPS, show_maps)
    preferences.follow(EDGES_BY_SLOPE, show_edges_by_slope)
    preferences.follow(MOTION, canvas.set_moving)
    preferences.follow(NUMERALS, write)
    preferences.follow(SPEED, session.set_speed)
    preferences.follow(PACE, player.set_pace)
    preferences.follow(TERMS, player.set_by_terms)
    preferences.follow(THEME, window.theme.choose, at_once=False)
    preferences.follow(DECIMAL_MARK, redraw, at_once=False)
    preferences.follow(SCALE, resize, at_once=False)
