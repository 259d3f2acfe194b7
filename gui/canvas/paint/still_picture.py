"""The still part of a picture: all but its words, painted once and used again as it is.

From step to step other numbers are written, but in the same nodes and pills.
"""

from collections.abc import Hashable

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui.canvas.paint.overlay import keep_inside, use
from gui.canvas.paint.painting import Highlights, PicturePainting
from gui.canvas.paint.still_edges import StillEdges
from gui.canvas.scene.picture import Picture, Text
from gui.canvas.view_transform import ViewTransform
from gui.geometry import Box
from gui.style.colors import Colors

_BLANK = Text("", 0.0, 0)


class StillPicture:
    """Keeps a pixmap of the panel, the edges, the nodes and the pills."""

    def __init__(self, colors: Colors, painting: PicturePainting) -> None:
        self._edges = StillEdges(colors)
        self._painting = painting
        self._pixmap = QPixmap()
        self._frames: Hashable = None

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
        edges = self._edges.painted(canvas, picture.edges, view, focused)
        apart = _are_apart(picture)
        rasters = () if apart else picture.rasters
        frames = (edges.cacheKey(), rasters, marks, *self._looks(picture, view, visible))
        if frames != self._frames:
            self._pixmap = QPixmap(edges)
            with QPainter(self._pixmap) as on_pixmap:
                keep_inside(on_pixmap, canvas.rect())
                use(on_pixmap, view)
                self._painting.paint_frames(
                    on_pixmap, picture, marks, view.zoom, visible, rasters=not apart
                )
            self._frames = frames
        painter.drawPixmap(0, 0, self._pixmap)
        keep_inside(painter, canvas.rect())
        use(painter, view)
        if apart:
            self._painting.paint_rasters(painter, picture, marks)

    def _looks(self, picture: Picture, view: ViewTransform, visible: Box) -> list[Hashable]:
        """What can be seen of nodes and pills besides their words."""
        looks: list[Hashable] = [
            (node._replace(text=_BLANK, share=0.0 if readable else node.share), readable)
            for node, readable in self._painting.nodes_in(picture, view.zoom, visible)
        ]
        looks += [node.number_box for node in picture.nodes if node.number is not None]
        looks += [(pill.kind, pill.box, pill.parameter, pill.number) for pill in picture.pills]
        return looks


def _are_apart(picture: Picture) -> bool:
    """Whether rasters, which change with every step, lie under nothing else."""
    boxes = [pill.box for pill in picture.pills] + [node.box for node in picture.nodes]
    frames = [raster.frame.grown(1) for raster in picture.rasters]
    return not any(frame.overlaps(box) for frame in frames for box in boxes)
