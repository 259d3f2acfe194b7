"""Painting a picture of the network, with any painter, in units of the drawing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from core.nn.network import INPUT_LAYER, NodePlace
from gui.canvas.labels.text_sizes import READABLE
from gui.canvas.paint.edge_painting import EdgePainting, paint_edge
from gui.canvas.paint.fonts import sized
from gui.canvas.paint.glyphs import paint_lean, paint_lock, paint_triangle
from gui.canvas.paint.node_painting import NodeLook, NodePainting, paint_round
from gui.canvas.paint.raster_painting import RasterPainting
from gui.canvas.scene.picture import (
    LabelKind,
    Node,
    Picture,
    Pill,
    PillKind,
    SceneLabel,
    Text,
    TextRole,
)
from gui.canvas.scene.room import LEAST_READABLE
from gui.geometry import Box
from gui.operations.numbers import Editable
from gui.style.colors import Colors
from gui.style.theme import BASE_PIXELS

_CAP_HEIGHT = 0.727  # of Inter, in text sizes
_STANDS_OUT = 8.0  # how far the ring of a node may reach
Sees = Callable[[Box], bool] | None  # whether a box is seen; None where all are
_Written = TypeVar("_Written", SceneLabel, Pill)


class Highlights(NamedTuple):
    """The things in a picture that are marked: selected, hovered, lit.

    `parameters`, `nodes` and `number` are ringed; the `hovered` weight and the `lit` node are
    emphasised.
    """

    parameters: frozenset[int] = frozenset()
    nodes: frozenset[NodePlace] = frozenset()
    number: Editable | None = None
    hovered: int | None = None
    lit: NodePlace | None = None


class PicturePainting:
    """Paints pictures in one look: the colours of a theme or those of print, and a font.

    Nothing is kept but pens, fonts and lines made ready; one painting serves any painter.
    """

    def __init__(self, colors: Colors, font: QFont, *, in_print: bool = False) -> None:
        self._colors = colors
        self._font = font
        self._smallest = READABLE * font.pixelSize() / BASE_PIXELS
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._edges = EdgePainting(colors, in_print=in_print)
        self._nodes = NodePainting(colors)
        self._rasters = RasterPainting(colors)
        self._tones = {
            TextRole.INK: QColor(colors.ink),
            TextRole.MUTED: QColor(colors.muted),
            TextRole.POSITIVE: QColor(colors.positive_text),
            TextRole.NEGATIVE: QColor(colors.negative_text),
            TextRole.SLOPE: QColor(colors.slope),
            TextRole.DOWN: QColor(colors.down),
            TextRole.ON_PREDICTION: QColor(colors.on_prediction),
        }

    def paint_edges(self, painter: QPainter, picture: Picture, *, smooth: bool = False) -> None:
        """Paint the edges only; quickly, unless they are to be smooth."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        self._edges.paint(painter, picture.edges)

    def paint_frames(
        self,
        painter: QPainter,
        picture: Picture,
        marks: Highlights,
        zoom: float,
        sees: Sees,
        *,
        rasters: bool = True,
    ) -> None:
        """Paint what numbers stand in: nodes, pills and, if wanted, rasters; and the marks.

        Of nodes and pills, only those in boxes that are seen.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._paint_marked_edges(painter, picture, marks)
        if rasters:
            self.paint_rasters(painter, picture, marks)
        for look in self.node_looks(picture, marks, zoom, sees):
            self._nodes.paint(painter, look)
        self._paint_pills(painter, self._in_sight(picture.pills, zoom, sees), marks)

    def paint_rasters(self, painter: QPainter, picture: Picture, marks: Highlights) -> None:
        """Paint the pictures of weights and inputs."""
        inputs = sorted(place.node for place in marks.nodes if place.layer == INPUT_LAYER)
        self._rasters.paint(painter, picture.rasters, sorted(marks.parameters), inputs)

    def paint_labels(
        self, painter: QPainter, labels: Sequence[SceneLabel], zoom: float, sees: Sees
    ) -> None:
        """Paint texts that stand on the ground, of those in boxes that are seen."""
        seen = self._in_sight(labels, zoom, sees)
        self._paint_grounds(painter, seen)
        self._paint_texts(painter, map(_begun, seen))

    def paint_words(
        self,
        painter: QPainter,
        picture: Picture,
        labels: Sequence[SceneLabel],
        zoom: float,
        visible: Box,
    ) -> None:
        """Paint texts and numbers, of the labels only these, and the small signs beside them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        sees = None if visible.encloses(picture.bounds) else visible.overlaps
        labels, smallest = self._in_sight(labels, zoom, sees), self._smallest / zoom
        self._paint_grounds(painter, labels)
        texts = [
            (node.x + node.aside - node.text.width / 2, node.y, node.text)
            for node in picture.nodes
            if _is_readable(node, smallest) and (sees is None or sees(node.box))
        ]
        texts += map(_begun, labels)
        pills = self._in_sight(picture.pills, zoom, sees)
        texts += [self._paint_glyphs(painter, pill) for pill in pills]
        self._paint_texts(painter, texts)

    def node_looks(
        self, picture: Picture, marks: Highlights, zoom: float, sees: Sees
    ) -> list[NodeLook]:
        """How the nodes look that are seen."""
        out = {*marks.nodes, marks.lit}
        smallest = self._smallest / zoom
        return [
            self._nodes.look(
                node, zoom, stands_out=node.place in out, is_readable=_is_readable(node, smallest)
            )
            for node in picture.nodes
            if sees is None or sees(node.box.grown(_STANDS_OUT))
        ]

    def _in_sight(self, written: Sequence[_Written], zoom: float, sees: Sees) -> list[_Written]:
        smallest = self._smallest / zoom
        seen = written if sees is None else [x for x in written if sees(x.box)]
        return [x for x in seen if x.text.size >= smallest]

    # Edges that stand out

    def _paint_marked_edges(self, painter: QPainter, picture: Picture, marks: Highlights) -> None:
        edges = picture.edges
        wanted = set(marks.parameters)
        if marks.hovered is not None:
            wanted.add(marks.hovered)
        if not wanted:
            return
        for at, index in enumerate(edges.parameters.tolist()):
            if index in wanted:
                ring = self._colors.ring if index in marks.parameters else None
                paint_edge(painter, self._colors, edges, at, ring)

    # Text

    def _paint_grounds(self, painter: QPainter, labels: Iterable[SceneLabel]) -> None:
        """Keep edges from running through words."""
        ground = QColor(self._colors.panel)
        for label in labels:
            if label.kind is not LabelKind.TITLE:
                left, top, right, bottom = label.box
                area = QRectF(left - 1, top - 1, right - left + 2, bottom - top + 2)
                painter.fillRect(area, ground)

    def _paint_texts(self, painter: QPainter, texts: Iterable[tuple[float, float, Text]]) -> None:
        """Paint texts from their left end and middle line; those alike one after another."""
        alike: dict[tuple[int, bool, TextRole], list[tuple[QPointF, str]]] = defaultdict(list)
        for x, y, text in texts:
            baseline = y + text.size * _CAP_HEIGHT / 2
            alike[text.size, text.bold, text.tone].append((QPointF(x, baseline), text.words))
        for (size, bold, tone), group in alike.items():
            painter.setFont(self._sized(size, bold))
            painter.setPen(self._tones[tone])
            for point, words in group:
                painter.drawText(point, words)

    def _sized(self, size: int, bold: bool) -> QFont:
        font = self._fonts.get((size, bold))
        if font is None:
            font = self._fonts[size, bold] = sized(self._font, size, bold)
        return font

    # Pills

    def _paint_pills(self, painter: QPainter, pills: list[Pill], marks: Highlights) -> None:
        colors = self._colors
        border, panel = QPen(QColor(colors.border), 1), QBrush(QColor(colors.panel))
        raised, surface = QBrush(QColor(colors.raised)), QBrush(QColor(colors.slope_surface))
        painter.setPen(border)
        painter.setBrush(panel)
        for pill in pills:
            if pill.kind in (PillKind.WEIGHT, PillKind.BIAS):
                paint_round(painter, pill.box, 0.3)
        painter.setPen(Qt.PenStyle.NoPen)
        for kind, brush in ((PillKind.SLOPE, surface), (PillKind.TARGET, raised)):
            painter.setBrush(brush)
            for pill in pills:
                if pill.kind is kind:
                    paint_round(painter, pill.box, 0.45)
        self._paint_rings(painter, pills, marks)

    def _paint_rings(self, painter: QPainter, pills: Iterable[Pill], marks: Highlights) -> None:
        painter.setPen(QPen(QColor(self._colors.ring), 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pill in pills:
            chosen = pill.parameter in marks.parameters and pill.kind is not PillKind.SLOPE
            if chosen or (pill.number is not None and pill.number == marks.number):
                paint_round(painter, pill.box.grown(0.6), 0.3)

    def _paint_glyphs(self, painter: QPainter, pill: Pill) -> tuple[float, float, Text]:
        """Paint the small signs beside a number; says where the number itself goes."""
        size = pill.text.size
        glyphs = (pill.lean != 0) + pill.locked + (pill.heading != 0)
        x, y = pill.box.center
        left = x - (pill.text.width + 0.85 * size * glyphs) / 2
        if pill.lean:
            paint_lean(painter, QColor(self._colors.slope), left, y, size, pill.lean)
            left += 0.85 * size
        if pill.locked:
            paint_lock(painter, QColor(self._colors.muted), left, y, size)
            left += 0.85 * size
        if pill.heading:
            at = left + pill.text.width + 0.3 * size
            paint_triangle(painter, QColor(self._colors.down), at, y, size, pill.heading)
        return left, y, pill.text


def _is_readable(node: Node, smallest: float) -> bool:
    """Whether there is room for a node's value."""
    return node.radius >= LEAST_READABLE and node.text.size >= smallest


def _begun(label: SceneLabel) -> tuple[float, float, Text]:
    """Where a label begins, in the middle of its height."""
    left, top, _, bottom = label.box
    return left, (top + bottom) / 2, label.text
