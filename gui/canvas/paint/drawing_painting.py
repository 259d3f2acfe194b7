"""Painting the drawing as it lies on the canvas: on the screen, or as a figure of its own."""

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from gui.canvas.paint.map_painting import MapPainting
from gui.canvas.paint.overlay import paint_ground, use
from gui.canvas.paint.painting import PicturePainting
from gui.canvas.paint.still_picture import StillPicture
from gui.canvas.viewport import Viewport
from gui.geometry import Box
from gui.style.theme import Theme

_MANY_EDGES = 500


class DrawingPainting:
    """Paints what a viewport shows, in the colours and the font of a theme."""

    def __init__(self, viewport: Viewport, theme: Theme) -> None:
        self._viewport, self._theme = viewport, theme
        self.look_again()

    def look_again(self) -> None:
        """Paint in another look, because the theme is another."""
        self._painting = PicturePainting(self._theme.colors, self._theme.font())
        self._still = StillPicture(self._theme.colors, self._painting)
        self._maps = MapPainting(self._theme.colors)

    def paint(self, painter: QPainter, canvas: QWidget, *, is_busy: bool, focused: bool) -> None:
        """Paint it on the screen; the painter is in units of the drawing then."""
        viewport = self._viewport
        visible, view = self._visible(canvas), viewport.view
        picture, marks = viewport.picture.within(visible), viewport.marks
        if is_busy and len(picture.edges.weights) > _MANY_EDGES:
            paint_ground(painter, canvas.rect(), focused)
            use(painter, view)
            self._painting.paint_edges(painter, picture)
            self._painting.paint_frames(painter, picture, marks, view.zoom, visible.overlaps)
            labels = list(picture.labels)
        else:
            labels = self._still.paint(painter, canvas, picture, marks, view, visible, focused)
        if (maps := viewport.maps) is not None:
            self._maps.paint(painter, picture, maps)
        self._painting.paint_words(painter, picture, labels, view.zoom, visible)

    def paint_figure(self, painter: QPainter, canvas: QWidget, *, ground: bool) -> None:
        """Paint it line by line with any painter, on the colour of panels or on nothing."""
        viewport = self._viewport
        view, picture = viewport.view, viewport.picture
        if ground:
            painter.fillRect(canvas.rect(), QColor(self._theme.colors.panel))
        painter.save()
        use(painter, view)
        visible = self._visible(canvas)
        self._painting.paint_edges(painter, picture, smooth=True)
        self._painting.paint_frames(painter, picture, viewport.marks, view.zoom, visible.overlaps)
        if (maps := viewport.maps) is not None:
            self._maps.paint(painter, picture, maps)
        self._painting.paint_words(painter, picture, picture.labels, view.zoom, visible)
        painter.restore()

    def _visible(self, canvas: QWidget) -> Box:
        """A pixel more than is seen, in the drawing: what just fits does so despite rounding."""
        box = Box(-1, -1, canvas.width() + 1, canvas.height() + 1)
        return self._viewport.view.box_to_drawing(box)
