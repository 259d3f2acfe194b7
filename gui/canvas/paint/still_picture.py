"""The still part of a picture: all but its words, painted once and used again as it is.

From step to step other numbers are written, but in the same nodes and pills. Where a node or an
edge looks otherwise, only what lies there is painted anew.
"""

from collections.abc import Hashable, Iterator, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from gui.canvas.paint.node_painting import NodeLook
from gui.canvas.paint.overlay import keep_inside, use
from gui.canvas.paint.painting import Highlights, PicturePainting
from gui.canvas.paint.still_edges import StillEdges
from gui.canvas.scene.picture import Picture
from gui.canvas.view_transform import ViewTransform
from gui.geometry import Box, union
from gui.style.colors import Colors

_RIM = 2.0  # of a node, in units of the drawing


class StillPicture:
    """Keeps a pixmap of the panel, the edges, the nodes and the pills."""

    def __init__(self, colors: Colors, painting: PicturePainting) -> None:
        self._edges = StillEdges(colors)
        self._painting = painting
        self._pixmap = QPixmap()
        self._nodes: list[NodeLook] = []
        self._others: Hashable = None

    def paint(
        self,
        painter: QPainter,
        canvas: QWidget,
        picture: Picture,
        marks: Highlights,
        view: ViewTransform,
        visible: Box,
        focused: bool,
    ) -> None:
        """Paint them in pixels of the canvas; the painter is in units of the drawing then."""
        edges, anew = self._edges.painted(canvas, picture.edges, view, focused)
        apart = _are_apart(picture)
        sees = None if visible.encloses(picture.bounds) else visible.overlaps
        nodes = self._painting.node_looks(picture, marks, view.zoom, sees)
        pills = [(pill.kind, pill.box, pill.parameter, pill.number) for pill in picture.pills]
        others = (() if apart else picture.rasters, marks, *pills)
        if others != self._others or len(nodes) != len(self._nodes):
            anew = QRegion(canvas.rect())
        for box in _changed(self._nodes, nodes):
            anew += _place(box, view)
        self._nodes, self._others = nodes, others
        if not anew.isEmpty():
            self._paint_anew(anew, canvas, edges, picture, marks, view, not apart)
        painter.drawPixmap(0, 0, self._pixmap)
        keep_inside(painter, canvas.rect())
        use(painter, view)
        if apart:
            self._painting.paint_rasters(painter, picture, marks)

    def _paint_anew(
        self,
        area: QRegion,
        canvas: QWidget,
        edges: QPixmap,
        picture: Picture,
        marks: Highlights,
        view: ViewTransform,
        rasters: bool,
    ) -> None:
        if area == QRegion(canvas.rect()):
            self._pixmap = QPixmap(edges)
        with QPainter(self._pixmap) as painter:
            painter.setClipRegion(area)
            painter.drawPixmap(0, 0, edges)
            keep_inside(painter, canvas.rect())
            use(painter, view)
            self._painting.paint_frames(
                painter,
                picture,
                marks,
                view.zoom,
                lambda box: area.intersects(_place(box, view)),
                rasters=rasters,
            )


def _changed(before: Sequence[NodeLook], after: Sequence[NodeLook]) -> Iterator[Box]:
    """Where nodes look otherwise than before."""
    for old, new in zip(before, after, strict=False):
        if old != new:
            yield union(((old.ring or old.box).grown(_RIM), (new.ring or new.box).grown(_RIM)))


def _place(box: Box, view: ViewTransform) -> QRect:
    """The pixels that a box of the drawing covers, even in part."""
    return QRectF(*view.box_to_pixels(box).rectangle).toAlignedRect()


def _are_apart(picture: Picture) -> bool:
    """Whether rasters, which change with every step, lie under nothing else."""
    if not picture.rasters:
        return True
    boxes = [pill.box for pill in picture.pills] + [node.box for node in picture.nodes]
    frames = [raster.frame.grown(1) for raster in picture.rasters]
    return not any(frame.overlaps(box) for frame in frames for box in boxes)
