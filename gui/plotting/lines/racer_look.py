"""How racers look wherever they are drawn: each has a colour and a line style of its own."""

from PySide6.QtGui import QPen

from gui.plotting.lines.dashed_lines import (
    DASH_DOT,
    DASH_DOT_DOT,
    DASHED,
    DOTTED,
    LONG_DASHED,
    SOLID,
    dashed_pen,
)
from gui.style.colors import Colors

_DASHES = (SOLID, DASHED, DOTTED, DASH_DOT, LONG_DASHED, DASH_DOT_DOT)
_WIDTH, _THIN = 2.0, 0.8


def racer_pen(colors: Colors, nth: int, *, thin: bool = False) -> QPen:
    """The line of the nth of six racers; a thin one is another start of the same."""
    palette = colors.positive, colors.negative, colors.slope, colors.down, colors.ink, colors.error
    at = nth % len(palette)
    return dashed_pen(palette[at], _THIN if thin else _WIDTH, () if thin else _DASHES[at])
