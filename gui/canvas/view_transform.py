"""The view transform: the zoom and shift with which the drawing lies in the window."""

from msgspec import Struct
from msgspec.structs import replace

from gui.canvas.scene.sight import Window
from gui.geometry import Box

SMALLEST_ZOOM, LARGEST_ZOOM = 0.05, 12.0
_IN_SIGHT = 70.0  # pixels of the drawing that cannot be moved out of the window


class ViewTransform(Struct, frozen=True):
    """Turns units of the drawing into pixels: pixel = zoom × unit + shift."""

    zoom: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def to_drawing(self, x: float, y: float) -> tuple[float, float]:
        """The point of the drawing that lies under a pixel."""
        return (x - self.dx) / self.zoom, (y - self.dy) / self.zoom

    def to_pixels(self, x: float, y: float) -> tuple[float, float]:
        """The pixel on which a point of the drawing lies."""
        return x * self.zoom + self.dx, y * self.zoom + self.dy

    def box_to_pixels(self, box: Box) -> Box:
        """Where a box of the drawing lies in the window."""
        return Box(*self.to_pixels(box.left, box.top), *self.to_pixels(box.right, box.bottom))

    def box_to_drawing(self, box: Box) -> Box:
        """What of the drawing lies in a box of the window."""
        return Box(*self.to_drawing(box.left, box.top), *self.to_drawing(box.right, box.bottom))

    def window(self, width: float, smallest: float) -> Window:
        """What is seen of the drawing on a canvas, on which text of a size can just be read."""
        left, right = -self.dx / self.zoom, (width - self.dx) / self.zoom
        return Window(left, right, smallest / self.zoom)

    def panned(self, dx: float, dy: float) -> "ViewTransform":
        """The view shifted by some pixels."""
        return replace(self, dx=self.dx + dx, dy=self.dy + dy)

    def zoomed(self, factor: float, x: float, y: float) -> "ViewTransform":
        """The view zoomed about a pixel, which stays on its point of the drawing."""
        zoom = min(max(self.zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        at_x, at_y = self.to_drawing(x, y)
        return ViewTransform(zoom, x - at_x * zoom, y - at_y * zoom)


def fitting(bounds: Box, width: float, height: float, largest: float) -> ViewTransform:
    """The view with all of `bounds` in the middle of the window, zoomed to `largest` at most."""
    zoom = min(width / max(bounds.width, 1), height / max(bounds.height, 1), largest)
    zoom = max(zoom, SMALLEST_ZOOM)
    x, y = bounds.center
    return ViewTransform(zoom, width / 2 - x * zoom, height / 2 - y * zoom)


def kept_in_sight(view: ViewTransform, bounds: Box, width: float, height: float) -> ViewTransform:
    """A view shifted so that some of what is drawn can be seen in a window of a size."""
    box = view.box_to_pixels(bounds)
    right = max(_IN_SIGHT - box.right, 0.0) - max(box.left - width + _IN_SIGHT, 0.0)
    down = max(_IN_SIGHT - box.bottom, 0.0) - max(box.top - height + _IN_SIGHT, 0.0)
    return view.panned(right, down)
