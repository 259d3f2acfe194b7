"""The still part of a picture: all but its numbers, painted once and used again as it is.

From step to step other numbers are written, but in the same nodes and pills, under the same titles
and names. Where a node or an edge looks otherwise, only what lies there is painted anew.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from gui.canvas.paint.node_painting import NodeLook
from gui.canvas.paint.overlay import keep_inside, use
from gui.canvas.paint.painting import Highlights, PicturePainting
from gui.canvas.paint.still_edges import StillEdges
from gui.canvas.scene.picture import LabelKind, Picture, SceneLabel
from gui.canvas.view_transform import ViewTransform
from gui.geometry import Box, union
from gui.style.colors import Colors

_RIM = 2.0  # of a node, in units of the drawing
_STILL = (LabelKind.NAME, LabelKind.TITLE, LabelKind.FOLD)


class StillPicture:
    """Keeps a pixmap of the panel, the edges, the nodes, the pills, and the words that stay."""

    def __init__(self, colors: Colors, painting: PicturePainting) -> None:
        self._edges = StillEdges(colors)
        self._painting = painting
        self._pixmap = QPixmap()
        self._nodes: list[NodeLook] = []
        self._frames: object = None

    def paint(
        self,
        painter: QPainter,
        canvas: QWidget,
        picture: Picture,
        marks: Highlights,
        view: ViewTransform,
        visible: Box,
        focused: bool,
    ) -> list[SceneLabel]:
        """Paint them in pixels of the canvas; the painter is in units of the drawing then.

        Returns the labels that are still to be painted.
        """
        edges, anew = self._edges.painted(canvas, picture.edges, view, focused)
        apart = _are_apart(picture)
        sees = None if visible.encloses(picture.bounds) else visible.overlaps
        nodes = self._painting.node_looks(picture, marks, view.zoom, sees)
        pills = [(pill.kind, pill.box, pill.parameter, pill.number) for pill in picture.pills]
        still, others = _parted(picture)
        frames = (() if apart else picture.rasters, marks, still, pills)
        if frames != self._frames or len(nodes) != len(self._nodes):
            anew = QRegion(canvas.rect())
        for box in _changed(self._nodes, nodes):
            anew += _place(box, view) & canvas.rect()
        self._nodes, self._frames = nodes, frames
        if not anew.isEmpty():
            self._paint_anew(anew, canvas, edges, picture, marks, view, still, not apart)
        painter.drawPixmap(0, 0, self._pixmap)
        keep_inside(painter, canvas.rect())
        use(painter, view)
        if apart:
            self._painting.paint_rasters(painter, picture, marks)
        return others

    def _paint_anew(
        self,
        area: QRegion,
        canvas: QWidget,
        edges: QPixmap,
        picture: Picture,
        marks: Highlights,
        view: ViewTransform,
        still: Sequence[SceneLabel],
        rasters: bool,
    ) -> None:
        def sees(box: Box) -> bool:
            return area.intersects(_place(box, view))

        if area == QRegion(canvas.rect()):
            self._pixmap = QPixmap(edges)
        with QPainter(self._pixmap) as painter:
            painter.setClipRegion(area)
            painter.drawPixmap(0, 0, edges)
            keep_inside(painter, canvas.rect())
            use(painter, view)
            frames = self._painting.paint_frames
            frames(painter, picture, marks, view.zoom, sees, rasters=rasters)
            self._painting.paint_labels(painter, still, view.zoom, sees)


def _parted(picture: Picture) -> tuple[list[SceneLabel], list[SceneLabel]]:
    """The labels that say the same from step to step, and the others.

    The name of a prediction may come with its value in other units.
    """
    last = picture.nodes[-1].place.layer if picture.nodes else None
    still, others = list[SceneLabel](), list[SceneLabel]()
    for label in picture.labels:
        tells = label.kind not in _STILL or (label.node is not None and label.node.layer == last)
        (others if tells else still).append(label)
    return still, others


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
