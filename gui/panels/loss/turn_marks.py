"""Marks in the loss plot where nodes fell asleep, levelled off or woke."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter

from core.history.node_turns import Turn
from core.text.numbers import counted
from core.training.diagnosis import Sleep
from gui.operations.node_turns import turn_words
from gui.plotting.plot_frame import Frame, Pixel
from gui.plotting.readout import Readout
from gui.style.theme import Theme

_SIZE = 4.0  # pixels from the middle of a mark to its ends
_REACH = 7.0
_MOST_LINES = 5
_CORNERS = {  # of a mark, in sizes: down for what falls asleep, up for what wakes
    Sleep.AWAKE: ((-1, 1), (1, 1), (0, -1)),
    Sleep.SATURATED: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
}
_DOWN = ((-1, -1), (1, -1), (0, 1))


def place_of(turn: Turn, frame: Frame) -> Pixel | None:
    """Where a turn is marked: on the upper edge, over its step, if that is in view."""
    x = frame.x(turn.updates)
    in_view = frame.box.left <= x <= frame.box.right
    return Pixel(x, frame.box.top + _SIZE + 1) if in_view else None


def turns_at(turns: Sequence[Turn], frame: Frame, point: Pixel) -> list[Turn]:
    """The turns whose marks are nearest to a point, if any are within reach."""
    if not 0 <= point.y - frame.box.top + _REACH <= 3 * _REACH:
        return []
    away = [abs(frame.x(turn.updates) - point.x) for turn in turns]
    nearest = min(away, default=_REACH + 1)
    if nearest > _REACH:
        return []
    step = turns[away.index(nearest)].updates
    return [turn for turn in turns if turn.updates == step]


def read_turns(turns: Sequence[Turn], frame: Frame) -> Readout:
    """What nodes did at one step."""
    lines = [turn_words(turn) for turn in turns[:_MOST_LINES]]
    if len(turns) > _MOST_LINES:
        lines.append(f"and {counted(len(turns) - _MOST_LINES, 'more node')}")
    at = place_of(turns[0], frame) or Pixel(frame.box.left, frame.box.top)
    return Readout(lines, *at)


def paint_turns(painter: QPainter, theme: Theme, turns: Sequence[Turn], frame: Frame) -> None:
    """A small mark for each turn, one at most every few pixels for each kind."""
    size = _SIZE * theme.scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colors.muted))
    taken: set[tuple[int, tuple[tuple[int, int], ...]]] = set()
    for turn in turns:
        at, corners = place_of(turn, frame), _CORNERS.get(turn.state, _DOWN)
        if at is not None and (spot := (round(at.x / 2), corners)) not in taken:
            taken.add(spot)
            shape = [QPointF(at.x + size * x, at.y + size * y) for x, y in corners]
            painter.drawPolygon(shape)
