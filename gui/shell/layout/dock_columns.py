"""The columns of docks at the sides of a window: how wide they are, and how they share heights."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QMainWindow

from core.document.document import Document
from gui.shell.layout.docks import LEFT, RIGHT, DockPlace
from gui.style.theme import Theme
from gui.widgets.panel_dock import AROUND_PANEL, PanelDock


class Side(NamedTuple):
    """The usual width of a side.

    Attributes:
        name: what it is remembered by, if it is sized by hand.
        pixels: how wide it is at the usual scale.
        wide: the share of a wide window that it grows to.
        largest: the share of a narrow window that it is kept within.
    """

    name: str
    pixels: int
    wide: float
    largest: float


_SIDES = {LEFT: Side("left", 340, 0.19, 0.27), RIGHT: Side("right", 400, 0.285, 0.31)}


class Column(NamedTuple):
    """The docks that stand one above the other at a side.

    Attributes:
        side: where.
        docks: from the top.
        height: of all together.
        enough: the height of each from which on it shows all it has.
        shares: how they share a height that is not enough for all.
    """

    side: Side
    docks: tuple[PanelDock, ...]
    height: int
    enough: tuple[float, ...]
    shares: tuple[int, ...]

    def width(self, window: int, theme: Theme) -> int:
        """How wide it is; larger text leaves the drawing its share of the window's width."""
        wanted = max(theme.pixels(self.side.pixels), round(self.side.wide * window))
        return min(wanted, round(self.side.largest * window))

    def heights(self) -> list[int]:
        """How high each dock is."""
        return shared(self.height, self.enough, self.shares)

    def keep_panels_within_enough(self) -> None:
        """Have no panel stretched beyond what it shows."""
        for dock, enough in zip(self.docks, self.enough, strict=True):
            dock.set_enough(enough - AROUND_PANEL)


def columns_of(
    window: QMainWindow, docks: Mapping[PanelDock, DockPlace], document: Document, theme: Theme
) -> list[Column]:
    """The docks at both sides, as far as they stand one above the other.

    Of docks that share their place as tabs, it is the one in front.
    """
    found = []
    for area, side in _SIDES.items():
        here = [
            dock
            for dock in docks
            if dock.is_in_front and not dock.isFloating() and window.dockWidgetArea(dock) is area
        ]
        beside = len({dock.x() for dock in here}) > 1
        if here and not beside:
            here.sort(key=PanelDock.y)
            enough = (docks[dock].enough(document, theme) + AROUND_PANEL for dock in here)
            shares = (docks[dock].share for dock in here)
            height = sum(dock.height() for dock in here)
            found.append(Column(side, tuple(here), height, tuple(enough), tuple(shares)))
    return found


def shared(room: int, enough: Sequence[float], shares: Sequence[int]) -> list[int]:
    """Share a height: nobody gets more than is enough, what is left goes by the shares.

    Where there is more than enough for all, the last one gets the rest.
    """
    heights, waiting = [0.0] * len(shares), set(range(len(shares)))
    left = float(room)
    while waiting:
        unit = left / sum(shares[place] for place in waiting)
        content = {place for place in waiting if enough[place] <= unit * shares[place]}
        for place in content or waiting:
            heights[place] = enough[place] if content else unit * shares[place]
        left -= sum(heights[place] for place in content or waiting)
        waiting -= content or waiting
    heights[-1] += left
    return list(map(round, heights))
