"""What lies over the drawing for a while: handles, the frame of a selection, what travels."""

from PySide6.QtGui import QPainter

from gui.canvas.input.mouse import Hand
from gui.canvas.motion import Motion
from gui.canvas.paint.overlay import paint_band, paint_handle
from gui.canvas.scene.layout import Wiring
from gui.canvas.scene.picture import Picture
from gui.style.theme import Theme


class Overlaid:
    """Paints it, and knows whether there is any of it on the screen."""

    def __init__(self, hand: Hand, motion: Motion, theme: Theme) -> None:
        self._hand, self._motion, self._theme = hand, motion, theme
        self._was_there = False

    @property
    def is_seen(self) -> bool:
        """Whether something has been painted, or is to be."""
        return self._was_there or self._is_there

    @property
    def _is_there(self) -> bool:
        hand = self._hand
        return bool(hand.handles) or hand.band is not None or self._motion.is_moving

    def paint(self, painter: QPainter, picture: Picture, wiring: Wiring) -> None:
        """Paint it; the painter is in units of the drawing, and in pixels afterwards."""
        hand, colors = self._hand, self._theme.colors
        self._was_there = self._is_there
        for handle in hand.handles:
            paint_handle(painter, colors, handle, handle == hand.handle)
        self._motion.paint(painter, picture, wiring, colors)
        painter.resetTransform()
        if hand.band is not None:
            paint_band(painter, colors, hand.band)
