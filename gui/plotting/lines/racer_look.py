"""How racers look wherever they are drawn: each has a colour and a line style of its own.

A look is a number: from 0 on those of the six racers, and the one of weights set by hand.
"""

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

_DASHES = (SOLID, DASHED, DOTTED, DASH_DOT, LONG_DASHED, DASH_DOT_DOT, SOLID)
BY_HAND = len(_DASHES) - 1
_WIDTH, _THIN = 2.0, 0.8


def racer_pen(colors: Colors, look: int, *, thin: bool = False) -> QPen:
    """The line of a racer; a thin one is another start of the same."""
    return dashed_pen(colors.lines[look], _THIN if thin else _WIDTH, () if thin else _DASHES[look])


def racer_color(colors: Colors, look: int) -> str:
    """The colour of that line."""
    return racer_pen(colors, look).color().name()
