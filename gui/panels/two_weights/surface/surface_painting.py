"""Painting the hill over a plane as a surface in space: its cells in the light, and its axes."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf
from PySide6.QtCore import QLineF, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from core.nn.arrays import Array
from gui.geometry import Box
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.panels.two_weights.surface.cutting import HIGH
from gui.panels.two_weights.surface.surface_mesh import Mesh, mesh
from gui.panels.two_weights.surface.surface_projection import Projection, in_space, parts
from gui.plotting.heights.color_map import color_map
from gui.plotting.heights.contours import Indices, contour
from gui.plotting.lines.marks import paint_ball, paint_descent
from gui.plotting.scales import Tick, value_ticks
from gui.style.colors import Colors

_CELLS, _CELLS_MOVING = 50, 25  # a side, at most
_MOST_LEVELS = 8
_LINE = 0.4  # how dark contours are
_FINER = 2.0  # pixels of a picture for each on screen: edges are smooth
_TICK = 4.0  # pixels
_GAP = 3.0
_NAME = 2.8  # heights of text below an edge: under its numbers
_SHIFT = 2.0  # heights of text that it may stand nearer to the edge to have room
_ENDS = 0.06  # of an edge: there the numbers of two axes would meet


def surface_picture(
    view: PlaneView,
    projection: Projection,
    size: QSize,
    ratio: float,
    *,
    moving: bool,
    dark: bool,
) -> QImage:
    """The surface in the light, with contours on it, and nothing around it.

    Args:
        view: the numbers.
        projection: onto the picture, in pixels of the screen.
        size: of the picture, in pixels of the screen.
        ratio: how many pixels of the device one of the screen has.
        moving: whether the picture is one of many, and coarse.
        dark: in which colours.
    """
    ratio, cells = (ratio, _CELLS_MOVING) if moving else (max(_FINER, ratio), _CELLS)
    picture = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    view = view.coarser(max(1, -(-(view.xs.size - 1) // cells)))
    heights = parts(view, view.heights)
    grid = np.linspace(-1, 1, heights.shape[0]), np.linspace(-1, 1, heights.shape[1]), heights
    surface = mesh(grid, projection)
    lines, edge = _lines(view, grid, projection)
    floor, plateau = _shades(np.array((0.0, 1.0)), np.full(2, surface.light_on_level), dark=dark)
    with QPainter(picture) as painter:
        faces = _FacePainter(painter)
        faces.paint_level(surface.floor, QColor(*floor.tolist()))
        _paint_slopes(faces, surface, lines, dark=dark)
        faces.paint_level(surface.plateau, QColor(*plateau.tolist()))
        painter.setPen(_pen(dark=dark))
        painter.drawLines(edge)
    return picture


class _FacePainter:
    """Paints faces with one polygon for each number of corners, which is written anew."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self._shapes: dict[int, tuple[QPolygonF, Array]] = {}

    def paint(self, corners: Array) -> None:
        """Paint a face, shape (k, 2)."""
        size = len(corners)
        if size not in self._shapes:
            shape = create_qpolygonf(size)
            self._shapes[size] = shape, ndarray_from_qpolygonf(shape)
        shape, written = self._shapes[size]
        written[:] = corners
        self.painter.drawConvexPolygon(shape)

    def paint_level(self, faces: Sequence[Array], color: QColor) -> None:
        """Paint faces of one colour; a hairline closes gaps where a corner meets a side."""
        self.painter.setPen(QPen(color, 0))
        self.painter.setBrush(color)
        for corners in faces:
            self.paint(corners)


def _lines(
    view: PlaneView, grid: tuple[Array, Array, Array], projection: Projection
) -> tuple[dict[tuple[int, int], list[QLineF]], list[QLineF]]:
    """The pieces of all contours by the cell that each lies on, and the edge of the plateau."""
    slopes: dict[tuple[int, int], list[QLineF]] = defaultdict(list)
    edge: list[QLineF] = []
    low, high = view.range.low, view.range.high
    for tick in view.ticks(_MOST_LEVELS):
        level = (tick.position - low) / (high - low)
        _, cells, ends = contour(*grid, level)
        height = np.full((*ends.shape[:2], 1), level)
        screen = projection.screen(np.concatenate((ends, height), axis=2))[..., :2]
        pieces = [QLineF(*piece) for piece in screen.reshape(-1, 4).tolist()]
        if level >= HIGH:
            edge += pieces
            continue
        for (i, j), piece in zip(cells.tolist(), pieces, strict=True):
            slopes[i, j].append(piece)
    return slopes, edge


def _pen(*, dark: bool) -> QPen:
    """What contours are drawn with."""
    ink = QColor(Qt.GlobalColor.white if dark else Qt.GlobalColor.black)
    ink.setAlphaF(_LINE)
    return QPen(ink, 1.0)


def _paint_slopes(
    faces: _FacePainter,
    surface: Mesh,
    lines: dict[tuple[int, int], list[QLineF]],
    *,
    dark: bool,
) -> None:
    """Each slope, and the lines on it before a nearer one hides them."""
    painter, pen, no_pen = faces.painter, _pen(dark=dark), QPen(Qt.PenStyle.NoPen)
    shades = _shades(surface.heights, surface.light, dark=dark).tolist()
    painter.setPen(no_pen)
    for (i, j), corners, shade in zip(surface.cells.tolist(), surface.slopes, shades, strict=True):
        painter.setBrush(QColor(*shade))
        faces.paint(corners)
        if (i, j) in lines:
            painter.setPen(pen)
            painter.drawLines(lines[i, j])
            painter.setPen(no_pen)


