"""Painting nodes: the rim says the sign, dashes that no slope passes on, the filling what it is."""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.canvas.paint.edge_painting import mixed
from gui.canvas.scene.picture import Node, NodeKind
from gui.geometry import Box
from gui.style.colors import Colors

_ROOM_FOR_GROUND = 12.0  # the radius of an input whose number has a ground of its own
_DASHES = [2.2, 2.0]
_MOST = 255  # shades from the palest to the fullest


class Rim(NamedTuple):
    """How a node is outlined."""

    color: str
    thickness: float
    is_dashed: bool


class NodeLook(NamedTuple):
    """All that is seen of a node besides its words.

    Attributes:
        box: what is filled.
        filling: the colour it is filled with, as Qt packs colours.
        rim: its outline, if it has one.
        ring: what is filled behind a node that stands out.
        ground: what is filled behind its number.
    """

    box: Box
    filling: int
    rim: Rim | None
    ring: Box | None
    ground: Box | None


class NodePainting:
    """Paints nodes, with pens made once."""

    def __init__(self, colors: Colors) -> None:
        self._colors = colors
        self._pens: dict[Rim, QPen] = {}
        self._ring, self._raised = QColor(colors.ring), QColor(colors.raised)

    def look(self, node: Node, zoom: float, *, stands_out: bool, is_readable: bool) -> NodeLook:
        """How a node looks, at so many pixels a unit of the drawing."""
        box = node.box
        ring = box.grown(max(3.5, 2.5 / zoom)) if stands_out else None
        has_ground = node.number is not None and node.radius > _ROOM_FOR_GROUND and is_readable
        filled = node.kind is NodeKind.PREDICTION and not node.pale
        rim = Rim(self._outline(node), 2.0 if node.radius > 15 else 1.3, node.quiet)
        return NodeLook(
            box if filled else box.grown(-rim.thickness / 2),
            self._filling(node, filled=filled, is_readable=is_readable),
            None if filled and is_readable and not node.quiet else rim,
            ring,
            node.number_box if has_ground else None,
        )

    def paint(self, painter: QPainter, look: NodeLook) -> None:
        """Paint a node that looks like that."""
        if look.ring is not None:
            _fill(painter, look.ring, self._ring, 0.5)
        if look.rim is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(self._pen(look.rim))
        painter.setBrush(QColor(look.filling))
        paint_round(painter, look.box, 0.5)
        if look.ground is not None:
            _fill(painter, look.ground, self._raised, 0.4)

    def _pen(self, rim: Rim) -> QPen:
        pen = self._pens.get(rim)
        if pen is None:
            pen = self._pens[rim] = QPen(QColor(rim.color), rim.thickness)
            if rim.is_dashed:
                pen.setStyle(Qt.PenStyle.CustomDashLine)
                pen.setDashPattern(_DASHES)
        return pen

    def _filling(self, node: Node, *, filled: bool, is_readable: bool) -> int:
        """The ground of a node's number; where it cannot be read, fuller for larger values."""
        colors = self._colors
        if is_readable:
            return _shades(colors.node, colors.prediction)[-1 if filled else 0]
        full = colors.negative if node.share < 0 else colors.positive
        if filled and node.share >= 0:
            full = colors.prediction
        return _shades(colors.node, full)[round(abs(node.share) * _MOST)]

    def _outline(self, node: Node) -> str:
        colors = self._colors
        if node.quiet or node.pale:
            return colors.muted
        if node.kind is NodeKind.INPUT:
            return colors.ink
        if node.kind is NodeKind.PREDICTION:
            return colors.prediction
        return {1: colors.positive, -1: colors.negative, 0: colors.muted}[node.sign]


@cache
def _shades(least: str, full: str) -> list[int]:
    """The colours from one to another, as Qt packs them."""
    ends = QColor(least), QColor(full)
    return [mixed(*ends, step / _MOST).rgb() for step in range(_MOST + 1)]


def _fill(painter: QPainter, box: Box, color: QColor, roundness: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    paint_round(painter, box, roundness)


def paint_round(painter: QPainter, box: Box, roundness: float) -> None:
    """A rectangle whose corners have this part of its height as their radius."""
    radius = box.height * roundness
    painter.drawRoundedRect(QRectF(*box.rectangle), radius, radius)