def _shades(heights: Array, light: Array, *, dark: bool) -> Indices:
    """Colours in their light, shape (n,) to (n, 3): darker below 1, nearer to white above."""
    plain = color_map(dark)[np.round(heights * 255).astype(int)].astype(float)
    light = light[:, np.newaxis]
    lit = np.where(light < 1, plain * light, plain + (255 - plain) * (light - 1))
    return np.asarray(np.round(lit).astype(int))


class SurfaceAxes:
    """Axes along the near edges of the ground, and one of losses at the left.

    Args:
        painter: has the font of the plot.
        colors: how it looks.
        projection: onto the screen.
    """

    def __init__(self, painter: QPainter, colors: Colors, projection: Projection) -> None:
        self._painter, self._colors, self._projection = painter, colors, projection
        self._metrics = QFontMetricsF(painter.font())

    def paint(self, view: PlaneView, levels: Sequence[Tick], room: Box) -> None:
        """Paint the ground, lines of equal loss on the walls behind it, ticks and names."""
        square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=float)
        screen = self._at(square)
        near = int(screen[:, 1].argmax())
        self._walls(square, near, view, levels)
        for axis in (0, 1):
            self._edge(view, square, (near, axis), room)

    def _at(self, flat: Array, height: float = 0.0) -> Array:
        """Pixels of points over the ground, shape (n, 2)."""
        heights = np.full((len(flat), 1), height)
        return self._projection.screen(np.hstack((flat, heights)))[:, :2]

    def _walls(self, square: Array, near: int, view: PlaneView, levels: Sequence[Tick]) -> None:
        """Along the two walls behind, from the corner at the left to that at the right."""
        behind = square[[(near + 1) % 4, (near + 2) % 4, (near + 3) % 4]]
        if self._at(behind)[0, 0] > self._at(behind)[2, 0]:
            behind = behind[::-1]
        low, high = view.range.low, view.range.high
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(self._colors.border), 1))
        self._painter.drawPolygon(_polygon(self._at(square)))
        for corner in behind:
            ends = np.vstack((self._at(corner[np.newaxis]), self._at(corner[np.newaxis], 1.0)))
            self._painter.drawPolyline(_polygon(ends))
        lowest = -np.inf
        for tick in sorted(levels, reverse=True):
            line = self._at(behind, (tick.position - low) / (high - low))
            self._painter.setPen(QPen(QColor(self._colors.grid), 1))
            self._painter.drawPolyline(_polygon(line))
            x, y = line[0].tolist()
            if y >= lowest:
                self._beside((x - _TICK, y - 0.3 * self._metrics.height()), tick.text, -1.0)
                lowest = y + 0.9 * self._metrics.height()

    def _edge(self, view: PlaneView, square: Array, where: tuple[int, int], room: Box) -> None:
        """Ticks and the name of one axis along the edge that begins at the nearest corner."""
        near, axis = where
        corner = square[near]
        other = corner * (-1 if axis == 0 else 1, -1 if axis == 1 else 1)
        pixels = self._at(np.stack((corner, other)))
        right = 1.0 if pixels[1, 0] >= pixels[0, 0] else -1.0
        low, high = view.spans[axis]
        length = float(np.hypot(*(pixels[1] - pixels[0])))
        most = max(1, int(length / (3.2 * self._metrics.height())))
        for tick in value_ticks(low, high, most):
            at = corner.copy()
            at[axis] = (tick.position - low) / (high - low) * 2 - 1
            x, y = self._at(at[np.newaxis])[0].tolist()
            if _ENDS < abs(at[axis] - corner[axis]) / 2 < 1 - _ENDS:
                self._painter.setPen(QColor(self._colors.muted))
                self._painter.drawLine(QPointF(x, y), QPointF(x + right * _TICK, y + _TICK))
                self._beside((x + right * _TICK, y + _TICK), tick.text, right)
        self._name(view.plane.names[axis], pixels, right, room)

    def _beside(self, at: tuple[float, float], text: str, right: float) -> None:
        """A text beside a point, away from the surface."""
        self._painter.setPen(QColor(self._colors.muted))
        width, height = self._metrics.horizontalAdvance(text), self._metrics.height()
        left = at[0] + _GAP if right > 0 else at[0] - _GAP - width
        self._painter.drawText(QPointF(left, at[1] + 0.6 * height), text)

    def _name(self, name: str, pixels: Array, right: float, room: Box) -> None:
        """The name of an axis below the middle of its edge, or in the corner if it is long."""
        line, width = self._metrics.height(), self._metrics.horizontalAdvance(name)
        x, y = pixels.mean(axis=0).tolist()
        left, bottom = (x + line if right > 0 else x - line - width), y + _NAME * line
        inside = min(max(left, room.left), room.right - width)
        if abs(inside - left) <= _SHIFT * line:
            left = inside
        else:
            half = room.width / 2 - _GAP
            name = self._metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, half)
            width = self._metrics.horizontalAdvance(name)
            left, bottom = (room.right - width if right > 0 else room.left), room.bottom
        self._painter.setPen(QColor(self._colors.muted))
        self._painter.drawText(QPointF(left, min(bottom, room.bottom)), name)


def paint_path(
    painter: QPainter, colors: Colors, view: PlaneView, projection: Projection, room: Box
) -> None:
    """The path of descent, as far as it lies in view, and the ball."""
    flat = np.vstack((view.path, view.here))
    points = projection.screen(in_space(view, flat))[:, :2]
    low, high = np.transpose(view.spans)
    points[~((flat >= low) & (flat <= high)).all(axis=1)] = np.nan
    paint_descent(painter, colors, points, room)
    if np.isfinite(points[-1]).all():
        x, y = points[-1].tolist()
        paint_ball(painter, colors, (x, y), filled=True)


def _polygon(points: Array) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])
